/** The network in the WASM kernel's memory against the one on tfjs's CPU backend. */
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { beforeAll, describe, expect, it } from 'vitest';
import { errorCode } from '../errors';
import { expectCloseToLargest } from '../kernels/testing/expectClose';
import type { KerasTopology, NamedWeight } from '../types';
import type { Network } from './network';
import { exampleBatch, exampleTopology, exampleWeights, type ExampleSizes } from './testing/exampleNetwork';
import { plainTraining } from './network';
import { TfNetwork } from './tfNetwork';
import { weightSpecs } from './topology';
import { WasmNetwork } from './wasmNetwork';

beforeAll(() => tf.setBackend('cpu'));

const range = (n: number, of: (i: number) => number): number[] => Array.from({ length: n }, (_, i) => of(i));

interface Case extends ExampleSizes {
  title: string;
  lengths: number[];
}

const cases: Case[] = [
  {
    title: 'the tutorial’s layers',
    numWords: 60,
    embeddingUnits: 32,
    lstmUnits: [32, 32],
    denseUnits: [128],
    dropout: 0.2,
    recurrentDropout: 0.2,
    lengths: range(20, (i) => 1 + ((i * 7) % 19)),
  },
  {
    title: 'one layer of odd sizes, B = 33, lengths 0 and 1',
    numWords: 23,
    embeddingUnits: 5,
    lstmUnits: [7],
    denseUnits: [3],
    dropout: 0.3,
    recurrentDropout: 0.1,
    lengths: range(33, (i) => (i * 5) % 12),
  },
  {
    title: 'three layers that grow, no hidden dense layer',
    numWords: 17,
    embeddingUnits: 3,
    lstmUnits: [4, 9, 13],
    denseUnits: [],
    dropout: 0.25,
    lengths: [6, 1, 9, 0, 9],
  },
  {
    title: 'two dense layers, one row',
    numWords: 9,
    embeddingUnits: 6,
    lstmUnits: [10, 6],
    denseUnits: [7, 5],
    recurrentDropout: 0.4,
    lengths: [11],
  },
  { title: 'T = 1', numWords: 9, embeddingUnits: 8, lstmUnits: [8], denseUnits: [4], lengths: [1, 1, 1] },
  {
    title: 'only empty rows',
    numWords: 9,
    embeddingUnits: 8,
    lstmUnits: [8],
    denseUnits: [4],
    lengths: [0, 0],
  },
  {
    title: 'backwards',
    numWords: 31,
    embeddingUnits: 9,
    lstmUnits: [6],
    denseUnits: [8],
    dropout: 0.2,
    recurrentDropout: 0.2,
    goBackwards: true,
    lengths: range(18, (i) => (i * 5) % 8),
  },
];

function pair(topology: KerasTopology, weights: NamedWeight[]): { ours: WasmNetwork; theirs: TfNetwork } {
  return {
    ours: new WasmNetwork(topology, weights, plainTraining(0.01)),
    theirs: new TfNetwork(topology, weights, plainTraining(0.01)),
  };
}

/** Weights, then moments once there are any. */
async function state(network: Network): Promise<NamedWeight[]> {
  return [...(await network.readWeights()), ...((await network.readOptimizer())?.slots ?? [])];
}

