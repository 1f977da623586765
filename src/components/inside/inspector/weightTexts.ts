/** Weights in words. Pure. */
import type { WeightsSnapshot, WeightStats } from '../../../insightTypes';

/** "lstm" of "lstm/recurrent_kernel". */
export const layerOf = (name: string): string => name.slice(0, Math.max(0, name.indexOf('/')));

/** "recurrent_kernel" of "lstm/recurrent_kernel", "forward_lstm/kernel" of a bidirectional layer's. */
export const shortName = (name: string): string => name.slice(name.indexOf('/') + 1);

export const weightsOf = ({ weights }: WeightsSnapshot, layer: string): WeightStats[] =>
  weights.filter(({ name }) => layerOf(name) === layer);

const MEANINGS: Record<string, string> = {
  embeddings: 'The vectors of the words, one row each.',
  kernel: 'What the layer makes of what comes in.',
  recurrent_kernel: 'What the layer makes of its own state one word before.',
  bias: 'What is added whatever comes in.',
};

export function meaningOf(name: string): string {
  const kind = name.slice(name.lastIndexOf('/') + 1);
  const direction = name.includes('/backward_')
    ? ' Of the half that reads from the last word to the first.'
    : name.includes('/forward_')
      ? ' Of the half that reads from the first word to the last.'
      : '';
  return `${MEANINGS[kind] ?? ''}${direction}`;
}

/** "before training" or "after 3 epochs", of a snapshot or of the weights as they are. */
export function momentOf(epoch: number): string {
  if (epoch === 0) return 'before training';
  return `after ${epoch.toLocaleString('en')} ${epoch === 1 ? 'epoch' : 'epochs'}`;
}

/** Of the same network, so that both can be laid over each other. */
export function areComparable(before: WeightStats | undefined, now: WeightStats): before is WeightStats {
  return before?.name === now.name && before.shape.join() === now.shape.join();
}
