/** The words that drive the units of a layer, over many reviews. */
import { evaluationBatches, makeBatch, numReviews } from '../../data/batches';
import { Random } from '../../data/random';
import { VerdictError } from '../../errors';
import type { UnitDrivers } from '../../insightTypes';
import type { EncodedReviews } from '../../types';
import type { Work } from '../calls';
import type { InsightModel } from '../insightModel';
import { DriverCounts } from './driverCounts';
import { Pacer } from './pacer';
import { stateReader } from './unitStates';

const REPORT_INTERVAL_MS = 150;

/** @param direction index in the trace's layers */
export async function unitDrivers(
  model: InsightModel,
  direction: number,
  reviews: EncodedReviews,
  work: Work,
): Promise<UnitDrivers> {
  const pacer = new Pacer(work);
  const reader = stateReader(model, direction, pacer);
  if (reader === null) throw new VerdictError('bad-settings', 'The model has no such LSTM layer.');
  const counts = new DriverCounts(reader.units, reader.isBackward);
  const total = numReviews(reviews);
  // Short and long reviews mixed, so that what is done says how long the rest takes.
  const batches = new Random(1, 'drivers').shuffle(evaluationBatches(reviews, reader.rows));
  let done = 0;
  let reportedMs = performance.now();
  for (const rows of batches) {
    const batch = makeBatch(reviews, rows, model.parts.settings);
    counts.add(batch, await reader.read(batch));
    done += rows.length;
    if (!pacer.isDue) continue;
    await pacer.pause();
    if (performance.now() - reportedMs < REPORT_INTERVAL_MS) continue;
    reportedMs = performance.now();
    work.report({ phase: 'Reading test reviews', done, total, unit: 'reviews' });
  }
  return { numReviews: total, units: counts.drivers((id) => model.vocabulary.wordOf(id)) };
}
