import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import * as tf from '@tensorflow/tfjs-core';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { FIRST_WORD_ID, START_ID } from '../config';
import { errorCode } from '../errors';
import type { BackendName, BatchMetrics, Settings, TrainingEvent } from '../types';
import { deleteModel, listModels } from './modelStore';
import { Session } from './session';
import { toyData, toyReviews, toySettings } from './testing/toyData';
import { TfNetwork } from './tfNetwork';
import { WasmNetwork } from './wasmNetwork';

const lossesOf = (events: TrainingEvent[]): number[] =>
  events.flatMap((event) => (event.type === 'batches' ? event.batches.map((batch) => batch.loss) : []));

async function trained(settings: Settings): Promise<{ session: Session; events: TrainingEvent[] }> {
  const session = new Session();
  const events: TrainingEvent[] = [];
  session.listen((event) => events.push(event));
  await session.train(settings, toyData(settings), false);
  return { session, events };
}

beforeEach(async () => {
  for (const { id } of await listModels()) await deleteModel(id);
});

describe.each<BackendName>(['wasm', 'cpu', 'webgl'])('a run on %s', (backend) => {
  const settings = { ...toySettings, backend, epochs: 3 };

  it('learns, reports every epoch and batch, and maps every word', async () => {
    const { session, events } = await trained({ ...settings, epochs: 8 });
    const epochs = events.flatMap((event) => (event.type === 'epoch' ? [event.metrics] : []));
    expect(epochs.map((metrics) => metrics.epoch)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(epochs.at(-1)!.valAccuracy).toBeGreaterThan(0.9);
    expect(lossesOf(events)).toHaveLength(8 * 6);
    const map = events.findLast((event) => event.type === 'wordMap')!;
    expect(map.update.x).toHaveLength(settings.numWords);
    expect([...map.update.x, ...map.update.y].every(Number.isFinite)).toBe(true);
    expect(map.update.scores[FIRST_WORD_ID]).toBeGreaterThan(0.5);
    expect(map.update.scores[FIRST_WORD_ID + 1]).toBeLessThan(0.5);
    expect(map.update.scores.slice(FIRST_WORD_ID).every((score) => score >= 0 && score <= 1)).toBe(true);
    const good = await session.predict('w1 GOOD, w2!');
    expect(good).toMatchObject({ label: 1, numWords: 3, numKnown: 3, numCut: 0 });
    expect(Math.abs(good.positive + good.negative - 1)).toBeLessThan(1e-5);
  });

  it('gives the same losses for the same seed and others for another', async () => {
    const first = lossesOf((await trained(settings)).events);
    expect(lossesOf((await trained(settings)).events)).toEqual(first);
    expect(lossesOf((await trained({ ...settings, seed: 4 })).events)).not.toEqual(first);
  });

  it('holds the number of tensors and bytes steady over epochs', async () => {
    const session = new Session();
    const after: { tensors: number; bytes: number }[] = [];
    for (let run = 0; run < 3; run++) {
      const { memory } = await session.train({ ...settings, epochs: 1 }, toyData(settings), run > 0);
      after.push(memory);
    }
    expect(after[2]).toEqual(after[1]);
  });
});

describe('a session', () => {
  it('trains in the WASM kernel on that backend, without a single tensor, and on tfjs elsewhere', async () => {
    const ours = vi.spyOn(WasmNetwork.prototype, 'trainBatch');
    const theirs = vi.spyOn(TfNetwork.prototype, 'trainBatch');
    try {
      const session = new Session();
      await session.train({ ...toySettings, epochs: 1 }, toyData(toySettings), false);
      const { numTensors } = tf.memory();
      const makeTensor = vi.spyOn(tf.engine(), 'makeTensor');
      await session.train({ ...toySettings, epochs: 2 }, toyData(toySettings), true);
      expect(makeTensor).not.toHaveBeenCalled();
      makeTensor.mockRestore();
      expect(tf.memory().numTensors).toBe(numTensors);
      expect([ours.mock.calls.length, theirs.mock.calls.length]).toEqual([18, 0]);
      await session.train({ ...toySettings, backend: 'cpu', epochs: 1 }, toyData(toySettings), true);
      expect([ours.mock.calls.length, theirs.mock.calls.length]).toEqual([18, 6]);
    } finally {
      vi.restoreAllMocks();
    }
  });

  it('goes on with WASM to the same bits as a run that was never interrupted', async () => {
    const settings = { ...toySettings, epochs: 2 };
    const straight = lossesOf((await trained({ ...settings, epochs: 4 })).events);
    const { session } = await trained(settings);
    const events: TrainingEvent[] = [];
    session.listen((event) => events.push(event));
    await session.train(settings, toyData(settings), true);
    expect(lossesOf(events)).toEqual(straight.slice(straight.length / 2));
  });

  it('trains across backends to the same losses within rounding', async () => {
    const settings = { ...toySettings, epochs: 4 };
    const reference = lossesOf((await trained({ ...settings, backend: 'cpu' })).events);
    for (const backend of ['wasm', 'webgl'] as const) {
      const losses = lossesOf((await trained({ ...settings, backend })).events);
      losses.forEach((loss, i) => expect(Math.abs(loss - reference[i]!)).toBeLessThanOrEqual(1e-3));
    }
  });

  it('answers a prediction, pauses, resumes and stops while training', async () => {
    const session = new Session();
    const phases: string[] = [];
    let batches: BatchMetrics[] = [];
    session.listen((event) => {
      if (event.type === 'phase') phases.push(event.phase);
      if (event.type === 'batches') batches = [...batches, ...event.batches];
    });
    const settings = { ...toySettings, epochs: 500 };
    const run = session.train(settings, toyData(settings), false);
    await until(() => batches.length > 3);
    expect((await session.predict('good')).numKnown).toBe(1);
    session.pause();
    await until(() => phases.at(-1) === 'paused');
    const whenPaused = batches.length;
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(batches).toHaveLength(whenPaused);
    expect((await session.predict('bad')).numKnown).toBe(1);
    session.resume();
    await until(() => batches.length > whenPaused + 3);
    session.stop();
    const result = await run;
    expect(result.outcome).toBe('stopped');
    expect(result.epochs.length).toBeLessThan(500);
  });

  it('saves the best epoch by itself, and a saved model answers alike and goes on from where it was', async () => {
    const settings = { ...toySettings, epochs: 3 };
    const { session, events } = await trained(settings);
    const epochs = events.flatMap((event) => (event.type === 'epoch' ? [event] : []));
    const best = epochs.findLast((event) => event.isBest)!;
    const [saved] = await listModels();
    expect(saved).toMatchObject({ id: best.savedId, isAutosave: true, epoch: best.metrics.epoch });

    const bundle = await session.exportModel();
    const other = new Session();
    await other.importModel(bundle, 'cpu');
    const text = 'w3 good w9 w4';
    const [a, b] = [await session.predict(text), await other.predict(text)];
    expect(Math.abs(a.positive - b.positive)).toBeLessThan(1e-5);
    const map = await other.wordMap();
    const last = events.findLast((event) => event.type === 'wordMap')!;
    map.scores.slice(FIRST_WORD_ID).forEach((score, i) => {
      expect(Math.abs(score - last.update.scores[FIRST_WORD_ID + i]!)).toBeLessThan(1e-5);
    });

    // Two runs of three epochs are one run of six: optimiser, order and dropout go on.
    const straight = lossesOf((await trained({ ...settings, epochs: 6 })).events);
    const resumed: TrainingEvent[] = [];
    const third = new Session();
    third.listen((event) => resumed.push(event));
    await third.importModel(bundle, 'wasm');
    await third.train(settings, toyData(settings), true);
    const losses = lossesOf(resumed);
    expect(losses).toHaveLength(straight.length / 2);
    losses.forEach((loss, i) =>
      expect(Math.abs(loss - straight[straight.length / 2 + i]!)).toBeLessThan(1e-4),
    );
  });

  it('evaluates to the same figures as validation does, and can be cancelled', async () => {
    const { session, events } = await trained(toySettings);
    const last = events.findLast((event) => event.type === 'epoch')!;
    const reviews = toyData(toySettings).validation;
    const result = await session.evaluate(reviews, null);
    expect(result.accuracy).toBe(last.metrics.valAccuracy);
    expect(Math.abs(result.loss - last.metrics.valLoss!)).toBeLessThan(1e-6);
    const cancelled = session.evaluate(toyReviews(2000, 9, toySettings), () => session.cancelEvaluation());
    await expect(cancelled).rejects.toSatisfy((error) => errorCode(error) === 'aborted');
  });

  it('goes on with WASM from the last whole epoch when the graphics context is lost', async () => {
    const session = new Session();
    const events: TrainingEvent[] = [];
    session.listen((event) => events.push(event));
    const settings = { ...toySettings, backend: 'webgl', epochs: 500 } as const;
    const run = session.train(settings, toyData(settings), false);
    await until(() => events.filter((event) => event.type === 'epoch').length >= 2);
    const { gl } = (tf.backend() as MathBackendWebGL).gpgpu;
    gl.getExtension('WEBGL_lose_context')!.loseContext();
    await expect(run).rejects.toSatisfy((error) => errorCode(error) === 'context-lost');
    const epochs = events.filter((event) => event.type === 'epoch').length;
    const { meta } = await session.exportModel();
    expect(meta).toMatchObject({ backend: 'wasm', epoch: epochs });
    expect((await session.predict('good')).numKnown).toBe(1);
    const { outcome } = await session.train(
      { ...settings, backend: 'wasm', epochs: 1 },
      toyData(settings),
      true,
    );
    expect(outcome).toBe('finished');
    // A new context is made when WebGL is asked for again.
    await session.train({ ...settings, epochs: 1 }, toyData(settings), true);
    expect((await session.exportModel()).meta).toMatchObject({ backend: 'webgl', epoch: epochs + 2 });
  });

  it('refuses what cannot work and keeps the model it has', async () => {
    const fresh = new Session();
    await expect(fresh.predict('good')).rejects.toSatisfy((error) => errorCode(error) === 'no-model');
    const { session } = await trained(toySettings);
    const before = await session.predict('good');
    const other = { ...toyData(toySettings), vocabulary: 'quite\nanother' };
    await expect(session.train(toySettings, other, true)).rejects.toSatisfy(
      (error) => errorCode(error) === 'bad-settings',
    );
    const bundle = await session.exportModel();
    bundle.weights[0]!.values[5] = NaN;
    await expect(session.importModel(bundle, 'wasm')).rejects.toThrow();
    expect((await session.predict('good')).positive).toBe(before.positive);
  });

  it.each(['pre', 'post'] as const)('reads the last step with padding %s', async (padding) => {
    const settings = { ...toySettings, readout: 'lastStep', padding, epochs: 6 } as const;
    const { session } = await trained(settings);
    const ids = Int32Array.of(START_ID, FIRST_WORD_ID + 7, FIRST_WORD_ID);
    const byIds = await session.predictIds(ids);
    const byText = await session.predict('w5 good');
    expect(byIds.positive).toBe(byText.positive);
    expect(byIds.seen.map(({ word }) => word)).toEqual(['w5', 'good']);
  });

  it('cuts long texts at the chosen end and says how much', async () => {
    const { session } = await trained(toySettings);
    const text = Array.from({ length: 30 }, (_, i) => `w${i}`).join(' ');
    const last = await session.predict(text);
    expect(last).toMatchObject({ numWords: 30, numKnown: 30, numCut: 18 });
    expect(last.seen[0]!.word).toBe('w18');
    const { session: keepsFirst } = await trained({ ...toySettings, truncating: 'post' });
    const first = await keepsFirst.predict(text);
    expect(first.numCut).toBe(19);
    expect(first.seen.at(-1)!.word).toBe('w10');
    expect(await session.predict('!!! … ')).toMatchObject({ numKnown: 0 });
  });
});

async function until(condition: () => boolean): Promise<void> {
  const start = performance.now();
  while (!condition()) {
    if (performance.now() - start > 20_000) throw new Error('waited 20 s in vain');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
