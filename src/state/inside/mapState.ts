/** What the map of words shows, and how: kept while another view is open. */
import type { ProjectedWords, ProjectionKind } from '../../insightTypes';
import type { Progress } from '../../types';
import type { Trouble } from '../status';

export type MapColour = 'sentiment' | 'frequency' | 'cluster';

export interface MapSettings {
  kind: ProjectionKind;
  /** The commonest; Infinity for the whole vocabulary. */
  maxWords: number;
  colour: MapColour;
  numClusters: number;
  isSizedByFrequency: boolean;
  /** Whether the untrained map stands beside the map. */
  hasUntrained: boolean;
}

/** UMAP runs when told to, for seconds to minutes. */
export type UmapRun =
  | { kind: 'idle' }
  /** `startedMs` as of performance.now(), when the first progress came. */
  | { kind: 'running'; maxWords: number; progress: Progress | null; startedMs: number | null }
  | { kind: 'failed'; trouble: Trouble };

export interface UmapResult {
  projected: ProjectedWords;
  maxWords: number;
  /** Of the model that it shows: `inside.modelVersion`. */
  version: number;
  /** As in WordFacts: the ids are of these words. */
  words: string;
}

/** Words by their text: their ids change with the vocabulary. */
export interface MapState {
  settings: MapSettings;
  selected: string | null;
  /** The words selected before it, oldest first. */
  trail: readonly string[];
  pins: readonly string[];
  umap: UmapRun;
  umapResult: UmapResult | null;
}

/** What UMAP takes at most. */
export const MAX_UMAP_WORDS = 5000;

export const FIRST_MAP: MapState = {
  settings: {
    kind: 'pca2',
    maxWords: 2000,
    colour: 'sentiment',
    numClusters: 8,
    isSizedByFrequency: false,
    hasUntrained: false,
  },
  selected: null,
  trail: [],
  pins: [],
  umap: { kind: 'idle' },
  umapResult: null,
};
