/**
 * The linear baseline: a support vector machine on the presence of words and n-grams, each weighted by its naive Bayes
 * log-ratio (Wang and Manning 2012). Its margins become log-odds by a scale that is fitted on reviews which the fitted
 * machine had not seen.
 */
import { Random } from '../data/random';
import type { LinearModel, SparseFeatures } from '../types';
import { trainLinearSvm, type SvmWeights } from './linearSvm';
import { nbLogRatios } from './nbRatios';
import { fitPlattScale, type PlattScale } from './plattScale';

export interface NbSvmOptions {
  numFeatures: number;
  seed: number;
}

/** Chosen on validation reviews. */
const C = 0.003;
/** Enough for two numbers; each costs about as much as the machine itself. */
const NUM_FOLDS = 3;

/** @param pause called now and then with the share that is done; may wait, and throws to cancel */
export async function trainNbSvm(
  features: SparseFeatures,
  labels: Uint8Array,
  { numFeatures, seed }: NbSvmOptions,
  pause: (done: number) => Promise<void>,
): Promise<LinearModel> {
  const values = nbLogRatios(features, labels, numFeatures);
  const rows = Int32Array.from(labels, (_, row) => row);
  const train = (part: Int32Array, step: number): Promise<SvmWeights> =>
    trainLinearSvm(features, labels, { C, seed, values, rows: part }, () => pause(step / (NUM_FOLDS + 1)));
  const margins = new Float64Array(labels.length);
  const order = new Random(seed, 'folds').shuffle(rows.slice());
  for (let fold = 0; fold < NUM_FOLDS; fold++) {
    const machine = await train(
      order.filter((_, i) => i % NUM_FOLDS !== fold),
      fold,
    );
    order.forEach((row, i) => {
      if (i % NUM_FOLDS === fold) margins[row] = marginOf(features, row, values, machine);
    });
  }
  const machine = await train(rows, NUM_FOLDS);
  return scaled(machine, values, fitPlattScale(margins, labels));
}

function marginOf(
  { indices, offsets }: SparseFeatures,
  row: number,
  values: Float64Array,
  { weights, bias }: SvmWeights,
): number {
  let margin = bias;
  for (let at = offsets[row]!; at < offsets[row + 1]!; at++) {
    const feature = indices[at]!;
    margin += weights[feature]! * values[feature]!;
  }
  return margin;
}

function scaled({ weights, bias }: SvmWeights, values: Float64Array, scale: PlattScale): LinearModel {
  return {
    weights: Float32Array.from(weights, (weight, feature) => scale.slope * weight * values[feature]!),
    bias: scale.slope * bias + scale.shift,
  };
}
