/** Training step, forward pass and one prediction, on everybody. */
import type { BenchRow } from '../benchReport';
import type { BenchCase } from '../cases';
import { measureCase, type Plan } from '../interleave';
import { withBytes } from './bytes';
import { batchPytorch, planFor, type BenchContext } from './context';

const PLAN: Plan = { rounds: 7, warmUps: 2, budgetMs: 60_000, minRuns: 2 };
/** Wider networks are slow on some backends, and no goal of theirs needs many runs of those. */
const WIDE_PLAN: Plan = { ...PLAN, budgetMs: 10_000 };

/** Stock TensorFlow.js takes part at the tutorial's size only: a step of it takes the better part of a minute. */
export async function measureSteps(context: BenchContext): Promise<void> {
  for (const [i, benchCase] of context.cases.steps().entries()) {
    const isTutorial = i === 0;
    context.listener.say(` ${benchCase.name}`);
    const measuredRows = await measureOn(context, benchCase, isTutorial, isTutorial ? PLAN : WIDE_PLAN);
    context.add(isTutorial ? await withBytes(context, benchCase, measuredRows) : measuredRows);
  }
}

export async function measureForward(context: BenchContext): Promise<void> {
  context.add(await measureOn(context, context.cases.forward(), true, PLAN));
}

export async function measurePrediction(context: BenchContext): Promise<void> {
  context.add(await measureOn(context, context.cases.prediction(), true, PLAN));
}

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
