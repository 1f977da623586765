/** What the units do over reviews, against plain float64 loops. */
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { errorCode, VerdictError } from '../errors';
import { expectClose } from '../kernels/testing/expectClose';
import { EMPTY_TOPOLOGY } from '../model/emptyNetwork';
import { exampleBundle } from '../model/testing/exampleBundle';
import { toyReviews } from '../model/testing/toyData';
import type { EncodedReviews, ModelBundle, Settings } from '../types';
import { Insight } from './insight';
import { InsightModel } from './insightModel';
import { plainUnits } from './testing/plainUnits';
import { unitActivity } from './unitActivity';

const SIZES = { embeddingUnits: 9, units: 5, denseUnits: 7 } as const;
const NUM_REVIEWS = 21;
const work = { pause: () => Promise.resolve(), report: () => {} };

const CASES: [string, Partial<Settings>][] = [
  ['two layers', {}],
  ['two layers both ways', { direction: 'both', pooling: 'maxMean' }],
  ['one layer both ways, read at its ends', { direction: 'both', lstmLayers: 1 }],
  ['padding in front that is read', { readout: 'lastStep', padding: 'pre' }],
  ['a mean of words without LSTM', { lstmLayers: 0, pooling: 'mean' }],
];

/** As the network reads them. */
function rowsOf(
  { ids, offsets, labels }: EncodedReviews,
  { readout, maxLen, padding }: Settings,
): number[][] {
  return [...labels.keys()].map((i) => {
    const row = Array.from(ids.subarray(offsets[i], offsets[i + 1]));
    if (readout === 'lastWord') return row;
    const rest = Array.from({ length: maxLen - row.length }, () => 0);
    return padding === 'pre' ? rest.concat(row) : row.concat(rest);
  });
}

const deviation = (values: number[]): number => {
  const mean = values.reduce((a, b) => a + b) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
};

describe.each(CASES)('unitActivity of %s', (_, changed) => {
  it('is that of the float64 loops, and leaves no tensors', async () => {
    const bundle = exampleBundle({ ...SIZES, ...changed });
    const { settings } = bundle.meta;
    const reviews = toyReviews(NUM_REVIEWS, 5, settings);
    const expected = plainUnits(bundle, rowsOf(reviews, settings));
    const model = await InsightModel.create(bundle);
    const { numTensors } = tf.memory();
    const found = await unitActivity(model, reviews, work);
    expect(tf.memory().numTensors).toBe(numTensors);
    expect(found.map(({ kind, isBackward }) => ({ kind, isBackward }))).toEqual(
      expected.map(({ kind, isBackward }) => ({ kind, isBackward })),
    );
    found.forEach(({ min, max, standardDeviation }, i) => {
      const units = expected[i]!.rows[0]!.map((_value, u) => expected[i]!.rows.map((row) => row[u]!));
      const close = { atol: 2e-6, rtol: 1e-5 };
      expectClose(
        min,
        units.map((values) => Math.min(...values)),
        close,
        'min',
      );
      expectClose(
        max,
        units.map((values) => Math.max(...values)),
        close,
        'max',
      );
      expectClose(standardDeviation, units.map(deviation), close, 'deviation');
    });
    model.dispose();
  });
});

/** Unit 1 of the second LSTM never opens its output, and units 0 and 4 of the dense layer are always below 0. */
function withDeadUnits(bundle: ModelBundle): ModelBundle {
  const biasOf = (name: string): Float32Array =>
    bundle.weights.find((weight) => weight.name === `${name}/bias`)!.values;
  biasOf('lstm_1')[3 * SIZES.units + 1] = -100;
  biasOf('dense')[0] = -100;
  biasOf('dense')[4] = -100;
  return bundle;
}

describe('unitActivity', () => {
  it('finds the dead units and no others', async () => {
    const bundle = withDeadUnits(exampleBundle(SIZES));
    // Alive, all of them, wherever chance put the weights.
    bundle.weights
      .find(({ name }) => name === 'dense/bias')!
      .values.forEach((value, i, values) => {
        if (value > -100) values[i] = 1;
      });
    const insight = new Insight();
    await insight.setModel(bundle);
    const layers = await insight.unitActivity(0, null, toyReviews(NUM_REVIEWS, 5, bundle.meta.settings));
    expect(layers.map(({ name, dead }) => [name, dead])).toEqual([
      ['lstm', []],
      ['lstm_1', [1]],
      ['dense', [0, 4]],
    ]);
  });

  it('reports how far it is and ends when it is no longer wanted', async () => {
    const model = await InsightModel.create(exampleBundle(SIZES));
    const reviews = toyReviews(NUM_REVIEWS, 5, model.parts.settings);
    const done: number[] = [];
    const report = (progress: { done: number }): void => void done.push(progress.done);
    await unitActivity(model, reviews, { ...work, report });
    expect(done).toEqual([8, 16, NUM_REVIEWS]);
    const { numTensors } = tf.memory();
    let pauses = 0;
    const pause = async (): Promise<void> => {
      if (++pauses === 2) throw new VerdictError('aborted', 'Cancelled.');
    };
    const ended = unitActivity(model, reviews, { ...work, pause });
    await expect(ended).rejects.toSatisfy((error) => errorCode(error) === 'aborted');
    expect(tf.memory().numTensors).toBe(numTensors);
    model.dispose();
  });

  it('has nothing to say of a model without a network', async () => {
    const bundle = exampleBundle({ branches: 'linear' });
    const insight = new Insight();
    const linear = { weights: new Float32Array(40), bias: 0 };
    await insight.setModel({ ...bundle, linear, topology: EMPTY_TOPOLOGY, weights: [], optimizer: null });
    expect(await insight.unitActivity(0, null, toyReviews(3, 5, bundle.meta.settings))).toEqual([]);
    expect(insight.layers()).toEqual([]);
    expect((await insight.weights()).weights).toEqual([]);
    expect(insight.memory()).toMatchObject({ tensors: 0, bytes: 0 });
  });

  it('lists layers and weights of the same parameters', async () => {
    const bundle = exampleBundle(SIZES);
    const insight = new Insight();
    await insight.setModel(bundle);
    const total = insight.layers().reduce((sum, { numParams }) => sum + numParams, 0);
    expect(total).toBe(bundle.meta.numParams);
    const { epoch, weights } = await insight.weights();
    expect(epoch).toBe(1);
    expect(weights.map(({ name }) => name)).toEqual(bundle.weights.map(({ name }) => name));
    expect(insight.memory().bytes).toBeGreaterThan(4 * total);
    expect(insight.memory().wasmBytes).toBeGreaterThanOrEqual(insight.memory().bytes);
  });
});
