/** The whole network in the kernel's memory: clipping, threads, builds, memory. */
import { describe, expect, it } from 'vitest';
import { expectCloseToLargest } from './testing/expectClose';
import { drawBatch as drawBatchOf, drawMasks, drawWeights, stackCases } from './testing/stackCases';
import type { StackBatch } from './wasmBatch';
import { bestOptions, WasmModule, wasmModule } from './wasmModule';
import { WasmStack, type Moments } from './wasmStack';

const { layers } = stackCases[0]!;
const adam = { learningRate: 0.01, clipNorm: null, emaDecay: 0, adversarial: 0, labelSmoothing: 0 };

const drawBatch = (seed: number, size: number, T: number): StackBatch => drawBatchOf(layers, seed, size, T);

/** Losses, weights and moments after a few steps. */
function trained(
  module: WasmModule,
  steps = 6,
): { losses: number[]; weights: Float32Array[]; moments: Moments } {
  const stack = new WasmStack(layers, drawWeights(layers, 1), { module });
  const losses = Array.from({ length: steps }, (_, step) => {
    const size = 30 + ((step * 17) % 41);
    return stack.train(drawBatch(step, size, 13), drawMasks(layers, size, step), { ...adam, step }).loss;
  });
  const result = { losses, weights: stack.readWeights(), moments: stack.readMoments() };
  stack.dispose();
  return result;
}

/** First moments after one clipped step, laid end to end. */
function firstsWith(clipNorm: number | null): number[] {
  const stack = new WasmStack(layers, drawWeights(layers, 5));
  stack.train(drawBatch(6, 13, 8), drawMasks(layers, 13, 7), { ...adam, step: 0, clipNorm });
  const values = stack.readMoments().firsts.flatMap((array) => Array.from(array));
  stack.dispose();
  return values;
}

/** Of the gradient that first moments come from. */
const norm = (firsts: number[]): number => Math.hypot(...firsts) / 0.1;

describe('gradients', () => {
  it('are scaled down together when their norm is over the limit, and left alone below it', () => {
    const free = firstsWith(null);
    const limit = norm(free) / 3;
    const clipped = firstsWith(limit);
    expect(Math.abs(norm(clipped) / limit - 1)).toBeLessThan(1e-5);
    expectCloseToLargest(
      clipped,
      free.map((value) => value / 3),
      1e-6,
      'clipped',
    );
    expect(firstsWith(norm(free) * 1.01)).toEqual(free);
  });
});

describe('threads and builds', () => {
  it('gives the same bits with one thread, with several, and without a shared memory', async () => {
    const { isRelaxed } = bestOptions();
    const module = new WasmModule(bestOptions());
    const alone = trained(module);
    expect(await module.startThreads(3)).toBe(3);
    for (let round = 0; round < 4; round++) expect(trained(module)).toEqual(alone);
    const unshared = new WasmModule({ isShared: false, isRelaxed });
    expect(await unshared.startThreads(3)).toBe(1);
    expect(trained(unshared)).toEqual(alone);
  });

  it('gives the same within rounding without relaxed SIMD', () => {
    const plain = trained(new WasmModule({ isShared: false, isRelaxed: false }));
    const best = trained(wasmModule());
    expectCloseToLargest(plain.losses, best.losses, 1e-5, 'losses');
    plain.weights.forEach((values, i) => expectCloseToLargest(values, best.weights[i]!, 1e-3, `weight ${i}`));
  });
});

describe('memory', () => {
  it('is held steady over 200 steps and given back at the end', () => {
    const module = new WasmModule(bestOptions());
    const stack = new WasmStack(layers, drawWeights(layers, 1), { keepsAverage: true, module });
    const masks = drawMasks(layers, 40, 1);
    const full = { ...drawBatch(0, 40, 20), lengths: new Int32Array(40).fill(20) };
    stack.train(full, masks, { ...adam, step: 0 });
    stack.forward(full);
    const held = module.heldBytes;
    expect(held).toBe(stack.sizeBytes);
    for (let step = 1; step < 200; step++) {
      stack.train(drawBatch(step, 40, 20), masks, { ...adam, step });
      stack.forward(drawBatch(step, 1 + (step % 40), 20));
      expect(module.heldBytes).toBe(held);
    }
    stack.dispose();
    expect(module.heldBytes).toBe(0);
  });

  it('may hold several networks that do not disturb one another', () => {
    const module = new WasmModule(bestOptions());
    const batch = drawBatch(1, 9, 6);
    const first = new WasmStack(layers, drawWeights(layers, 1), { module });
    const before = first.forward(batch);
    const second = new WasmStack(layers, drawWeights(layers, 2), { module });
    for (let step = 0; step < 5; step++) second.train(batch, drawMasks(layers, 9, step), { ...adam, step });
    expect(first.forward(batch)).toEqual(before);
    first.dispose();
    const after = second.forward(batch);
    const third = new WasmStack(layers, drawWeights(layers, 3), { module });
    third.forward(batch);
    expect(second.forward(batch)).toEqual(after);
  });
});
