import * as tf from '@tensorflow/tfjs-core';
import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import { describe, expect, it, vi } from 'vitest';
import type { BackendName } from '../types';
import { activateBackend, onContextLost, probeBackends } from './backend';
import type { Answer } from './testing/backend.worker';

const names: BackendName[] = ['webgl', 'wasm', 'cpu'];

function product(): number[] {
  return tf.tidy(() => [
    ...tf.matMul(tf.tensor2d([1, 2, 3, 4], [2, 2]), tf.tensor2d([5, 6, 7, 8], [2, 2])).dataSync(),
  ]);
}

describe('probeBackends', () => {
  it('tells of every backend and loads none', async () => {
    const result = await probeBackends();
    expect(result.map(({ name }) => name)).toEqual(names);
    for (const { isAvailable } of result) expect(isAvailable).toBe(true);
    const webgl = result[0]!;
    expect(webgl.renderer).not.toBe('');
    expect(webgl.isSoftware).toBe(/swiftshader|llvmpipe/i.test(webgl.renderer));
  });
});

describe('activateBackend', () => {
  it.each(names)('starts %s because it was chosen', async (name) => {
    const report = await activateBackend(name);
    expect(report).toMatchObject({ name, reason: 'You chose it.' });
    expect(tf.getBackend()).toBe(name);
    expect(product()).toEqual([19, 22, 43, 50]);
  });

  it('starts by itself what suits the machine, and says why', async () => {
    const webgl = (await probeBackends())[0]!;
    const report = await activateBackend('auto');
    expect(report.name).toBe(webgl.isSoftware ? 'wasm' : 'webgl');
    expect(report.title).toMatch(webgl.isSoftware ? /^WASM with SIMD/ : /^WebGL on /);
    if (webgl.isSoftware) expect(report.reason).toMatch(/^WebGL would be drawn by software here \(\w+\)/);
    expect(tf.getBackend()).toBe(report.name);
  });

  it('goes back and forth between backends', async () => {
    for (const name of ['wasm', 'webgl', 'cpu', 'webgl', 'wasm'] as const) {
      await activateBackend(name);
      expect(tf.getBackend()).toBe(name);
      expect(product()).toEqual([19, 22, 43, 50]);
    }
  });

  it('refuses a choice that cannot run, with what to do, and leaves the running backend alone', async () => {
    await activateBackend('cpu');
    vi.stubGlobal('OffscreenCanvas', undefined);
    try {
      await expect(activateBackend('webgl')).rejects.toMatchObject({
        code: 'backend-unavailable',
        message:
          'The backend webgl cannot run here. This browser offers no WebGL2 here. Set Backend to “auto”, or choose another one.',
      });
      expect((await activateBackend('auto')).name).toBe('wasm');
    } finally {
      vi.unstubAllGlobals();
    }
    expect(product()).toEqual([19, 22, 43, 50]);
  });
});

describe('in a worker', () => {
  it.each(names)('%s runs', async (name) => {
    const worker = new Worker(new URL('./testing/backend.worker.ts', import.meta.url), { type: 'module' });
    try {
      const answer = await new Promise<Answer>((resolve, reject) => {
        worker.addEventListener('message', (event: MessageEvent<Answer>) => resolve(event.data));
        worker.addEventListener('error', (event) => reject(new Error(event.message)));
        worker.postMessage(name);
      });
      expect(answer.report.name).toBe(name);
      expect(answer.product).toEqual([19, 22, 43, 50]);
    } finally {
      worker.terminate();
    }
  });
});

describe('a lost graphics context', () => {
  it('is reported, and WebGL can be started again', async () => {
    await activateBackend('webgl');
    const listener = vi.fn<() => void>();
    const stopListening = onContextLost(listener);
    const { gl } = (tf.backend() as MathBackendWebGL).gpgpu;
    gl.getExtension('WEBGL_lose_context')!.loseContext();
    await vi.waitFor(() => expect(listener).toHaveBeenCalledTimes(1));

    await activateBackend('webgl');
    expect(product()).toEqual([19, 22, 43, 50]);

    stopListening();
    (tf.backend() as MathBackendWebGL).gpgpu.gl.getExtension('WEBGL_lose_context')!.loseContext();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(listener).toHaveBeenCalledTimes(1);
    await activateBackend('wasm');
    expect(product()).toEqual([19, 22, 43, 50]);
  });
});
