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

/** Columns whose sums stay in registers while a row is walked. */
const TILE = 8;

/** [numRows, width] = matrix * dense, dense [columns, width] row-major. Sums are float64. */
export async function times(
  matrix: SparseMatrix,
  dense: Float32Array,
  width: number,
  pause: Pause,
): Promise<Float32Array> {
  const { numRows, starts } = matrix;
  const product = new Float32Array(numRows * width);
  let sincePause = 0;
  for (let row = 0; row < numRows; row++) {
    const numTiled = width - (width % TILE);
    for (let column = 0; column < numTiled; column += TILE)
      addTile(matrix, dense, width, row, column, product);
    for (let column = numTiled; column < width; column++)
      addColumn(matrix, dense, width, row, column, product);
    sincePause += starts[row + 1]! - starts[row]!;
    if (sincePause < PIECE) continue;
    sincePause = 0;
    await pause();
  }
  return product;
}

function addTile(
  { starts, columns, values }: SparseMatrix,
  dense: Float32Array,
  width: number,
  row: number,
  column: number,
  product: Float32Array,
): void {
  let [s0, s1, s2, s3, s4, s5, s6, s7] = [0, 0, 0, 0, 0, 0, 0, 0];
  const end = starts[row + 1]!;
  for (let at = starts[row]!; at < end; at++) {
    const from = columns[at]! * width + column;
    const value = values[at]!;
    s0 += value * dense[from]!;
    s1 += value * dense[from + 1]!;
    s2 += value * dense[from + 2]!;
    s3 += value * dense[from + 3]!;
    s4 += value * dense[from + 4]!;
    s5 += value * dense[from + 5]!;
    s6 += value * dense[from + 6]!;
    s7 += value * dense[from + 7]!;
  }
  product.set([s0, s1, s2, s3, s4, s5, s6, s7], row * width + column);
}

function addColumn(
  { starts, columns, values }: SparseMatrix,
  dense: Float32Array,
  width: number,
  row: number,
  column: number,
  product: Float32Array,
): void {
  let sum = 0;
  for (let at = starts[row]!; at < starts[row + 1]!; at++) {
    sum += values[at]! * dense[columns[at]! * width + column]!;
  }
  product[row * width + column] = sum;
}
