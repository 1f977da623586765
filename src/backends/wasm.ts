/** WebAssembly on the CPU. One thread: the ops between our own kernels are too small to share out. */
import * as tf from '@tensorflow/tfjs-core';
import simdUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import plainUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import type { BackendDefinition } from './definition';

/** The smallest module with a SIMD instruction (`i8x16.popcnt`), as in https://github.com/GoogleChromeLabs/wasm-feature-detect. */
const SIMD_MODULE = Uint8Array.of(
  0,
  97,
  115,
  109,
  1,
  0,
  0,
  0,
  1,
  5,
  1,
  96,
  0,
  1,
  123,
  3,
  2,
  1,
  0,
  10,
  10,
  1,
  8,
  0,
  65,
  0,
  253,
  15,
  253,
  98,
  11,
);

export const wasm: BackendDefinition = {
  name: 'wasm',

  probe() {
    const isAvailable = typeof WebAssembly === 'object';
    const note = isAvailable
      ? hasSimd()
        ? ''
        : 'This browser runs WASM without SIMD, which is slower.'
      : 'This browser has no WebAssembly.';
    return Promise.resolve({ name: 'wasm', isAvailable, isSoftware: false, renderer: '', note });
  },

  async activate() {
    const { setWasmPaths } = await import('@tensorflow/tfjs-backend-wasm');
    if (tf.engine().registry['wasm'] === undefined) {
      // Its threads would need a worker from a blob, which the page's policy forbids.
      tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
      setWasmPaths({
        'tfjs-backend-wasm.wasm': plainUrl,
        'tfjs-backend-wasm-simd.wasm': simdUrl,
        // Asked for by tfjs, and never fetched as threads are off.
        'tfjs-backend-wasm-threaded-simd.wasm': simdUrl,
      });
    }
    if (!(await tf.setBackend('wasm'))) throw new Error('tfjs could not start its WASM backend.');
  },

  title: () => (hasSimd() ? 'WASM with SIMD' : 'WASM'),
};

function hasSimd(): boolean {
  return WebAssembly.validate(SIMD_MODULE);
}
