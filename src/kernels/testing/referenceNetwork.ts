/**
 * A whole network in float64 and plain loops, forward and gradient: the oracle of wasmStack.ts. Sequences are
 * [T, B, columns]; every layer gives its output and, as `back`, what takes the output's gradient to the input's
 * and adds to those of the layer's weights.
 */
import { LstmReference } from '../lstmReference';
import type { StackBatch } from '../wasmBatch';
import type { LstmLayer, Pooling, StackLayers } from '../wasmStackLayout';
import type { LayerMasks, StackMasks } from '../wasmStackMasks';

export interface ReferenceOptions {
  masks: StackMasks | null;
  /** Targets are 1 - s / 2 and s / 2. */
  labelSmoothing: number;
  /** [T, B, E], added to the embedded words; null for none. */
  perturbation: Float64Array | null;
}

export interface ReferencePass {
  /** [B, 2] */
  probabilities: Float64Array;
  loss: number;
  /** Of each weight, in the order of the weights. */
  gradients: Float64Array[];
  /** [T, B, E]: the words before masks and perturbation, and the loss's gradient of them. */
  words: Float64Array;
  dWords: Float64Array;
}

interface Step {
  output: Float64Array;
  back: (dOutput: Float64Array) => Float64Array;
}

/** A weight and where its gradient is added up. */
interface Weight {
  values: Float64Array;
  gradient: Float64Array;
}

/** @param weights as packParameters takes them. */
export function referencePass(
  layers: StackLayers,
  weights: Float64Array[],
  batch: StackBatch,
  { masks, labelSmoothing, perturbation }: ReferenceOptions,
): ReferencePass {
  const all = weights.map((values): Weight => ({ values, gradient: new Float64Array(values.length) }));
  let next = 0;
  const take = (count: number): Weight[] => all.slice(next, (next += count));
  const steps: Step[] = [];
  const run = (step: Step): Float64Array => {
    steps.push(step);
    return step.output;
  };
  let columns = layers.embeddingUnits;
  const embedding = embed(batch, take(layers.tables.length), columns);
  let x = run(embedding);
  x = x.map((value, i) => value + (perturbation?.[i] ?? 0));
  if (layers.lstms.length === 0) x = run(maskSteps(x, masks?.embedding ?? null, batch.size));
  layers.lstms.forEach((layer, i) => {
    x = run(lstm(x, batch, layer, take(layer.isBidirectional ? 6 : 3), masks?.lstms[i] ?? null));
    columns = layer.units * (layer.isBidirectional ? 2 : 1);
  });
  const firstBackward = layers.lstms.at(-1)?.goBackwards === true ? 0 : (layers.lstms.at(-1)?.units ?? 0);
  x = run(pool(x, batch, layers.pooling, columns, firstBackward));
  layers.denses.forEach(({ isRelu }, i) => {
    x = run(dense(x, masks?.denses[i] ?? null, take(2), batch.size, isRelu));
  });
  const { probabilities, loss, dLogits } = crossEntropy(x, batch, labelSmoothing);
  let gradient = dLogits;
  let dWords = gradient;
  for (const step of steps.toReversed()) {
    if (step === embedding) dWords = gradient;
    gradient = step.back(gradient);
  }
  return {
    probabilities,
    loss,
    gradients: all.map((weight) => weight.gradient),
    words: embedding.output,
    dWords,
  };
}

/** A row of a further table counts unless its id is 0. */
function embed(batch: StackBatch, tables: Weight[], E: number): Step {
  const output = new Float64Array(batch.ids.length * E);
  const visit = (table: number, add: (from: number, to: number) => void): void => {
    const ids = table === 0 ? batch.ids : batch.ngramIds[table - 1]!;
    ids.forEach((id, position) => {
      if (table > 0 && id === 0) return;
      for (let e = 0; e < E; e++) add(id * E + e, position * E + e);
    });
  };
  tables.forEach(({ values }, table) => visit(table, (from, to) => (output[to]! += values[from]!)));
  return {
    output,
    back(d) {
      tables.forEach(({ gradient }, table) => visit(table, (from, to) => (gradient[from]! += d[to]!)));
      return d;
    },
  };
}

function maskSteps(x: Float64Array, mask: Float32Array | null, B: number): Step {
  const masked = (values: Float64Array): Float64Array => {
    if (mask === null) return values;
    const columns = mask.length / B;
    return values.map((value, i) => value * mask[i % (B * columns)]!);
  };
  return { output: masked(x), back: masked };
}

