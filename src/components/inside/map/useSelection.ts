/** The selected word, its neighbours, the pins and the review's words, as ids of the model at hand. */
import { useMemo, useState } from 'react';
import type { Distance, Neighbour } from '../../../insightTypes';
import { valueOf, type Insight } from '../../../state/inside/useInsight';
import { useVerdict } from '../../../state/store';
import type { MapWords } from './mapWords';
import { markedIds, type MarkKind } from './marks';
import { useNeighbours } from './useNeighbours';

export interface Selection {
  word: string | null;
  /** Null where the model does not know the word. */
  id: number | null;
  neighbours: Insight<{ id: number; near: Neighbour[] }>;
  /** Of the selected word and no other; empty while they are not there. */
  near: readonly Neighbour[];
  distance: Distance;
  setDistance: (distance: Distance) => void;
  limit: number;
  setLimit: (limit: number) => void;
  pins: readonly string[];
  numReviewWords: number;
  marked: ReadonlyMap<number, MarkKind>;
}

const NONE: readonly Neighbour[] = [];

export function useSelection(words: MapWords | null, marksReview: boolean): Selection {
  const word = useVerdict(({ inside }) => inside.map.selected);
  const pins = useVerdict(({ inside }) => inside.map.pins);
  const reviewWords = useVerdict(({ inside }) => inside.words);
  const [distance, setDistance] = useState<Distance>('cosine');
  const [limit, setLimit] = useState(10);
  const idOf = words?.idOf;
  const id = word === null ? null : (idOf?.get(word) ?? null);
  const neighbours = useNeighbours(id, distance, limit);
  const answer = valueOf(neighbours);
  const near = answer !== null && answer.id === id ? answer.near : NONE;
  const review = useMemo(() => {
    const ids = reviewWords.map((known) => idOf?.get(known)).filter((known) => known !== undefined);
    return [...new Set(ids)];
  }, [reviewWords, idOf]);
  const marked = useMemo(
    () =>
      markedIds({
        selected: id,
        pins: pins.map((pin) => idOf?.get(pin)).filter((pin) => pin !== undefined),
        neighbours: near.map((other) => other.id),
        review: marksReview ? review : [],
      }),
    [id, pins, near, review, marksReview, idOf],
  );
  return {
    word,
    id,
    neighbours,
    near,
    distance,
    setDistance,
    limit,
    setLimit,
    pins,
    numReviewWords: review.length,
    marked,
  };
}
