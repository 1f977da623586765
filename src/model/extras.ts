/**
 * What a model has beside its network, as tensors: the words of its n-grams and its linear model. Ids are whole
 * numbers below 2^24, which float32 holds exactly.
 */
import { ordersOf } from '../data/features/featureMaker';
import { VerdictError } from '../errors';
import type { LinearModel, ModelBundle, NamedWeight, Settings } from '../types';

const NGRAMS = ['ngrams/bigrams', 'ngrams/trigrams'] as const;
const WEIGHTS = 'linear/weights';
const BIAS = 'linear/bias';
export const EXTRA_NAMES: readonly string[] = [...NGRAMS, WEIGHTS, BIAS];

/** Whether a tensor holds ids, which must stay exact. */
export const isNgrams = (name: string): boolean => NGRAMS.some((known) => known === name);

type Extras = Pick<ModelBundle, 'ngrams' | 'linear'>;

/** None for a plain network. @param orders 2 for bigrams, 3 for trigrams, one for each n-gram vocabulary */
export function toTensors({ ngrams = [], linear }: Extras, orders: number[]): NamedWeight[] {
  const tensors: NamedWeight[] = ngrams.map((words, i) => {
    const order = orders[i]!;
    return {
      name: NGRAMS[order - 2]!,
      shape: [words.length / order, order],
      values: Float32Array.from(words),
    };
  });
  if (linear !== undefined) {
    const { weights, bias } = linear;
    tensors.push({ name: WEIGHTS, shape: [weights.length], values: weights });
    tensors.push({ name: BIAS, shape: [1], values: Float32Array.of(bias) });
  }
  return tensors;
}

/** @throws VerdictError 'bad-archive' for ids that are none, or half a linear model */
export function fromTensors(tensors: NamedWeight[]): Extras {
  const named = (name: string): Float32Array | undefined =>
    tensors.find((tensor) => tensor.name === name)?.values;
  const unknown = tensors.find(({ name }) => !EXTRA_NAMES.includes(name));
  if (unknown !== undefined)
    throw new VerdictError('bad-archive', `it holds the unknown tensor ${unknown.name}`);
  const ngrams = NGRAMS.flatMap((name) => {
    const values = named(name);
    if (values === undefined) return [];
    if (!values.every((id) => Number.isInteger(id) && id >= 0)) {
      throw new VerdictError('bad-archive', `${name} holds what is no id of a word`);
    }
    return [Int32Array.from(values)];
  });
  const [weights, bias] = [named(WEIGHTS), named(BIAS)];
  if ((weights === undefined) !== (bias === undefined)) {
    throw new VerdictError('bad-archive', 'half of the linear model is missing');
  }
  const linear: LinearModel | null =
    weights === undefined || bias === undefined ? null : { weights, bias: bias[0] ?? 0 };
  return {
    ...(ngrams.length === 0 ? {} : { ngrams }),
    ...(linear === null ? {} : { linear }),
  };
}

/** Features of a linear model: a weight for each id of the vocabulary, and for each n-gram. */
export function countFeatures(settings: Settings, ngrams: readonly Int32Array[]): number {
  const orders = ordersOf(settings);
  return ngrams.reduce((sum, words, i) => sum + words.length / orders[i]!, settings.numWords);
}
