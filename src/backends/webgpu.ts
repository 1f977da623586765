/** WebGPU: compute shaders. It works the same in a worker and on the page's thread. */
import * as tf from '@tensorflow/tfjs-core';
import type { BackendAvailability } from '../types';
import { reportContextLost } from './contextLoss';
import type { BackendDefinition } from './definition';
import { deviceName, isSoftwareRenderer } from './renderer';

/** What tfjs's own programs use beyond the limits that every device grants. */
const WANTED_LIMITS = [
  'maxBufferSize',
  'maxComputeInvocationsPerWorkgroup',
  'maxComputeWorkgroupSizeX',
  'maxComputeWorkgroupStorageSize',
  'maxComputeWorkgroupsPerDimension',
  'maxStorageBufferBindingSize',
] as const;

/**
 * From here on released buffers are destroyed, not kept for reuse: batches come in many lengths, and tfjs
 * keeps buffers of every size for ever. A step of the tutorial's network holds about 150 MB at once.
 */
const MAX_BUFFER_BYTES = 512 * 2 ** 20;

/** How much later than the failures that it causes the news of a lost device may come. */
const LOSS_DELAY_MS = 200;

let device: GPUDevice | null = null;

export const webgpu: BackendDefinition = {
  name: 'webgpu',

  async probe() {
    // Missing in older browsers and on pages that were not fetched over https or from localhost.
    if (!('gpu' in navigator)) return unavailable('This browser offers no WebGPU here.');
    const adapter = await findAdapter();
    if (adapter === null) return unavailable('This browser knows WebGPU, but finds no device for it here.');
    const renderer = rendererOf(adapter);
    const isSoftware = adapter.info.isFallbackAdapter || isSoftwareRenderer(renderer);
    const note = isSoftware ? `Computed by software here (${deviceName(renderer)}), which is slow.` : '';
    return { name: 'webgpu', isAvailable: true, isSoftware, renderer, note };
  },

  async activate() {
    if (device === null) await createBackend();
    if (!(await tf.setBackend('webgpu'))) throw new Error('tfjs could not start its WebGPU backend.');
  },

  title: ({ renderer }) => (renderer === '' ? 'WebGPU' : `WebGPU on ${deviceName(renderer)}`),
};

/** Whether the device that tfjs was given is gone, by now or by the time the browser's other news have come in. */
export async function isDeviceLost(): Promise<boolean> {
  if (device === null) return true;
  const soon = new Promise<false>((resolve) => {
    setTimeout(() => resolve(false), LOSS_DELAY_MS);
  });
  return Promise.race([device.lost.then(() => true), soon]);
}

/** Puts a fresh device under tfjs; buffers and programs of a lost one are of no use any more. */
async function createBackend(): Promise<void> {
  const { WebGPUBackend } = await import('@tensorflow/tfjs-backend-webgpu');
  const adapter = await findAdapter();
  if (adapter === null) throw new Error('The browser gave no WebGPU device.');
  const requiredLimits = Object.fromEntries(WANTED_LIMITS.map((name) => [name, adapter.limits[name]]));
  const fresh = await adapter.requestDevice({ requiredLimits });
  watch(fresh);
  // The package has registered a device of its own making, which would say nothing when it is lost.
  tf.removeBackend('webgpu');
  tf.registerBackend('webgpu', () => {
    const backend = new WebGPUBackend(fresh, adapter.info);
    limitKeptBuffers(backend.bufferManager);
    return backend;
  });
  device = fresh;
}

function watch(fresh: GPUDevice): void {
  // What failed has written nothing and nobody is told: rather no device than wrong figures.
  fresh.addEventListener('uncapturederror', () => fresh.destroy());
  void fresh.lost.then(() => {
    if (device === fresh) device = null;
    reportContextLost('webgpu');
  });
}

interface BufferKeeper {
  numBytesAllocated: number;
  releaseBuffer(buffer: GPUBuffer, reuse?: boolean): void;
}

function limitKeptBuffers(manager: BufferKeeper): void {
  const release = manager.releaseBuffer.bind(manager);
  manager.releaseBuffer = (buffer, reuse = true) =>
    release(buffer, reuse && manager.numBytesAllocated <= MAX_BUFFER_BYTES);
}

async function findAdapter(): Promise<GPUAdapter | null> {
  try {
    return await navigator.gpu.requestAdapter({ powerPreference: 'high-performance' });
  } catch {
    return null;
  }
}

/** Browsers tell little, to make people harder to recognise: often only vendor and architecture. */
function rendererOf({ info }: GPUAdapter): string {
  return info.description === '' ? `${info.vendor} ${info.architecture}`.trim() : info.description;
}

function unavailable(note: string): BackendAvailability {
  return { name: 'webgpu', isAvailable: false, isSoftware: false, renderer: '', note };
}
