/** The words over the epochs of the run: where they were, and what the model thought of them. */
import { useMemo } from 'react';
import type { ProjectedWords, ProjectionKind, WordSnapshot } from '../../../insightTypes';
import { useInsight, valueOf, type Ask, type Insight } from '../../../state/inside/useInsight';
import type { EpochSnapshot } from '../../../state/epochSnapshots';
import { useVerdict } from '../../../state/store';
import { useCalm } from '../useCalm';

export interface HistoryStep {
  /** Null for the model as it is now. */
  epoch: number | null;
  projected: ProjectedWords;
  /** Null for the model as it is now. */
  scores: Float32Array | null;
}

export interface History {
  insight: Insight<unknown>;
  /** In order, the model as it is now last; null before they are there. */
  steps: HistoryStep[] | null;
}

interface Answer {
  kind: ProjectionKind;
  maxWords: number;
  snapshots: readonly WordSnapshot[];
  projected: ProjectedWords[];
}

const NOT_WANTED: readonly EpochSnapshot[] = [];
/** Laying all epochs out anew takes longer than a short epoch. */
const PACE_MS = 2000;

/** 255 stands for "not known". */
const MOST = 254;

export const snapshotScores = ({ scores }: WordSnapshot): Float32Array =>
  Float32Array.from(scores, (score) => (score > MOST ? Number.NaN : score / MOST));

export const epochTitle = (epoch: number): string =>
  epoch === 0 ? 'Before training' : `After epoch ${epoch}`;

/** Nothing is asked unless `isWanted`, of a run with snapshots, on axes that last. */
export function useHistory(kind: ProjectionKind, maxWords: number, isWanted: boolean): History {
  const snapshots = useCalm(
    useVerdict((state) => (isWanted ? state.snapshots : NOT_WANTED)),
    PACE_MS,
  );
  const ask = useMemo((): Ask<Answer> | null => {
    if (!isWanted || kind === 'umap' || snapshots.length === 0) return null;
    const words = snapshots.map((snapshot) => snapshot.words);
    return async (client, options) => ({
      kind,
      maxWords,
      snapshots: words,
      projected: await client.projectHistory(words, kind, maxWords, options),
    });
  }, [kind, maxWords, isWanted, snapshots]);
  const insight = useInsight(ask);
  const answer = valueOf(insight);
  const steps = useMemo(() => {
    if (answer === null || answer.kind !== kind || answer.maxWords !== maxWords) return null;
    // Of the run before.
    if (answer.snapshots[0] !== snapshots[0]?.words) return null;
    return answer.projected.map((projected, place): HistoryStep => {
      const snapshot = answer.snapshots[place];
      return snapshot === undefined
        ? { epoch: null, projected, scores: null }
        : { epoch: snapshot.epoch, projected, scores: snapshotScores(snapshot) };
    });
  }, [answer, kind, maxWords, snapshots]);
  return { insight, steps };
}
