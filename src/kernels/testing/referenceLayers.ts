/**
 * The layers of a network in float64 and plain loops. Sequences are [T, B, columns]; every layer gives its output
 * and, as `back`, what takes the output's gradient to the input's and adds to those of the layer's weights.
 */
import { LstmReference } from '../lstmReference';
import type { StackBatch } from '../wasmBatch';
import type { LstmLayer, Pooling } from '../wasmStackLayout';
import type { LayerMasks } from '../wasmStackMasks';

export interface Step {
  output: Float64Array;
  back: (dOutput: Float64Array) => Float64Array;
}

/** A weight and where its gradient is added up. */
export interface Weight {
  values: Float64Array;
  gradient: Float64Array;
}

/** A row of a further table counts unless its id is 0. */
export function embed(batch: StackBatch, tables: Weight[], E: number): Step {
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

export function maskSteps(x: Float64Array, mask: Float32Array | null, B: number): Step {
  const masked = (values: Float64Array): Float64Array => {
    if (mask === null) return values;
    const columns = mask.length / B;
    return values.map((value, i) => value * mask[i % (B * columns)]!);
  };
  return { output: masked(x), back: masked };
}

/** One direction, or two side by side. */
export function lstm(
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
export function pool(
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

export function dense(
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

function columnsOf(values: Float64Array, columns: number, first: number, size: number): Float64Array {
  return values.filter((_, i) => i % columns >= first && i % columns < first + size);
}

function addTo(sum: Float64Array, addend: Float64Array): void {
  addend.forEach((value, i) => (sum[i]! += value));
}
