/** The nearest rows of every row of a table, by comparing each pair once. */

/** Rows between two reports. */
const REPORT_EVERY = 128;

export interface NearestRows {
  /** [n][k] nearest first, the row itself included; equally near ones by their place. */
  indices: number[][];
  /** [n][k] Euclidean. */
  distances: number[][];
}

/**
 * @param table [n, D] row-major
 * @param k at most n
 * @param report called with the rows done
 */
export function nearestRows(
  table: Float32Array,
  dimensions: number,
  k: number,
  report: (done: number) => void = () => {},
): NearestRows {
  const numRows = table.length / dimensions;
  const indices = new Int32Array(numRows * k);
  const squares = new Float64Array(numRows * k).fill(Infinity);

  const offer = (row: number, other: number, square: number): void => {
    const first = row * k;
    let place = first + k - 1;
    if (!(square < squares[place]!)) return;
    for (; place > first && squares[place - 1]! > square; place--) {
      squares[place] = squares[place - 1]!;
      indices[place] = indices[place - 1]!;
    }
    squares[place] = square;
    indices[place] = other;
  };

  const query = new Float64Array(dimensions);
  for (let row = 0; row < numRows; row++) {
    query.set(table.subarray(row * dimensions, (row + 1) * dimensions));
    offer(row, row, 0);
    for (let other = row + 1, at = other * dimensions; other < numRows; other++, at += dimensions) {
      let square = 0;
      for (let d = 0; d < dimensions; d++) {
        const difference = query[d]! - table[at + d]!;
        square += difference * difference;
      }
      offer(row, other, square);
      offer(other, row, square);
    }
    if ((row + 1) % REPORT_EVERY === 0) report(row + 1);
  }

  const rowsOf = <T>(make: (place: number) => T): T[][] =>
    Array.from({ length: numRows }, (_, row) => Array.from({ length: k }, (_unused, j) => make(row * k + j)));
  return {
    indices: rowsOf((place) => indices[place]!),
    distances: rowsOf((place) => Math.sqrt(squares[place]!)),
  };
}
