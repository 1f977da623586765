import * as tf from '@tensorflow/tfjs-core';
import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { describe, expect, it, vi } from 'vitest';
import type { BackendName } from '../types';
import { activateBackend, isContextLost, onContextLost, probeBackends } from './backend';
import type { Answer } from './testing/backend.worker';
import { runnable, whyNoWebgpu } from './testing/runnable';

const names: BackendName[] = ['webgl', 'webgpu', 'wasm', 'cpu'];
const canRun = runnable(names);

async function product(): Promise<number[]> {
  const result = tf.tidy(() =>
    tf.matMul(tf.tensor2d([1, 2, 3, 4], [2, 2]), tf.tensor2d([5, 6, 7, 8], [2, 2])),
  );
  const values = [...(await result.data())];
  result.dispose();
  return values;
}

async function webgpuDevice(): Promise<GPUDevice> {
  await activateBackend('webgpu');
  return (tf.backend() as WebGPUBackend).device;
}

describe('probeBackends', () => {
  it('tells of every backend and loads none', async () => {
    const result = await probeBackends();
    expect(result.map(({ name }) => name)).toEqual(names);
    for (const { name, isAvailable } of result) expect(isAvailable).toBe(canRun.includes(name));
    const webgl = result[0]!;
    expect(webgl.renderer).not.toBe('');
    expect(webgl.isSoftware).toBe(/swiftshader|llvmpipe/i.test(webgl.renderer));
  });

  it.skipIf(whyNoWebgpu !== null)('names the device of WebGPU and whether it is software', async () => {
    const webgpu = (await probeBackends())[1]!;
    expect(webgpu.renderer).not.toBe('');
    expect(webgpu.isSoftware).toBe(/swiftshader|llvmpipe/i.test(webgpu.renderer));
    expect(webgpu.note).toBe(
      webgpu.isSoftware ? 'Computed by software here (SwiftShader), which is slow.' : '',
    );
  });

  it.each([
    { answer: 'none', requestAdapter: () => Promise.resolve(null) },
    { answer: 'an error', requestAdapter: () => Promise.reject(new Error('blocked')) },
  ])('says that WebGPU has no device when the browser answers with $answer', async ({ requestAdapter }) => {
    const note = 'This browser knows WebGPU, but finds no device for it here.';
    vi.stubGlobal('navigator', { gpu: { requestAdapter } });
    try {
      expect((await probeBackends())[1]).toMatchObject({ name: 'webgpu', isAvailable: false, note });
      await expect(activateBackend('webgpu')).rejects.toMatchObject({
        code: 'backend-unavailable',
        message: `The backend webgpu cannot run here. ${note} Set Backend to “auto”, or choose another one.`,
      });
    } finally {
      vi.unstubAllGlobals();
    }
  });

  it('says that a browser has no WebGPU', async () => {
    vi.stubGlobal('navigator', {});
    try {
      const note = 'This browser offers no WebGPU here.';
      expect((await probeBackends())[1]).toMatchObject({ isAvailable: false, note });
    } finally {
      vi.unstubAllGlobals();
    }
  });
});

describe('activateBackend', () => {
  it.each(canRun)('starts %s because it was chosen', async (name) => {
    const report = await activateBackend(name);
    expect(report).toMatchObject({ name, reason: 'You chose it.' });
    expect(tf.getBackend()).toBe(name);
    expect(await product()).toEqual([19, 22, 43, 50]);
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
    for (const name of [...canRun, ...canRun.toReversed()]) {
      await activateBackend(name);
      expect(tf.getBackend()).toBe(name);
      expect(await product()).toEqual([19, 22, 43, 50]);
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
    expect(await product()).toEqual([19, 22, 43, 50]);
  });
});

describe('in a worker', () => {
  it.each(canRun)('%s runs', async (name) => {
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
    expect(await product()).toEqual([19, 22, 43, 50]);

    stopListening();
    (tf.backend() as MathBackendWebGL).gpgpu.gl.getExtension('WEBGL_lose_context')!.loseContext();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(listener).toHaveBeenCalledTimes(1);
    await activateBackend('wasm');
    expect(await product()).toEqual([19, 22, 43, 50]);
  });

  it.skipIf(whyNoWebgpu !== null)('is reported on WebGPU, and WebGPU can be started again', async () => {
    const listener = vi.fn<(backend: BackendName) => void>();
    const stopListening = onContextLost(listener);
    const first = await webgpuDevice();
    expect(await isContextLost('webgpu')).toBe(false);
    first.destroy();
    await vi.waitFor(() => expect(listener).toHaveBeenCalledWith('webgpu'));
    expect(await isContextLost('webgpu')).toBe(true);

    const second = await webgpuDevice();
    expect(second).not.toBe(first);
    expect(await product()).toEqual([19, 22, 43, 50]);

    // An error that nobody catches has left something unwritten: the device is given up.
    second.createBuffer({ size: 4, usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.MAP_WRITE });
    await second.queue.onSubmittedWorkDone();
    await vi.waitFor(() => expect(listener).toHaveBeenCalledTimes(2));
    stopListening();
    await activateBackend('wasm');
    expect(await product()).toEqual([19, 22, 43, 50]);
  });
});
