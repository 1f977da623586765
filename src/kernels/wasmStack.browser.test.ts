/** The whole network in the kernel's memory: gradients against float64, threads, builds, memory. */
import { describe, expect, it } from 'vitest';
import { Random } from '../data/random';
import { LstmReference } from './lstmReference';
import { expectCloseToLargest } from './testing/expectClose';
import type { StackBatch } from './wasmBatch';
import { bestOptions, WasmModule, wasmModule } from './wasmModule';
import { WasmStack, type Moments } from './wasmStack';
import type { LstmLayer, StackLayers } from './wasmStackLayout';
import type { LayerMasks, StackMasks } from './wasmStackMasks';

const forwardLstm = (units: number): LstmLayer => ({ units, isBidirectional: false, goBackwards: false });
const layers: StackLayers = {
  tables: [{ numRows: 29 }],
  embeddingUnits: 5,
  lstms: [forwardLstm(7), forwardLstm(6)],
  pooling: 'last',
  denses: [
    { units: 9, isRelu: true },
    { units: 2, isRelu: false },
  ],
};
const adam = { learningRate: 0.01, clipNorm: null, emaDecay: 0, adversarial: 0, labelSmoothing: 0 };

const normals = (random: Random, size: number, scale: number): Float32Array =>
  Float32Array.from({ length: size }, () => scale * random.normal());

function drawWeights({ tables, embeddingUnits, lstms, denses }: StackLayers, seed: number): Float32Array[] {
  const random = new Random(seed, 'weights');
  const weights = [normals(random, tables[0]!.numRows * embeddingUnits, 0.5)];
  let inputs = embeddingUnits;
  for (const { units } of lstms) {
    weights.push(
      normals(random, inputs * 4 * units, 0.4),
      normals(random, units * 4 * units, 0.4),
      normals(random, 4 * units, 0.3),
    );
    inputs = units;
  }
  for (const { units } of denses) {
    weights.push(normals(random, inputs * units, 0.5), normals(random, units, 0.3));
    inputs = units;
  }
  return weights;
}

function drawBatch(seed: number, size: number, T: number): StackBatch {
  const random = new Random(seed, 'batch');
  return {
    size,
    ids: Int32Array.from({ length: T * size }, () => random.int(29)),
    ngramIds: [],
    lengths: Int32Array.from({ length: size }, () => random.int(T + 1)),
    labels: Uint8Array.from({ length: size }, () => random.int(2)),
  };
}

function drawMasks({ embeddingUnits, lstms }: StackLayers, size: number, seed: number): StackMasks {
  const random = new Random(seed, 'masks');
  const mask = (columns: number): Float32Array =>
    Float32Array.from({ length: size * columns }, () => (random.next() < 0.25 ? 0 : 1 / 0.75));
  return {
    lstms: lstms.map(({ units }, i) => ({
      input: mask(lstms[i - 1]?.units ?? embeddingUnits),
      recurrent: mask(units),
    })),
    denses: [],
    embedding: null,
  };
}

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
  it('agree with the float64 reference through embedding, LSTM, softmax and loss', () => {
    const single: StackLayers = { ...layers, lstms: [forwardLstm(7)], denses: [{ units: 2, isRelu: false }] };
    const [B, T, E, H] = [11, 9, single.embeddingUnits, 7];
    const weights = drawWeights(single, 2);
    const batch = drawBatch(3, B, T);
    const masks = drawMasks(single, B, 4);
    const expected = referenceGradients(weights, batch, masks.lstms[0]!, { T, B, E, H });

    const stack = new WasmStack(single, weights);
    const { loss } = stack.train(batch, masks, { ...adam, step: 0 });
    const { firsts, seconds } = stack.readMoments();
    stack.dispose();

    expect(Math.abs(loss - expected.loss)).toBeLessThanOrEqual(1e-6);
    expected.gradients.forEach((gradient, i) => {
      // After one step the moments are the gradient times 1 - beta1, and its square times 1 - beta2.
      const first = Float64Array.from(gradient, (value) => 0.1 * value);
      const second = Float64Array.from(gradient, (value) => 0.001 * value * value);
      expectCloseToLargest(firsts[i]!, first, 2e-6, `first moment ${i}`);
      expectCloseToLargest(seconds[i]!, second, 4e-6, `second moment ${i}`);
    });
  });

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
    const stack = new WasmStack(layers, drawWeights(layers, 1), { module });
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

/** In float64, straight from the formulas. */
function referenceGradients(
  weights: Float32Array[],
  batch: StackBatch,
  masks: LayerMasks,
  sizes: { T: number; B: number; E: number; H: number },
): { loss: number; gradients: Float64Array[] } {
  const { T, B, E, H } = sizes;
  const [table, kernel, recurrentKernel, bias, dense, denseBias] = weights.map((values) =>
    Float64Array.from(values),
  ) as [Float64Array, Float64Array, Float64Array, Float64Array, Float64Array, Float64Array];
  const x = new Float64Array(T * B * E);
  batch.ids.forEach((id, position) => x.set(table.subarray(id * E, (id + 1) * E), position * E));
  const lstm = new LstmReference(
    sizes,
    {
      x,
      kernel,
      recurrentKernel,
      bias,
      inputMask: Float64Array.from(masks.input!),
      recurrentMask: Float64Array.from(masks.recurrent!),
    },
    { lengths: batch.lengths, returnSequences: false, goBackwards: false },
  );
  const dh = new Float64Array(B * H);
  const dDense = new Float64Array(dense.length);
  const dDenseBias = new Float64Array(2);
  let loss = 0;
  for (let b = 0; b < B; b++) {
    const h = lstm.output.subarray(b * H, (b + 1) * H);
    const powers = [0, 1].map((c) =>
      Math.exp(h.reduce((sum, value, u) => sum + value * dense[2 * u + c]!, denseBias[c]!)),
    );
    const total = powers[0]! + powers[1]!;
    loss -= Math.log(powers[batch.labels[b]!]! / total) / B;
    powers.forEach((power, c) => {
      const d = (power / total - Number(batch.labels[b] === c)) / B;
      dDenseBias[c]! += d;
      h.forEach((value, u) => {
        dDense[2 * u + c]! += value * d;
        dh[b * H + u]! += dense[2 * u + c]! * d;
      });
    });
  }
  const gradients = lstm.gradient(dh);
  const dTable = new Float64Array(table.length);
  batch.ids.forEach((id, position) => {
    for (let e = 0; e < E; e++) dTable[id * E + e]! += gradients.x[position * E + e]!;
  });
  return {
    loss,
    gradients: [dTable, gradients.kernel, gradients.recurrentKernel, gradients.bias, dDense, dDenseBias],
  };
}
