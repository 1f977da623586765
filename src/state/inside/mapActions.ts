/** What a visitor does with the map of words. */
import { errorCode } from '../../errors';
import { troubleOf } from '../status';
import { getState, setState, type UntrainedMap } from '../store';
import { trainingWorker } from '../workers';
import { askInsight } from './insight';
import { MAX_UMAP_WORDS, type MapSettings, type MapState } from './mapState';

/** Longer ways back are of no use. */
const MAX_TRAIL = 30;
let umapCall: AbortController | null = null;

const change = (changes: (map: MapState) => Partial<MapState>): void =>
  setState(({ inside }) => ({ inside: { ...inside, map: { ...inside.map, ...changes(inside.map) } } }));

export const changeMap = (changes: Partial<MapSettings>): void =>
  change(({ settings }) => ({ settings: { ...settings, ...changes } }));

/** @param word null selects nothing and forgets the way here */
export function selectWord(word: string | null): void {
  change(({ selected, trail }) => {
    if (word === selected) return {};
    if (word === null) return { selected: null, trail: [] };
    return {
      selected: word,
      trail: selected === null ? trail : [...trail, selected].slice(-MAX_TRAIL),
    };
  });
}

/** Back to the word selected before. */
export const goBack = (): void =>
  change(({ trail }) => ({ selected: trail.at(-1) ?? null, trail: trail.slice(0, -1) }));

export const togglePin = (word: string): void =>
  change(({ pins }) => ({
    pins: pins.includes(word) ? pins.filter((pin) => pin !== word) : [...pins, word],
  }));

/** Where the tutorial's picture has the words of the model at hand: two numbers each, before any training. */
export async function untrainedPlaces(numWords: number, seed: number): Promise<UntrainedMap> {
  return (await trainingWorker()).untrainedMap(numWords, seed);
}

export const removePins = (): void => change(() => ({ pins: [] }));

/** Lays the words out anew; the last layout stays until then. */
export async function runUmap(): Promise<void> {
  umapCall?.abort();
  const call = new AbortController();
  umapCall = call;
  const { inside } = getState();
  const maxWords = Math.min(inside.map.settings.maxWords, MAX_UMAP_WORDS);
  change(() => ({ umap: { kind: 'running', maxWords, progress: null, startedMs: null } }));
  try {
    const { projected, words } = await askInsight(inside.modelVersion, async (client) => {
      call.signal.throwIfAborted();
      const facts = await client.wordFacts({ signal: call.signal });
      const result = await client.projectWords('umap', maxWords, {
        signal: call.signal,
        onProgress: (progress) => {
          if (umapCall !== call) return;
          change(({ umap }) => {
            if (umap.kind !== 'running') return {};
            const startedMs = umap.progress?.phase === progress.phase ? umap.startedMs : performance.now();
            return { umap: { ...umap, progress, startedMs } };
          });
        },
      });
      return { projected: result, words: facts.words };
    });
    if (umapCall !== call) return;
    const umapResult = { projected, maxWords, version: inside.modelVersion, words };
    change(() => ({ umap: { kind: 'idle' }, umapResult }));
  } catch (error) {
    if (umapCall !== call) return;
    const isCancelled = call.signal.aborted || errorCode(error) === 'aborted';
    change(() => ({ umap: isCancelled ? { kind: 'idle' } : { kind: 'failed', trouble: troubleOf(error) } }));
  }
}

export const cancelUmap = (): void => umapCall?.abort();
