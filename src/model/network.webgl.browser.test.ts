/** What a training step costs a graphics device: draws, and nothing that stays behind. */
import * as tf from '@tensorflow/tfjs-core';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { activateBackend } from '../backends/backend';
import type { Batch } from '../data/batches';
import { Random } from '../data/random';
import { countGlCalls, currentContext } from '../kernels/testing/glCalls';
import { WebglDevice } from '../kernels/webglDevice';
import type { Settings } from '../types';
import { initialWeights } from './currentModel';
import { TfNetwork } from './tfNetwork';
import { toySettings } from './testing/toyData';
import { buildTopology } from './topology';

beforeEach(async () => {
  await activateBackend('webgl');
  WebglDevice.release();
});

afterEach(() => {
  vi.restoreAllMocks();
});

function makeNetwork(settings: Settings): TfNetwork {
  const topology = buildTopology(settings);
  return new TfNetwork(topology, initialWeights(topology, settings.seed), settings);
}

/** Row b is T - b steps long. */
function makeBatch(T: number, B: number, numWords: number): Batch {
  const random = new Random(T, 'batch');
  return {
    size: B,
    steps: T,
    ids: Int32Array.from({ length: T * B }, () => random.int(numWords)),
    lengths: Int32Array.from({ length: B }, (_, b) => Math.max(0, T - b)),
    labels: Uint8Array.from({ length: B }, (_, b) => b % 2),
  };
}

it('trains the tutorial’s network with two draws a step and layer, and at most a hundred others', async () => {
  const T = 64;
  const settings = { ...toySettings, numWords: 500, maxLen: T };
  const network = makeNetwork(settings);
  const batch = makeBatch(T, 64, settings.numWords);
  // The first step uploads the weights as well.
  await network.trainBatch(batch, { seed: 1, step: 0 });
  const counts = countGlCalls();
  const { loss } = await network.trainBatch(batch, { seed: 1, step: 1 });
  expect(loss).toBeGreaterThan(0);
  expect(counts().draws).toBeGreaterThanOrEqual(2 * T * 2);
  expect(counts().draws).toBeLessThanOrEqual(2 * T * 2 + 100);
  network.dispose();
});

it('computes no step that no row has', async () => {
  const settings = { ...toySettings, numWords: 500, maxLen: 64 };
  const network = makeNetwork(settings);
  const batch = { ...makeBatch(64, 4, settings.numWords), lengths: Int32Array.of(3, 9, 1, 0) };
  await network.trainBatch(batch, { seed: 1, step: 0 });
  const counts = countGlCalls();
  await network.trainBatch(batch, { seed: 1, step: 1 });
  expect(counts().draws).toBeLessThanOrEqual(2 * 9 * 2 + 100);
  network.dispose();
});

it('leaves no tensor, texture, framebuffer or program behind in 200 steps of many lengths', async () => {
  const settings = { ...toySettings, numWords: 60, maxLen: 16 };
  const network = makeNetwork(settings);
  const sizes = [
    [16, 6],
    [8, 6],
    [12, 5],
    [3, 1],
    [16, 2],
  ] as const;
  const counts = countGlCalls();
  const run = async (first: number, end: number): Promise<void> => {
    for (let step = first; step < end; step++) {
      const [T, B] = sizes[step % sizes.length]!;
      await network.trainBatch(makeBatch(T, B, settings.numWords), { seed: 1, step });
      if (step % 10 === 0) await network.predictBatch(makeBatch(T, B, settings.numWords));
    }
  };
  await run(0, 20);
  const [memory, { textures, framebuffers, programs }] = [tf.memory(), counts()];
  await run(20, 200);
  expect(tf.memory().numTensors).toBe(memory.numTensors);
  expect(tf.memory().numBytes).toBe(memory.numBytes);
  expect(counts()).toMatchObject({ textures, framebuffers, programs });
  expect(currentContext().getError()).toBe(0);
  network.dispose();
});
