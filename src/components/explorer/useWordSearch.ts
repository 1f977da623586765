/** Which reviews of a split contain a word. */
import { useRef, useState } from 'react';
import type { DataClient } from '../../clients';
import { errorCode, errorMessage } from '../../errors';
import type { SplitName } from '../../types';

export type WordSearch =
  | { status: 'idle' }
  | { status: 'searching' }
  /** `words` as the reviews have them; `indices` ascending, all of them. */
  | { status: 'found'; words: string[]; indices: number[] }
  | { status: 'failed'; text: string; message: string };

interface WordSearchControls {
  search: WordSearch;
  /** Resolves to the matches, or null when the search failed or a newer one began. */
  find: (text: string) => Promise<number[] | null>;
  clear: () => void;
}

export function useWordSearch(client: DataClient, split: SplitName, numReviews: number): WordSearchControls {
  const [search, setSearch] = useState<WordSearch>({ status: 'idle' });
  const latest = useRef(0);

  async function find(text: string): Promise<number[] | null> {
    const request = ++latest.current;
    setSearch({ status: 'searching' });
    try {
      // All matches at once (at most one number per review), so that stepping back and forth asks nothing more.
      const { words, indices } = await client.search(split, text, 0, numReviews);
      if (request !== latest.current) return null;
      setSearch({ status: 'found', words, indices });
      return indices;
    } catch (error) {
      if (request !== latest.current || errorCode(error) === 'aborted') return null;
      setSearch({ status: 'failed', text, message: errorMessage(error) });
      return null;
    }
  }

  function clear(): void {
    latest.current++;
    setSearch({ status: 'idle' });
  }

  return { search, find, clear };
}

/** The match after (or, with step -1, before) a review; wraps round at the ends. Null when there is none. */
export function neighbour(indices: readonly number[], index: number, step: 1 | -1): number | null {
  if (step === 1) return indices.find((match) => match > index) ?? indices[0] ?? null;
  return indices.findLast((match) => match < index) ?? indices.at(-1) ?? null;
}
