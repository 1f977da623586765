/** From the states of the last LSTM layer to the answer: pooling over time, dense layers, log-odds. */
import type { Pooling } from '../../types';
import { NEGATIVE, POSITIVE } from '../../config';
import type { Sequence } from './lstmTrace';
import type { DenseWeights, PlainStack } from './plainStack';

/** [R] log-odds of "positive" by the network alone. */
export function headLogOdds({ layers, pooling, denses }: PlainStack, states: Sequence): Float64Array {
  const isBackward = (layers.at(-1) ?? []).flatMap(({ H, isBackward: is }) => Array<boolean>(H).fill(is));
  return Float64Array.from({ length: states.rows }, (_, row) => {
    let values = pool(states, row, pooling, isBackward);
    for (const layer of denses) values = dense(layer, values);
    return values[POSITIVE]! - values[NEGATIVE]!;
  });
}

/** @param isBackward for each column, whether its last state is the one at the first word */
function pool(states: Sequence, row: number, pooling: Pooling, isBackward: boolean[]): Float64Array {
  const { steps, rows, columns, values } = states;
  const at = (t: number, column: number): number => values[(t * rows + row) * columns + column]!;
  const pooled = (of: (column: number) => number): Float64Array =>
    Float64Array.from({ length: columns }, (_, column) => of(column));
  const largest = (column: number): number => {
    let most = -Infinity;
    for (let t = 0; t < steps; t++) most = Math.max(most, at(t, column));
    return most;
  };
  const mean = (column: number): number => {
    let sum = 0;
    for (let t = 0; t < steps; t++) sum += at(t, column);
    return sum / steps;
  };
  switch (pooling) {
    case 'last':
      return pooled((column) => at(isBackward[column] === true ? 0 : steps - 1, column));
    case 'max':
      return pooled(largest);
    case 'mean':
      return pooled(mean);
    case 'maxMean':
      return Float64Array.of(...pooled(largest), ...pooled(mean));
    default:
      return pooling satisfies never;
  }
}

function dense({ inputs, outputs, kernel, bias, isRelu }: DenseWeights, x: Float64Array): Float64Array {
  return Float64Array.from({ length: outputs }, (_, j) => {
    let sum = bias[j]!;
    for (let k = 0; k < inputs; k++) sum += x[k]! * kernel[k * outputs + j]!;
    return isRelu ? Math.max(0, sum) : sum;
  });
}
