/**
 * Where the rows of a time-major batch end, as indices and masks that kernels share.
 * Legend: T time steps, B batch; step t of row b stands at index t * B + b.
 */

/** [T * B]: the index whose values belong at each index when every row is reversed within its own length. Its own inverse. */
export function reversal(lengths: Int32Array, T: number): Int32Array {
  const B = lengths.length;
  const index = new Int32Array(T * B);
  for (let t = 0; t < T; t++) {
    for (let b = 0; b < B; b++) {
      const length = lengths[b]!;
      index[t * B + b] = (t < length ? length - 1 - t : t) * B + b;
    }
  }
  return index;
}

/** [T * B], 1 where a step is real, else 0; null when every step is. */
export function realSteps(lengths: Int32Array, T: number): Float32Array | null {
  if (lengths.every((length) => length === T)) return null;
  const B = lengths.length;
  return Float32Array.from({ length: T * B }, (_, i) => (Math.floor(i / B) < lengths[i % B]! ? 1 : 0));
}

/** [T * B], 1 at each row's last real step, else 0. */
export function lastSteps(lengths: Int32Array, T: number): Float32Array {
  const B = lengths.length;
  return Float32Array.from({ length: T * B }, (_, i) => (Math.floor(i / B) === lengths[i % B]! - 1 ? 1 : 0));
}
