/** What happens when the browser takes the graphics device away, at every moment at which it may. */
import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { runnable } from '../backends/testing/runnable';
import { errorCode } from '../errors';
import type { BackendName, TrainingEvent } from '../types';
import { Session } from './session';
import { toyData, toyReviews, toySettings } from './testing/toyData';
import { until } from './testing/until';

interface LosableDevice {
  backend: BackendName;
  lose: () => void;
}

const DEVICES = runnable<LosableDevice>([
  {
    backend: 'webgl',
    lose: () => {
      const { gl } = (tf.backend() as MathBackendWebGL).gpgpu;
      gl.getExtension('WEBGL_lose_context')!.loseContext();
    },
  },
  { backend: 'webgpu', lose: () => (tf.backend() as WebGPUBackend).device.destroy() },
]);

function listening(): { session: Session; events: TrainingEvent[] } {
  const session = new Session();
  const events: TrainingEvent[] = [];
  session.listen((event) => events.push(event));
  return { session, events };
}

const epochsOf = (events: TrainingEvent[]): number[] =>
  events.flatMap((event) => (event.type === 'epoch' ? [event.metrics.epoch] : []));

describe.each(DEVICES)('when the device of $backend is lost', ({ backend, lose }) => {
  const settings = { ...toySettings, backend, epochs: 12 };

  it('a run goes on with WASM from the last whole epoch, and says so', async () => {
    const { session, events } = listening();
    const run = session.train(settings, toyData(settings), { continueCurrent: false, preferred: null });
    await until(() => epochsOf(events).length >= 2);
    lose();
    const { outcome, epochs, backend: ranOn } = await run;
    expect(outcome).toBe('finished');
    expect(ranOn).toMatchObject({ name: 'wasm', reason: 'The browser took the graphics device away.' });
    expect(epochs.map(({ epoch }) => epoch)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    expect(epochsOf(events)).toEqual(epochs.map(({ epoch }) => epoch));
    const recovered = events.find((event) => event.type === 'recovered')!;
    expect(recovered.message).toMatch(/took the graphics device away.*goes on with WASM.*end of epoch \d+/);
    expect(epochs.at(-1)!.valAccuracy).toBeGreaterThan(0.9);
    // A new context is made when WebGL is asked for again.
    await session.train({ ...settings, epochs: 1 }, toyData(settings), {
      continueCurrent: true,
      preferred: null,
    });
    expect((await session.exportModel()).meta).toMatchObject({ backend, epoch: 13 });
  });

  it('a paused run stays paused and goes on elsewhere when it is resumed', async () => {
    const { session, events } = listening();
    const run = session.train(settings, toyData(settings), { continueCurrent: false, preferred: null });
    await until(() => epochsOf(events).length >= 1);
    session.pause();
    const isPaused = (): boolean => events.findLast((event) => event.type === 'phase')?.phase === 'paused';
    await until(isPaused);
    lose();
    await until(() => events.some((event) => event.type === 'recovered'));
    await until(isPaused);
    session.resume();
    expect(await run).toMatchObject({ outcome: 'finished', backend: { name: 'wasm' } });
  });

  it('what waits for the device is told, and the model answers on from where it was stopped', async () => {
    const { session, events } = listening();
    const long = { ...settings, epochs: 500 };
    const run = session.train(long, toyData(long), { continueCurrent: false, preferred: null });
    await until(() => events.filter((event) => event.type === 'batches').length >= 2);
    session.stop();
    await run;
    const { optimizer } = await session.exportModel();
    const before = await session.predict('good');
    let isReading = false;
    const evaluation = session.evaluate(toyReviews(3000, 9, settings), () => {
      isReading = true;
    });
    await until(() => isReading);
    lose();
    await expect(evaluation).rejects.toSatisfy((error) => errorCode(error) === 'context-lost');
    await until(() => events.some((event) => event.type === 'warning'));
    const after = await session.predict('good');
    expect(Math.abs(after.positive - before.positive)).toBeLessThanOrEqual(1e-5);
    const now = await session.exportModel();
    expect(now.meta.backend).toBe('wasm');
    expect(now.optimizer!.iterations).toBe(optimizer!.iterations);
  });
});
