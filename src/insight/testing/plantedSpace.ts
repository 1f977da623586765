/** Random words with distinct vectors, for tests: the first number of a vector decides most of a word's score. */
import { FIRST_WORD_ID } from '../../config';
import { Random } from '../../data/random';
import type { WordSpace } from '../wordSpace';

export function plantedSpace({
  numWords,
  units,
  seed,
}: {
  numWords: number;
  units: number;
  seed: number;
}): WordSpace {
  const random = new Random(seed, 'planted space');
  const end = FIRST_WORD_ID + numWords;
  // Every number has its own spread, so that no two eigenvalues are alike.
  const vectors = Float32Array.from({ length: end * units }, (_, i) => random.normal() / (1 + (i % units)));
  const logOdds = Float32Array.from({ length: end }, (_, id) =>
    id < FIRST_WORD_ID ? NaN : 2 * vectors[id * units]! - 0.3 * vectors[id * units + 1]!,
  );
  return { vectors, units, end, logOdds };
}
