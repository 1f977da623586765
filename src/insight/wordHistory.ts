/** The words over the epochs of a run, on one set of axes, so that one sees them move. */
import { VerdictError } from '../errors';
import type { ProjectedWords, WordSnapshot } from '../insightTypes';
import { wordAxes, wordsOn, type LinearKind } from './wordAxes';
import type { WordSpace } from './wordSpace';

/**
 * @param maxWords the commonest
 * @returns one for each snapshot, and that of the space itself, whose axes all are on, as the last
 * @throws VerdictError 'bad-settings' for snapshots of a network of other words or another width
 */
export async function wordHistory(
  space: WordSpace,
  snapshots: readonly WordSnapshot[],
  kind: LinearKind,
  maxWords: number,
  pause: () => Promise<void>,
): Promise<ProjectedWords[]> {
  if (
    snapshots.some(({ values, units }) => units !== space.units || values.length !== space.vectors.length)
  ) {
    throw new VerdictError('bad-settings', 'The epochs of the last run are of another model than this one.');
  }
  const axes = await wordAxes(space, kind, maxWords, pause);
  const projected: ProjectedWords[] = [];
  for (const snapshot of snapshots) {
    projected.push(
      wordsOn(axes, { vectors: vectorsOf(snapshot), units: space.units, end: space.end }, maxWords),
    );
    await pause();
  }
  return [...projected, wordsOn(axes, space, maxWords)];
}

/** [V, E] as they were, to half a step of the snapshot's scale. */
export function vectorsOf({ values, scale }: Pick<WordSnapshot, 'values' | 'scale'>): Float32Array {
  const vectors = new Float32Array(values.length);
  // A plain loop: `from` with a function takes many times as long.
  for (let i = 0; i < values.length; i++) vectors[i] = values[i]! * scale;
  return vectors;
}