/** One direction, or two side by side. */
function lstm(
  x: Float64Array,
  { size: B, lengths }: StackBatch,
  { units: H, isBidirectional, goBackwards }: LstmLayer,
  weights: Weight[],
  masks: LayerMasks | null,
): Step {
  const numDirections = isBidirectional ? 2 : 1;
  const E = weights[0]!.values.length / (4 * H);
  const T = x.length / (B * E);
  const inputMask = masks?.input == null ? null : Float64Array.from(masks.input);
  const directions = Array.from({ length: numDirections }, (_, d) => {
    const [kernel, recurrentKernel, bias] = weights.slice(3 * d, 3 * d + 3) as [Weight, Weight, Weight];
    const recurrentMask =
      masks?.recurrent == null
        ? null
        : columnsOf(Float64Array.from(masks.recurrent), numDirections * H, d * H, H);
    const inputs = {
      x,
      kernel: kernel.values,
      recurrentKernel: recurrentKernel.values,
      bias: bias.values,
      inputMask,
      recurrentMask,
    };
    const attrs = { lengths, returnSequences: true, goBackwards: goBackwards || d === 1 };
    return { kernel, recurrentKernel, bias, reference: new LstmReference({ T, B, E, H }, inputs, attrs) };
  });
  const output = new Float64Array(T * B * numDirections * H);
  directions.forEach(({ reference }, d) => {
    reference.output.forEach((value, i) => {
      output[Math.floor(i / H) * numDirections * H + d * H + (i % H)] = value;
    });
  });
  return {
    output,
    back(dOutput) {
      const dx = new Float64Array(x.length);
      directions.forEach(({ kernel, recurrentKernel, bias, reference }, d) => {
        const gradients = reference.gradient(columnsOf(dOutput, numDirections * H, d * H, H));
        addTo(dx, gradients.x);
        addTo(kernel.gradient, gradients.kernel);
        addTo(recurrentKernel.gradient, gradients.recurrentKernel);
        addTo(bias.gradient, gradients.bias);
      });
      return dx;
    },
  };
}

/** @param firstBackward from this column on, the last step walked is the first in time. */
function pool(
  x: Float64Array,
  { size: B, lengths }: StackBatch,
  pooling: Pooling,
  columns: number,
  firstBackward: number,
): Step {
  /** For each output, the steps that it comes from and the share of each. */
  const sources: { to: number; from: number; share: number }[] = [];
  const parts = pooling === 'maxMean' ? 2 : 1;
  lengths.forEach((length, b) => {
    if (length === 0) return;
    const at = (t: number, c: number): number => (t * B + b) * columns + c;
    const to = b * columns * parts;
    for (let c = 0; c < columns; c++) {
      const steps = Array.from({ length }, (_, t) => at(t, c));
      if (pooling === 'last') {
        sources.push({ to: to + c, from: at(c < firstBackward ? length - 1 : 0, c), share: 1 });
      }
      if (pooling === 'max' || pooling === 'maxMean') {
        const largest = Math.max(...steps.map((from) => x[from]!));
        sources.push({ to: to + c, from: steps.find((from) => x[from] === largest)!, share: 1 });
      }
      if (pooling === 'mean' || pooling === 'maxMean') {
        const mean = to + (parts - 1) * columns + c;
        for (const from of steps) sources.push({ to: mean, from, share: 1 / length });
      }
    }
  });
  const output = new Float64Array(B * columns * parts);
  for (const { to, from, share } of sources) output[to]! += share * x[from]!;
  return {
    output,
    back(d) {
      const dx = new Float64Array(x.length);
      for (const { to, from, share } of sources) dx[from]! += share * d[to]!;
      return dx;
    },
  };
}

function dense(
  x: Float64Array,
  mask: Float32Array | null,
  [kernel, bias]: Weight[],
  B: number,
  isRelu: boolean,
): Step {
  const numIn = x.length / B;
  const numOut = bias!.values.length;
  const masked = x.map((value, i) => value * (mask?.[i] ?? 1));
  const output = new Float64Array(B * numOut);
  for (let b = 0; b < B; b++) {
    for (let j = 0; j < numOut; j++) {
      let sum = bias!.values[j]!;
      for (let k = 0; k < numIn; k++) sum += masked[b * numIn + k]! * kernel!.values[k * numOut + j]!;
      output[b * numOut + j] = isRelu ? Math.max(0, sum) : sum;
    }
  }
  return {
    output,
    back(dOutput) {
      const dx = new Float64Array(x.length);
      dOutput.forEach((value, i) => {
        const d = isRelu && output[i] === 0 ? 0 : value;
        const [b, j] = [Math.floor(i / numOut), i % numOut];
        bias!.gradient[j]! += d;
        for (let k = 0; k < numIn; k++) {
          kernel!.gradient[k * numOut + j]! += masked[b * numIn + k]! * d;
          dx[b * numIn + k]! += kernel!.values[k * numOut + j]! * d * (mask?.[b * numIn + k] ?? 1);
        }
      });
      return dx;
    },
  };
}

function crossEntropy(
  logits: Float64Array,
  { size: B, labels }: StackBatch,
  labelSmoothing: number,
): { probabilities: Float64Array; loss: number; dLogits: Float64Array } {
  const probabilities = logits.map((z, i) => Math.exp(z) / (Math.exp(z) + Math.exp(logits[i ^ 1]!)));
  const targets = logits.map(
    (_, i) => (1 - labelSmoothing) * Number(labels[i >> 1] === (i & 1)) + labelSmoothing / 2,
  );
  const loss = probabilities.reduce((sum, p, i) => sum - (targets[i]! * Math.log(p)) / B, 0);
  return { probabilities, loss, dLogits: probabilities.map((p, i) => (p - targets[i]!) / B) };
}

function columnsOf(values: Float64Array, columns: number, first: number, size: number): Float64Array {
  return values.filter((_, i) => i % columns >= first && i % columns < first + size);
}

function addTo(sum: Float64Array, addend: Float64Array): void {
  addend.forEach((value, i) => (sum[i]! += value));
}
