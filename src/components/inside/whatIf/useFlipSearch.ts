/** One search at a time for the smallest change that flips the verdict. */
import { useEffect, useRef, useState } from 'react';
import { errorCode } from '../../../errors';
import type { FlipOptions, FlipSearch } from '../../../insightTypes';
import { askInsight } from '../../../state/inside/insight';
import { troubleOf, type Trouble } from '../../../state/status';
import { getState } from '../../../state/store';

export type FlipStatus =
  | { kind: 'idle' }
  | { kind: 'searching'; numJudged: number }
  | { kind: 'done'; result: FlipSearch }
  | { kind: 'failed'; trouble: Trouble };

export interface FlipSearcher {
  status: FlipStatus;
  search: (options: FlipOptions, onDone: (result: FlipSearch) => void) => void;
  cancel: () => void;
}

/** What was found belongs to these words: with others, and when the view is left, it is called off and forgotten. */
export function useFlipSearch(words: readonly string[]): FlipSearcher {
  const [state, setState] = useState<{ words: readonly string[]; status: FlipStatus }>({
    words,
    status: { kind: 'idle' },
  });
  const running = useRef<{ words: readonly string[]; controller: AbortController } | null>(null);
  useEffect(() => {
    if (running.current?.words !== words) running.current?.controller.abort();
  }, [words]);
  useEffect(() => () => running.current?.controller.abort(), []);

  async function run(
    controller: AbortController,
    options: FlipOptions,
    onDone: (result: FlipSearch) => void,
  ): Promise<void> {
    const { signal } = controller;
    const show = (status: FlipStatus): void => {
      if (!signal.aborted) setState({ words, status });
    };
    show({ kind: 'searching', numJudged: 0 });
    try {
      const result = await askInsight(getState().inside.modelVersion, (client) => {
        signal.throwIfAborted();
        return client.smallestFlip([...words], options, {
          signal,
          onProgress: ({ done }) => show({ kind: 'searching', numJudged: done }),
        });
      });
      if (signal.aborted) return;
      show({ kind: 'done', result });
      onDone(result);
    } catch (error) {
      if (errorCode(error) !== 'aborted') show({ kind: 'failed', trouble: troubleOf(error) });
    }
  }

  return {
    status: state.words === words ? state.status : { kind: 'idle' },
    search(options, onDone) {
      running.current?.controller.abort();
      const controller = new AbortController();
      running.current = { words, controller };
      void run(controller, options, onDone);
    },
    cancel() {
      running.current?.controller.abort();
      setState({ words, status: { kind: 'idle' } });
    },
  };
}
