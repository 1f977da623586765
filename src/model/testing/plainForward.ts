/**
 * The tutorial's network in plain float64 loops, straight from Keras's formulas, for tests. It shares nothing with
 * the network but the weights.
 */
import type { NamedWeight } from '../../types';

type Row = number[];

/** @param ids one padded review; @param isMasked whether PAD (0) leaves the states as they are. @returns two probabilities */
export function plainForward(weights: NamedWeight[], ids: ArrayLike<number>, isMasked: boolean): Row {
  const matrix = (name: string): Row[] => {
    const { shape, values } = weights.find((weight) => weight.name === name)!;
    const columns = shape.at(-1)!;
    return Array.from({ length: values.length / columns }, (_, r) =>
      Array.from(values.subarray(r * columns, (r + 1) * columns)),
    );
  };
  const isReal = Array.from(ids, (id) => !isMasked || id !== 0);
  const table = matrix('embedding/embeddings');
  let sequence = Array.from(ids, (id) => table[id]!);
  for (const name of ['lstm', 'lstm_1']) {
    const kernels = ['kernel', 'recurrent_kernel', 'bias'].map((kind) => matrix(`${name}/${kind}`));
    sequence = lstm(sequence, isReal, kernels[0]!, kernels[1]!, kernels[2]![0]!);
  }
  const hidden = affine(sequence.at(-1)!, matrix('dense/kernel'), matrix('dense/bias')[0]!);
  const rectified = hidden.map((value) => Math.max(0, value));
  const logits = affine(rectified, matrix('dense_1/kernel'), matrix('dense_1/bias')[0]!);
  const powers = logits.map((logit) => Math.exp(logit - Math.max(...logits)));
  const total = powers.reduce((a, b) => a + b);
  return powers.map((power) => power / total);
}

/** The hidden state after each step; gates in the order i, f, c, o. */
function lstm(inputs: Row[], isReal: boolean[], kernel: Row[], recurrentKernel: Row[], bias: Row): Row[] {
  const numUnits = recurrentKernel.length;
  let h: Row = Array.from({ length: numUnits }, () => 0);
  let c = h;
  return inputs.map((x, t) => {
    if (isReal[t] !== true) return h;
    const z = affine(h, recurrentKernel, affine(x, kernel, bias));
    const gate = (index: number, unit: number): number => z[index * numUnits + unit]!;
    c = c.map((old, u) => sigmoid(gate(1, u)) * old + sigmoid(gate(0, u)) * Math.tanh(gate(2, u)));
    h = c.map((cell, u) => sigmoid(gate(3, u)) * Math.tanh(cell));
    return h;
  });
}

/** `row * matrix + offset`. */
function affine(row: Row, matrix: Row[], offset: Row): Row {
  return offset.map((start, column) =>
    row.reduce((sum, value, r) => sum + value * matrix[r]![column]!, start),
  );
}

function sigmoid(x: number): number {
  return 1 / (1 + Math.exp(-x));
}
