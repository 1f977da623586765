/** A whole epoch of the tutorial's network, validation included, on all who are fast enough for it. */
import type { Contestant } from '../contestant';
import { measureCase, type Plan } from '../interleave';
import { messageOf } from '../../support/project';
import { withBytes } from './bytes';
import { planFor, type BenchContext } from './context';

/**
 * Few runs, since each is hundreds of steps. No warm-up: of a first epoch, starting is a part that people wait
 * for too, and a small one.
 */
export const EPOCH_PLAN: Plan = { rounds: 3, warmUps: 0, budgetMs: 25_000, minRuns: 1 };
/** Slower than this, an epoch of 20,000 reviews takes over a minute and a half. */
const MAX_STEP_MS = 300;

export async function measureEpochs(context: BenchContext): Promise<void> {
  const benchCase = context.cases.epoch();
  const verdict: Contestant[] = [];
  for (const contestant of context.verdict) {
    if (await isFastEnough(context, contestant)) verdict.push(contestant);
  }
  const pytorch = context.pytorch.map(({ contestant }) => contestant);
  const plan = planFor(context, EPOCH_PLAN);
  const rows = await measureCase(benchCase, [...verdict, ...pytorch], plan, context.listener);
  context.add(await withBytes(context, benchCase, rows));
}

async function isFastEnough(context: BenchContext, contestant: Contestant): Promise<boolean> {
  const { cases, listener } = context;
  const [step] = cases.steps();
  try {
    await contestant.prepare(step!.job);
    await contestant.run();
    const elapsedMs = await contestant.run();
    await contestant.release();
    if (elapsedMs <= MAX_STEP_MS) return true;
    listener.skip(
      `epoch, ${contestant.title}: a step takes ${(elapsedMs / 1000).toFixed(1)} s, an epoch minutes`,
    );
  } catch (error) {
    listener.skip(`epoch, ${contestant.title}: ${messageOf(error)}`);
  }
  return false;
}
