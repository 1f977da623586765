import * as tf from '@tensorflow/tfjs-core';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { runnable } from '../backends/testing/runnable';
import { FIRST_WORD_ID, START_ID } from '../config';
import { errorCode } from '../errors';
import type { BackendName, BatchMetrics, Settings, TrainingEvent } from '../types';
import { deleteModel, listModels } from './modelStore';
import { writeArchive } from './archive';
import { Session } from './session';
import { toyData, toyReviews, toySettings } from './testing/toyData';
import { until } from './testing/until';
import { TfNetwork } from './tfNetwork';
import { WasmNetwork } from './wasmNetwork';

const lossesOf = (events: TrainingEvent[]): number[] =>
  events.flatMap((event) => (event.type === 'batches' ? event.batches.map((batch) => batch.loss) : []));

const isAborted = (error: unknown): boolean => errorCode(error) === 'aborted';

async function trained(settings: Settings): Promise<{ session: Session; events: TrainingEvent[] }> {
  const session = new Session();
  const events: TrainingEvent[] = [];
  session.listen((event) => events.push(event));
  await session.train(settings, toyData(settings), { continueCurrent: false, preferred: null });
  return { session, events };
}

beforeEach(async () => {
  for (const { id } of await listModels()) await deleteModel(id);
});

/** Beside plain JavaScript, which is what they are compared with. */
const ON_DEVICES = runnable<BackendName>(['wasm', 'webgl', 'webgpu']);

