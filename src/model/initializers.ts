/**
 * Keras's default initialisers, seeded, in plain arrays: the same seed gives the same weights on every backend.
 * Sources: https://keras.io/api/layers/initializers/ and the layers' defaults.
 */
import type { Random } from '../data/random';

/** Uniform in [-limit, limit); Keras's Embedding uses limit 0.05. */
export function uniform(random: Random, size: number, limit: number): Float32Array {
  const values = new Float32Array(size);
  for (let i = 0; i < size; i++) values[i] = random.uniform(-limit, limit);
  return values;
}

/** [fanIn, fanOut], uniform within `sqrt(6 / (fanIn + fanOut))` (Glorot and Bengio 2010). */
export function glorotUniform(random: Random, fanIn: number, fanOut: number): Float32Array {
  return uniform(random, fanIn * fanOut, Math.sqrt(6 / (fanIn + fanOut)));
}

/**
 * [rows, columns] with rows <= columns: orthonormal rows, uniformly distributed (Saxe et al. 2013).
 * Modified Gram-Schmidt, run twice over each row for orthogonality to rounding; in float64.
 */
export function orthogonal(random: Random, rows: number, columns: number): Float32Array {
  if (rows > columns) throw new RangeError(`orthogonal needs rows <= columns, got [${rows}, ${columns}]`);
  const basis: Float64Array[] = [];
  for (let r = 0; r < rows; r++) {
    const row = Float64Array.from({ length: columns }, () => random.normal());
    for (let pass = 0; pass < 2; pass++) {
      for (const other of basis) {
        const along = dot(row, other);
        for (let c = 0; c < columns; c++) row[c]! -= along * other[c]!;
      }
    }
    const norm = Math.sqrt(dot(row, row));
    for (let c = 0; c < columns; c++) row[c]! /= norm;
    basis.push(row);
  }
  const values = new Float32Array(rows * columns);
  basis.forEach((row, r) => values.set(row, r * columns));
  return values;
}

/** [4 * units] in gate order i, f, c, o: zeros, and 1 for the forget gate (Jozefowicz et al. 2015). */
export function lstmBias(units: number): Float32Array {
  return new Float32Array(4 * units).fill(1, units, 2 * units);
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
