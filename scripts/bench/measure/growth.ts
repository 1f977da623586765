/** How time and memory grow with the sizes: the fastest of this project beside PyTorch with all threads. */
import type { Contestant } from '../contestant';
import { measureCase, type Plan } from '../interleave';
import { withBytes } from './bytes';
import { batchPytorch, planFor, withMostThreads, type BenchContext } from './context';
import { EPOCH_PLAN } from './epochs';

const PLAN: Plan = { rounds: 4, warmUps: 2, budgetMs: 8_000, minRuns: 3 };
const REVIEWS_PLAN: Plan = { ...EPOCH_PLAN, rounds: 2 };

export async function measureGrowth(context: BenchContext): Promise<void> {
  const verdict = withMostThreads(context.verdict).filter(
    ({ backend }) => backend !== 'cpu' && !context.softwareBackends.has(backend),
  );
  const pytorch = withMostThreads(batchPytorch(context));
  for (const series of context.cases.growth()) {
    context.listener.say(`growth with ${series.title}`);
    for (const { value, case: benchCase } of series.cases) {
      context.listener.say(` ${series.name} = ${value}`);
      const isEpoch = benchCase.job.kind === 'epoch';
      // An epoch of PyTorch is measured once, at the full size.
      const contestants: Contestant[] = isEpoch ? verdict : [...verdict, ...pytorch];
      const plan = planFor(context, isEpoch ? REVIEWS_PLAN : PLAN);
      const caseRows = await measureCase(benchCase, contestants, plan, context.listener);
      const own = caseRows.filter(({ implementation }) => implementation === 'verdict');
      const others = caseRows.filter(({ implementation }) => implementation !== 'verdict');
      context.add([...(await withBytes(context, benchCase, own)), ...others]);
    }
  }
}
