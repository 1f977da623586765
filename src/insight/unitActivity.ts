/** How lively the units of a network are while it reads some reviews, and which of them never do anything. */
import { evaluationBatches, makeBatch, numReviews } from '../data/batches';
import type { LayerActivity } from '../insightTypes';
import { UnitStates, type LayerUnits } from '../model/unitStates';
import type { EncodedReviews } from '../types';
import type { Work } from './calls';
import type { InsightModel } from './insightModel';

/** Few enough for a batch to take no longer than a cancellation may wait. */
const BATCH_SIZE = 8;
/** A state or activation that moves less than this all the time tells the next layer nothing. */
const STILL = 1e-3;

/** No layers for a model without a network. LSTM states are those at the words that are read, padding where it is. */
export async function unitActivity(
  { parts, hasNetwork }: InsightModel,
  reviews: EncodedReviews,
  work: Work,
): Promise<LayerActivity[]> {
  if (!hasNetwork) return [];
  const { topology, weights, settings } = parts;
  const total = numReviews(reviews);
  const states = new UnitStates(topology, weights);
  const tallies: Tally[] = [];
  let done = 0;
  try {
    for (const rows of evaluationBatches(reviews, BATCH_SIZE)) {
      await work.pause();
      const batch = makeBatch(reviews, rows, settings);
      (await states.read(batch)).forEach(({ layer, values }, i) => {
        tallies[i] ??= new Tally(layer);
        tallies[i].add(values, batch.lengths);
      });
      done += rows.length;
      work.report({ phase: 'Watching the units read', done, total, unit: 'reviews' });
    }
  } finally {
    states.dispose();
  }
  return tallies.map((tally) => tally.result());
}

/** Running extremes and moments of the units of one layer (Welford 1962, numerically steady). */
export class Tally {
  private readonly min: Float32Array;
  private readonly max: Float32Array;
  private readonly mean: Float64Array;
  private readonly squares: Float64Array;
  private count = 0;

  constructor(private readonly layer: LayerUnits) {
    const { units } = layer;
    this.min = new Float32Array(units).fill(Infinity);
    this.max = new Float32Array(units).fill(-Infinity);
    this.mean = new Float64Array(units);
    this.squares = new Float64Array(units);
  }

  /** @param lengths [B] real steps of each row; a dense layer has one value for each row, whatever its length */
  add(values: Float32Array, lengths: Int32Array): void {
    const { kind, units } = this.layer;
    const size = lengths.length;
    for (let start = 0; start < values.length; start += units) {
      const position = start / units;
      if (kind === 'lstm' && Math.floor(position / size) >= lengths[position % size]!) continue;
      this.addOne(values, start);
    }
  }

  result(): LayerActivity {
    const { name, kind, isBackward, isRelu, units } = this.layer;
    const { min, max } = this;
    const dead: number[] = [];
    for (let u = 0; u < units; u++) {
      if (this.count > 0 && (isRelu ? max[u] === 0 : max[u]! - min[u]! < STILL)) dead.push(u);
    }
    const standardDeviation = Float32Array.from(this.squares, (sum) => Math.sqrt(sum / this.count));
    return { name, kind, isBackward, min, max, standardDeviation, dead };
  }

  private addOne(values: Float32Array, start: number): void {
    this.count++;
    const { min, max, mean, squares, count } = this;
    for (let u = 0; u < mean.length; u++) {
      const value = values[start + u]!;
      if (value < min[u]!) min[u] = value;
      if (value > max[u]!) max[u] = value;
      const distance = value - mean[u]!;
      mean[u]! += distance / count;
      squares[u]! += distance * (value - mean[u]!);
    }
  }
}
