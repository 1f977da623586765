/** Sparse float32 matrices in compressed rows, grown row by row, and their product with a narrow dense one. */
import type { Pause } from './ngrams';

export interface SparseMatrix {
  numRows: number;
  /** [numRows + 1] */
  starts: Float64Array;
  columns: Int32Array;
  values: Float32Array;
}

export class SparseBuilder {
  private columns = new Int32Array(1 << 16);
  private values = new Float32Array(1 << 16);
  private size = 0;
  private readonly starts: Float64Array;
  private lastRow = -1;

  constructor(private readonly numRows: number) {
    this.starts = new Float64Array(numRows + 1);
  }

  /** Rows must come in ascending order; what is left out is empty. */
  beginRow(row: number, maxSize: number): void {
    for (let k = this.lastRow + 1; k <= row; k++) this.starts[k] = this.size;
    this.lastRow = row;
    while (this.size + maxSize > this.columns.length) this.grow();
  }

  add(column: number, value: number): void {
    this.columns[this.size] = column;
    this.values[this.size++] = value;
  }

  finish(): SparseMatrix {
    for (let k = this.lastRow + 1; k <= this.numRows; k++) this.starts[k] = this.size;
    const { numRows, starts, columns, values, size } = this;
    return { numRows, starts, columns: columns.subarray(0, size), values: values.subarray(0, size) };
  }

  private grow(): void {
    const [columns, values] = [this.columns, this.values];
    this.columns = new Int32Array(2 * columns.length);
    this.columns.set(columns);
    this.values = new Float32Array(2 * values.length);
    this.values.set(values);
  }
}

/** Values between two pauses. */
const PIECE = 500_000;

/** [numRows, width] = matrix * dense, dense [columns, width] row-major. */
export async function times(
  { numRows, starts, columns, values }: SparseMatrix,
  dense: Float32Array,
  width: number,
  pause: Pause,
): Promise<Float32Array> {
  const product = new Float32Array(numRows * width);
  const sum = new Float64Array(width);
  let sincePause = 0;
  for (let row = 0; row < numRows; row++) {
    const [start, end] = [starts[row]!, starts[row + 1]!];
    if (end === start) continue;
    sum.fill(0);
    for (let at = start; at < end; at++) {
      const from = columns[at]! * width;
      const value = values[at]!;
      for (let k = 0; k < width; k++) sum[k]! += value * dense[from + k]!;
    }
    product.set(sum, row * width);
    sincePause += end - start;
    if (sincePause < PIECE) continue;
    sincePause = 0;
    await pause();
  }
  return product;
}
