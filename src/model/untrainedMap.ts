import { Random } from '../data/random';

/** Keras's default for new embeddings: uniform between minus and plus this. */
const LIMIT = 0.05;

/** The tutorial's picture: a new 2-dimensional embedding of the whole vocabulary, [V] each. */
export function untrainedMap(numWords: number, seed: number): { x: Float32Array; y: Float32Array } {
  const random = new Random(seed, 'untrained map');
  const x = new Float32Array(numWords);
  const y = new Float32Array(numWords);
  for (let i = 0; i < numWords; i++) {
    x[i] = random.uniform(-LIMIT, LIMIT);
    y[i] = random.uniform(-LIMIT, LIMIT);
  }
  return { x, y };
}
