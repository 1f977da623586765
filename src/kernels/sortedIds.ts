/** Positions of a batch sorted by token, so that the embedding's gradient is one sum per token. Pure. */

/** Compressed rows: token v stands at positions[tokenStart[v] .. tokenStart[v+1]). */
export interface SortedIds {
  /** Indices into the batch's ids, padding left out. */
  positions: Int32Array;
  /** [V + 1] */
  tokenStart: Int32Array;
}

/**
 * Counting sort, stable.
 *
 * @param ids [T * B], time-major, each 0..numWords-1
 * @param lengths [B], real steps of each row; null when there is no padding
 */
export function sortIds(ids: Int32Array, numWords: number, lengths: Int32Array | null): SortedIds {
  const isReal = (position: number): boolean => {
    const B = lengths!.length;
    return Math.floor(position / B) < lengths![position % B]!;
  };
  const all = Int32Array.from(ids, (_, position) => position);
  const used = lengths === null ? all : all.filter(isReal);
  const tokenStart = new Int32Array(numWords + 1);
  for (const position of used) tokenStart[ids[position]! + 1]!++;
  for (let v = 0; v < numWords; v++) tokenStart[v + 1]! += tokenStart[v]!;
  const next = tokenStart.slice();
  const positions = new Int32Array(used.length);
  for (const position of used) positions[next[ids[position]!]!++] = position;
  return { positions, tokenStart };
}

/** Each token's positions cut into chunks, so that no sum is longer than a chunk. */
export interface Chunks {
  /** [numChunks + 1]: chunk c sums positions[chunkStart[c] .. chunkStart[c+1]). */
  chunkStart: Int32Array;
  /** [V + 1]: token v has the chunks firstChunk[v] .. firstChunk[v+1]. */
  firstChunk: Int32Array;
}

export function chunkTokens(tokenStart: Int32Array, chunkSize: number): Chunks {
  const numWords = tokenStart.length - 1;
  const firstChunk = new Int32Array(numWords + 1);
  const starts: number[] = [];
  for (let v = 0; v < numWords; v++) {
    for (let p = tokenStart[v]!; p < tokenStart[v + 1]!; p += chunkSize) starts.push(p);
    firstChunk[v + 1] = starts.length;
  }
  starts.push(tokenStart[numWords]!);
  return { chunkStart: Int32Array.from(starts), firstChunk };
}