describe.each(runnable<BackendName>(['wasm', 'cpu', 'webgl', 'webgpu']))('a run on %s', (backend) => {
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
    const snapshots = events.flatMap((event) => (event.type === 'snapshot' ? [event] : []));
    expect(snapshots.map(({ words }) => words.epoch)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
    for (const { words, weights } of snapshots) {
      expect(words.values).toHaveLength(settings.numWords * words.units);
      expect(words.scores).toHaveLength(settings.numWords);
      expect([weights.epoch, weights.weights.length]).toEqual([words.epoch, 11]);
    }
    const { scores } = snapshots.at(-1)!.words;
    expect(scores[FIRST_WORD_ID]).toBeGreaterThan(127);
    expect(scores[FIRST_WORD_ID + 1]).toBeLessThan(127);
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
      const { memory } = await session.train({ ...settings, epochs: 1 }, toyData(settings), {
        continueCurrent: run > 0,
        preferred: null,
      });
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
      await session.train({ ...toySettings, epochs: 1 }, toyData(toySettings), {
        continueCurrent: false,
        preferred: null,
      });
      const { numTensors } = tf.memory();
      const makeTensor = vi.spyOn(tf.engine(), 'makeTensor');
      await session.train({ ...toySettings, epochs: 2 }, toyData(toySettings), {
        continueCurrent: true,
        preferred: null,
      });
      expect(makeTensor).not.toHaveBeenCalled();
      makeTensor.mockRestore();
      expect(tf.memory().numTensors).toBe(numTensors);
      expect([ours.mock.calls.length, theirs.mock.calls.length]).toEqual([18, 0]);
      await session.train({ ...toySettings, backend: 'cpu', epochs: 1 }, toyData(toySettings), {
        continueCurrent: true,
        preferred: null,
      });
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
    await session.train(settings, toyData(settings), { continueCurrent: true, preferred: null });
    expect(lossesOf(events)).toEqual(straight.slice(straight.length / 2));
  });

  it('trains across backends to the same losses within rounding', async () => {
    const settings = { ...toySettings, epochs: 4 };
    const reference = lossesOf((await trained({ ...settings, backend: 'cpu' })).events);
    for (const backend of ON_DEVICES) {
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
    const run = session.train(settings, toyData(settings), { continueCurrent: false, preferred: null });
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
    await third.train(settings, toyData(settings), { continueCurrent: true, preferred: null });
    const losses = lossesOf(resumed);
    expect(losses).toHaveLength(straight.length / 2);
    losses.forEach((loss, i) =>
      expect(Math.abs(loss - straight[straight.length / 2 + i]!)).toBeLessThan(1e-4),
    );
  });

  it('reads an archive as its first model, and as no other', async () => {
    const { session } = await trained(toySettings);
    const bundle = await session.exportModel();
    const zip = await writeArchive(bundle);
    const other = new Session();
    await expect(other.importArchive(zip.slice(0, 900), 'cut.zip', 'cpu')).rejects.toThrow(/“cut\.zip”/);
    await expect(other.predict('good')).rejects.toSatisfy((error) => errorCode(error) === 'no-model');
    const description = await other.importArchive(zip, 'first.zip', 'cpu');
    expect(Object.keys(description).toSorted()).toEqual(['meta', 'topology', 'vocabulary']);
    expect(description).toMatchObject({ vocabulary: bundle.vocabulary, meta: { settings: toySettings } });
    const text = 'w3 good w9 w4';
    const [a, b] = [await session.predict(text), await other.predict(text)];
    expect(Math.abs(a.positive - b.positive)).toBeLessThan(1e-5);
    await expect(other.importArchive(zip, 'again.zip', 'cpu')).rejects.toSatisfy(isAborted);

    const busy = new Session();
    const run = busy.train(toySettings, toyData(toySettings), { continueCurrent: false, preferred: null });
    await expect(busy.importArchive(zip, 'late.zip', 'cpu')).rejects.toSatisfy(isAborted);
    expect((await run).outcome).toBe('finished');
  });

  it('goes on from a model of one byte a weight, whose optimizer begins anew', async () => {
    const { session } = await trained(toySettings);
    const zip = await writeArchive(await session.exportModel(), { isQuantised: true });
    const other = new Session();
    const { meta } = await other.importArchive(zip, 'small.zip', 'wasm');
    const result = await other.train(toySettings, toyData(toySettings), {
      continueCurrent: true,
      preferred: null,
    });
    expect(result.outcome).toBe('finished');
    expect((await other.exportModel()).meta.epoch).toBe(meta.epoch + toySettings.epochs);
  });

  it('keeps an epoch of a further run only when it is better than those before', async () => {
    const { session } = await trained({ ...toySettings, epochs: 4 });
    const best = (await session.exportModel()).meta.history.map(({ valLoss }) => valLoss!);
    const events: TrainingEvent[] = [];
    session.listen((event) => events.push(event));
    await session.train({ ...toySettings, epochs: 1 }, toyData(toySettings), {
      continueCurrent: true,
      preferred: null,
    });
    const further = events.find((event) => event.type === 'epoch')!;
    expect(further.isBest).toBe(further.metrics.valLoss! < Math.min(...best));
  });

  it('goes back to the last good weights when the loss is no longer a number', async () => {
    const session = new Session();
    const settings = { ...toySettings, epochs: 1 };
    await session.train(settings, toyData(settings), { continueCurrent: false, preferred: null });
    const before = await session.predict('good');
    await expect(
      session.train({ ...settings, epochs: 3, learningRate: 1e30 }, toyData(settings), {
        continueCurrent: true,
        preferred: null,
      }),
    ).rejects.toThrow(/no longer a number.* as it was after epoch 1 again/);
    expect((await session.predict('good')).positive).toBe(before.positive);
    const { meta, weights } = await session.exportModel();
    expect(meta.epoch).toBe(1);
    expect(weights.every(({ values }) => values.every(Number.isFinite))).toBe(true);
  });

  it('lets a run or another model cut short what reads the old one', async () => {
    const { session } = await trained(toySettings);
    const bundle = await session.exportModel();
    const results: Promise<unknown>[] = [];
    const evaluation = session.evaluate(toyReviews(3000, 9, toySettings), () => {
      if (results.length === 0) results.push(session.importModel(bundle, 'cpu'));
    });
    await expect(evaluation).rejects.toSatisfy(isAborted);
    await Promise.all(results);
    expect((await session.exportModel()).meta.backend).toBe('cpu');
    const map = session.wordMap();
    const run = session.train(toySettings, toyData(toySettings), { continueCurrent: false, preferred: null });
    await expect(map).rejects.toSatisfy(isAborted);
    expect((await run).outcome).toBe('finished');
  });

  it('copies the model between two batches while it trains', async () => {
    const session = new Session();
    let numBatches = 0;
    session.listen((event) => {
      if (event.type === 'batches') numBatches += event.batches.length;
    });
    const run = session.train({ ...toySettings, epochs: 500 }, toyData(toySettings), {
      continueCurrent: false,
      preferred: null,
    });
    await until(() => numBatches > 3);
    const { optimizer } = await session.exportModel();
    expect(optimizer!.iterations).toBeGreaterThan(3);
    session.pause();
    const paused = await session.exportModel();
    expect(paused.optimizer!.iterations).toBeGreaterThanOrEqual(optimizer!.iterations);
    session.stop();
    expect((await run).outcome).toBe('stopped');
  });

  it('can be stopped before it begins, and keeps the model it had', async () => {
    const { session } = await trained(toySettings);
    const before = await session.predict('good');
    const run = session.train({ ...toySettings, seed: 8 }, toyData(toySettings), {
      continueCurrent: false,
      preferred: null,
    });
    session.stop();
    await expect(run).rejects.toSatisfy((error) => errorCode(error) === 'aborted');
    expect((await session.predict('good')).positive).toBe(before.positive);
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

  it('refuses what cannot work and keeps the model it has', async () => {
    const fresh = new Session();
    await expect(fresh.predict('good')).rejects.toSatisfy((error) => errorCode(error) === 'no-model');
    const { session } = await trained(toySettings);
    const before = await session.predict('good');
    const other = { ...toyData(toySettings), vocabulary: 'quite\nanother' };
    await expect(
      session.train(toySettings, other, { continueCurrent: true, preferred: null }),
    ).rejects.toThrow(/the data itself/);
    // With another seed the model would be validated on reviews that it has trained on.
    const reseeded = { ...toySettings, seed: 9 };
    await expect(
      session.train(reseeded, toyData(toySettings), { continueCurrent: true, preferred: null }),
    ).rejects.toThrow(/Seed \(3 then, 9 now\)/);
    const bundle = await session.exportModel();
    bundle.weights[0]!.values[5] = NaN;
    await expect(session.importModel(bundle, 'wasm')).rejects.toThrow();
    expect((await session.predict('good')).positive).toBe(before.positive);
  });

  it.each(['pre', 'post'] as const)('reads the last step with padding %s', async (padding) => {
    const settings = { ...toySettings, readout: 'lastStep', padding, epochs: 6 } as const;
    const { session } = await trained(settings);
    const ids = Int32Array.of(START_ID, FIRST_WORD_ID + 7, FIRST_WORD_ID);
    const byIds = await session.predictReview({
      ids,
      offsets: Uint32Array.of(0, ids.length),
      labels: Uint8Array.of(0),
    });
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
