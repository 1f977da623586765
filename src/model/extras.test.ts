import { describe, expect, it } from 'vitest';
import type { ModelBundle, Settings } from '../types';
import { readArchive, writeArchive } from './archive';
import { checkBundle } from './bundle';
import { EMPTY_TOPOLOGY } from './emptyNetwork';
import { fromTensors, toTensors } from './extras';
import { exampleBundle } from './testing/exampleBundle';

const BIGRAMS = Int32Array.of(4, 5, 6, 4, 39, 5);
const TRIGRAMS = Int32Array.of(4, 5, 6, 7, 4, 4);
const NUM_FEATURES = 40 + 3 + 2;

function withExtras(changed: Partial<Settings> = {}): ModelBundle {
  const bundle = exampleBundle({
    branches: 'both',
    numBigrams: 3,
    numTrigrams: 2,
    pooling: 'max',
    ...changed,
  });
  return {
    ...bundle,
    meta: { ...bundle.meta, blend: { network: 0.6, linear: 0.7, bias: -0.1 }, temperature: 1.25 },
    ngrams: [BIGRAMS, TRIGRAMS],
    linear: {
      weights: Float32Array.from({ length: NUM_FEATURES }, (_, i) => Math.fround(Math.sin(i))),
      bias: Math.fround(0.3),
    },
  };
}

function linearOnly(): ModelBundle {
  const bundle = withExtras({ branches: 'linear' });
  const { blend: _, ...meta } = bundle.meta;
  return { ...bundle, meta, topology: EMPTY_TOPOLOGY, weights: [], optimizer: null };
}

describe.each([
  ['a network, n-grams and a linear model', withExtras],
  ['a linear model alone', linearOnly],
])('an archive of %s', (_, make) => {
  it('gives back all of it', async () => {
    const bundle = make();
    expect(() => checkBundle(bundle)).not.toThrow();
    const { meta, ...rest } = await readArchive(await writeArchive(bundle), 'mine.zip');
    const { meta: before, ...expected } = bundle;
    const numParams = bundle.weights.reduce((sum, { values }) => sum + values.length, NUM_FEATURES + 1);
    expect(rest).toEqual(expected);
    expect({ ...meta, id: '', sizeBytes: 0 }).toEqual({ ...before, id: '', sizeBytes: 0, numParams });
  });
});

describe('checkBundle names what is wrong with', () => {
  const { linear } = withExtras();
  const oneMore = new Float32Array(NUM_FEATURES + 1);
  const broken = linear!.weights.map((weight, i) => (i === 7 ? NaN : weight));
  it.each<[string, Partial<ModelBundle>, RegExp]>([
    ['too few vocabularies', { ngrams: [BIGRAMS] }, /1 vocabularies of n-grams where the settings ask for 2/],
    ['half a pair', { ngrams: [BIGRAMS.subarray(1), TRIGRAMS] }, /list of bigrams ends in the middle/],
    ['special words', { ngrams: [BIGRAMS, Int32Array.of(4, 2, 5, 6, 7, 8)] }, /trigrams has an unknown word/],
    ['absent words', { ngrams: [Int32Array.of(4, 5, 6, 40, 8, 9), TRIGRAMS] }, /bigrams has an unknown word/],
    ['too few pairs', { ngrams: [BIGRAMS.subarray(2), TRIGRAMS] }, /bigrams has 4 rows where 3 are needed/],
    ['another linear model', { linear: { weights: oneMore, bias: 0 } }, /has 46 weights where 45 are needed/],
    ['numbers', { linear: { weights: broken, bias: 0 } }, /weight of the linear model is no number/],
    ['the bias', { linear: { weights: linear!.weights, bias: NaN } }, /linear\.bias/],
  ])('%s', (_, change, message) => {
    expect(() => checkBundle({ ...withExtras(), ...change })).toThrow(message);
  });

  it('a linear model that is missing or not asked for', () => {
    const { linear: _, ...without } = withExtras();
    expect(() => checkBundle(without)).toThrow(/linear model is missing/);
    expect(() => checkBundle(withExtras({ branches: 'network' }))).toThrow(/no setting asks for/);
  });
});

describe('fromTensors', () => {
  const tensors = toTensors(withExtras(), [2, 3]);

  it('gives back what toTensors took', () => {
    const { ngrams, linear } = withExtras();
    expect(fromTensors(tensors)).toEqual({ ngrams, linear });
    expect(tensors.map(({ shape }) => shape)).toEqual([[3, 2], [2, 3], [NUM_FEATURES], [1]]);
    expect(fromTensors(toTensors({}, []))).toEqual({});
    expect(fromTensors(toTensors({ ngrams: [TRIGRAMS] }, [3]))).toEqual({ ngrams: [TRIGRAMS] });
  });

  it('refuses what is none of it', () => {
    expect(() => fromTensors(tensors.slice(0, 3))).toThrow(/half of the linear model/);
    expect(() => fromTensors([{ name: 'x', shape: [1], values: Float32Array.of(1) }])).toThrow(/tensor x/);
    const half = { ...tensors[0]!, values: Float32Array.of(4, 5.5, 6, 7, 8, 9) };
    expect(() => fromTensors([half])).toThrow(/ngrams\/bigrams holds what is no id/);
  });
});
