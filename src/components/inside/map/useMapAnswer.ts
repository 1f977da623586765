/** What the insight worker says about the words: themselves, and where they lie. */
import { useMemo } from 'react';
import type { ProjectedWords, ProjectionKind, WordClusters } from '../../../insightTypes';
import type { MapSettings, UmapResult } from '../../../state/inside/mapState';
import { useInsight, valueOf, type Ask, type Insight } from '../../../state/inside/useInsight';
import { mapWords, type MapWords } from './mapWords';

interface Raw {
  kind: ProjectionKind;
  maxWords: number;
  facts: { words: string; scores: Float32Array };
  /** Null for UMAP, which runs by itself. */
  projected: ProjectedWords | null;
}

export interface MapAnswer {
  kind: ProjectionKind;
  /** Words that were asked for; with UMAP those that were laid out. */
  maxWords: number;
  words: MapWords;
  /** Joined, as in WordFacts. */
  text: string;
  /** Null where UMAP has not laid these words out. */
  projected: ProjectedWords | null;
}

export function useMapAnswer(
  { kind, maxWords }: MapSettings,
  umapResult: UmapResult | null,
): { insight: Insight<unknown>; answer: MapAnswer | null } {
  const ask = useMemo(
    (): Ask<Raw> => async (client, options) => {
      const [facts, projected] = await Promise.all([
        client.wordFacts({ signal: options.signal }),
        kind === 'umap' ? null : client.projectWords(kind, maxWords, options),
      ]);
      return { kind, maxWords, facts, projected };
    },
    [kind, maxWords],
  );
  const insight = useInsight(ask);
  const raw = valueOf(insight);
  const answer = useMemo((): MapAnswer | null => {
    if (raw === null) return null;
    const words = mapWords(raw.facts);
    const text = raw.facts.words;
    if (raw.kind !== 'umap') {
      return { kind: raw.kind, maxWords: raw.maxWords, words, text, projected: raw.projected };
    }
    // Ids of another vocabulary are other words.
    const isOfThese = umapResult?.words === text;
    return {
      kind: 'umap',
      maxWords: isOfThese ? umapResult.maxWords : raw.maxWords,
      words,
      text,
      projected: isOfThese ? umapResult.projected : null,
    };
  }, [raw, umapResult]);
  return { insight, answer };
}

/** Nothing is asked unless the words are coloured by cluster. */
export function useClusters({ colour, numClusters, maxWords }: MapSettings): Insight<WordClusters> {
  const ask = useMemo(
    (): Ask<WordClusters> | null =>
      colour === 'cluster' ? (client, options) => client.clusterWords(numClusters, maxWords, options) : null,
    [colour, numClusters, maxWords],
  );
  return useInsight(ask);
}
