/**
 * Integrated gradients by the definition, in plain float64 loops straight from Keras's formulas, for tests. It shares
 * nothing with the network but the weights.
 */
import type { NamedWeight, Pooling } from '../../types';

type Row = readonly number[];

/** An LSTM network that reads vectors. */
export interface PlainNetwork {
  /** Names of the weights of each layer's directions, forward first; the lowest layer first. */
  lstms: string[][];
  pooling: Pooling;
  /** The last one gives the logits, those before are rectified. */
  denses: string[];
  weights: readonly NamedWeight[];
}

/** A vector that is read at a step. Those of one step are added. */
export interface PlainVector {
  step: number;
  values: Row;
}

/**
 * For each vector: the midpoint rule with `numPoints` points over the derivative of the log-odds by its own scale
 * (central differences) while all are scaled from 0 to 1.
 */
export function plainIntegratedGradients(
  network: PlainNetwork,
  vectors: readonly PlainVector[],
  numPoints: number,
): number[] {
  const logOddsOf = readerOf(network);
  return vectors.map((_, which) => {
    let sum = 0;
    for (let i = 0; i < numPoints; i++) {
      const alpha = (i + 0.5) / numPoints;
      const at = (own: number): number =>
        logOddsOf(vectors.map(({ step, values }, k) => scaled(step, values, k === which ? own : alpha)));
      sum += (at(alpha + STEP) - at(alpha - STEP)) / (2 * STEP);
    }
    return sum / numPoints;
  });
}

const STEP = 1e-5;

const scaled = (step: number, values: Row, scale: number): PlainVector => ({
  step,
  values: values.map((value) => scale * value),
});

/** The network's log-odds of vectors. */
export function readerOf({
  lstms,
  pooling,
  denses,
  weights,
}: PlainNetwork): (vectors: PlainVector[]) => number {
  const matrix = (name: string): Row[] => {
    const { shape, values } = weights.find((weight) => weight.name === name)!;
    const columns = shape.at(-1)!;
    return Array.from({ length: values.length / columns }, (_, r) =>
      Array.from(values.subarray(r * columns, (r + 1) * columns)),
    );
  };
  const layers = lstms.map((directions) =>
    directions.map((name) => ['kernel', 'recurrent_kernel', 'bias'].map((kind) => matrix(`${name}/${kind}`))),
  );
  const head = denses.map((name) => ({ kernel: matrix(`${name}/kernel`), bias: matrix(`${name}/bias`)[0]! }));
  return (vectors) => {
    const numSteps = 1 + Math.max(...vectors.map(({ step }) => step));
    let sequence = Array.from({ length: numSteps }, (_, t): Row => {
      const here = vectors.filter(({ step }) => step === t);
      return here[0]!.values.map((__, e) => here.reduce((sum, { values }) => sum + values[e]!, 0));
    });
    let last: Row = [];
    for (const directions of layers) {
      const outputs = directions.map(([kernel, recurrentKernel, bias], d) => {
        const read = d === 0 ? sequence : sequence.toReversed();
        const states = lstm(read, kernel!, recurrentKernel!, bias![0]!);
        return d === 0 ? states : states.toReversed();
      });
      last = outputs.flatMap((states, d) => (d === 0 ? states.at(-1)! : states[0]!));
      sequence = outputs[0]!.map((_, t) => outputs.flatMap((states) => states[t]!));
    }
    let value = pooled(sequence, last, pooling);
    head.forEach(({ kernel, bias }, i) => {
      const linear = affine(value, kernel, bias);
      value = i === head.length - 1 ? linear : linear.map((sum) => Math.max(0, sum));
    });
    return value[1]! - value[0]!;
  };
}

function pooled(sequence: readonly Row[], last: Row, pooling: Pooling): Row {
  const columns = sequence[0]!.map((_, u) => sequence.map((row) => row[u]!));
  const largest = columns.map((column) => Math.max(...column));
  const mean = columns.map((column) => column.reduce((a, b) => a + b, 0) / column.length);
  return { last, max: largest, mean, maxMean: [...largest, ...mean] }[pooling];
}

/** The states after each step; gates in the order i, f, candidate, o. */
function lstm(inputs: readonly Row[], kernel: Row[], recurrentKernel: Row[], bias: Row): Row[] {
  const H = recurrentKernel.length;
  let h: Row = Array.from({ length: H }, () => 0);
  let c = h;
  return inputs.map((x) => {
    const z = affine(h, recurrentKernel, affine(x, kernel, bias));
    const gate = (index: number, unit: number): number => z[index * H + unit]!;
    c = c.map((old, u) => sigmoid(gate(1, u)) * old + sigmoid(gate(0, u)) * Math.tanh(gate(2, u)));
    h = c.map((cell, u) => sigmoid(gate(3, u)) * Math.tanh(cell));
    return h;
  });
}

/** `row * matrix + offset`. */
const affine = (row: Row, matrix: readonly Row[], offset: Row): Row =>
  offset.map((start, column) => row.reduce((sum, value, r) => sum + value * matrix[r]![column]!, start));

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));