describe.each(cases)('$title', ({ lengths, ...sizes }) => {
  const topology = exampleTopology(sizes);
  const weights = exampleWeights(topology, 5);
  const batchAt = (step: number) => exampleBatch(sizes.numWords, lengths, step);

  it('predicts and evaluates as on the CPU backend', async () => {
    const { ours, theirs } = pair(topology, weights);
    const batch = batchAt(0);
    expectCloseToLargest(
      await ours.predictBatch(batch),
      await theirs.predictBatch(batch),
      2e-6,
      'probabilities',
    );
    const [a, b] = [await ours.evaluateBatch(batch), await theirs.evaluateBatch(batch)];
    expect(Math.abs(a.loss - b.loss)).toBeLessThanOrEqual(2e-6);
    expect(a.numCorrect).toBe(b.numCorrect);
    expect(await ours.readWeights()).toEqual(await theirs.readWeights());
    expect(await ours.readEmbedding()).toEqual(await theirs.readEmbedding());
    expect(await ours.readOptimizer()).toBeNull();
    ours.dispose();
    theirs.dispose();
  });

  it('has the same gradients: first moments after one step', async () => {
    const { ours, theirs } = pair(topology, weights);
    for (const network of [ours, theirs]) await network.trainBatch(batchAt(0), { seed: 4, step: 0 });
    const expected = (await theirs.readOptimizer())!;
    const actual = (await ours.readOptimizer())!;
    expect(actual.iterations).toBe(1);
    expect(actual.slots.map(({ name, shape }) => ({ name, shape }))).toEqual(
      expected.slots.map(({ name, shape }) => ({ name, shape })),
    );
    expected.slots.forEach(({ name, values }, i) =>
      expectCloseToLargest(actual.slots[i]!.values, values, 5e-6, name),
    );
    ours.dispose();
    theirs.dispose();
  });

  it('trains along the same curve for 50 steps', async () => {
    const { ours, theirs } = pair(topology, weights);
    for (let step = 0; step < 50; step++) {
      const randomness = { seed: 4, step };
      const a = await ours.trainBatch(batchAt(step), randomness);
      const b = await theirs.trainBatch(batchAt(step), randomness);
      // Rounding errors grow with the steps: Adam divides by the root of tiny second moments.
      expect(Math.abs(a.loss - b.loss), `loss of step ${step}`).toBeLessThanOrEqual(2e-4);
    }
    const expected = await state(theirs);
    (await state(ours)).forEach(({ name, values }, i) =>
      expectCloseToLargest(values, expected[i]!.values, 5e-3, name),
    );
    ours.dispose();
    theirs.dispose();
  });
});

describe('what cannot be', () => {
  const sizes = { numWords: 9, embeddingUnits: 6, lstmUnits: [5, 4], denseUnits: [3] };
  const topology = exampleTopology(sizes);
  const batch = exampleBatch(9, [4, 2], 1);

  it.each(weightSpecs(topology).map(({ name }) => name))('notices %s that is not a number', async (name) => {
    const weights = exampleWeights(topology, 1).map((weight) =>
      weight.name === name
        ? { name, shape: weight.shape, values: new Float32Array(weight.values.length).fill(NaN) }
        : weight,
    );
    const network = new WasmNetwork(topology, weights, plainTraining(0.01));
    for (const run of [network.evaluateBatch(batch), network.trainBatch(batch, { seed: 1, step: 0 })]) {
      await expect(run).rejects.toSatisfy((error) => errorCode(error) === 'not-finite');
    }
    network.dispose();
  });

  it('refuses words out of range and weights that do not fit, as tfjs does', async () => {
    const weights = exampleWeights(topology, 1);
    const network = new WasmNetwork(topology, weights, plainTraining(0.01));
    for (const id of [-1, 9]) {
      const wrong = { ...batch, ids: batch.ids.with(3, id) };
      for (const run of [network.predictBatch(wrong), network.trainBatch(wrong, { seed: 1, step: 0 })]) {
        await expect(run).rejects.toSatisfy((error) => errorCode(error) === 'id-out-of-range');
      }
    }
    network.dispose();
    for (const NetworkClass of [WasmNetwork, TfNetwork]) {
      expect(() => new NetworkClass(topology, weights.slice(1), plainTraining(0.01))).toThrow(
        /is missing or not of shape/,
      );
    }
  });

  it('leaves a stack whose last layer reads backwards to tfjs', () => {
    expect(WasmNetwork.canRun(topology)).toBe(true);
    const layers = topology.config.layers.map((layer) =>
      layer.config.name === 'lstm_1' ? { ...layer, config: { ...layer.config, go_backwards: true } } : layer,
    );
    expect(WasmNetwork.canRun({ ...topology, config: { ...topology.config, layers } })).toBe(false);
  });
});
