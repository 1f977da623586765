/** Training step, forward pass and one prediction, on everybody. */
import type { BenchRow } from '../benchReport';
import type { BenchCase } from '../cases';
import { measureCase, type Plan } from '../interleave';
import { withBytes } from './bytes';
import { batchPytorch, measured, planFor, type BenchContext, type Measured } from './context';

const PLAN: Plan = { rounds: 7, warmUps: 2, budgetMs: 60_000, minRuns: 2 };
/** Wider networks are slow on some backends, and no goal of theirs needs many runs of those. */
const WIDE_PLAN: Plan = { ...PLAN, budgetMs: 20_000 };

/** Stock TensorFlow.js takes part at the tutorial's size only: a step of it takes the better part of a minute. */
export async function measureSteps(context: BenchContext): Promise<Measured> {
  const rows: BenchRow[] = [];
  for (const [i, benchCase] of context.cases.steps().entries()) {
    const isTutorial = i === 0;
    context.listener.say(` ${benchCase.name}`);
    const measuredRows = await measureOn(context, benchCase, isTutorial, isTutorial ? PLAN : WIDE_PLAN);
    rows.push(...(await withBytes(context, benchCase, measuredRows)));
  }
  return measured(rows);
}

export const measureForward = async (context: BenchContext): Promise<Measured> =>
  measured(await measureOn(context, context.cases.forward(), true, PLAN));

export const measurePrediction = async (context: BenchContext): Promise<Measured> =>
  measured(await measureOn(context, context.cases.prediction(), true, PLAN));

function measureOn(
  context: BenchContext,
  benchCase: BenchCase,
  hasStock: boolean,
  plan: Plan,
): Promise<BenchRow[]> {
  const { verdict, stock } = context;
  const contestants = [...verdict, ...(hasStock && stock !== null ? [stock] : []), ...batchPytorch(context)];
  return measureCase(benchCase, contestants, planFor(context, plan), context.listener);
}
