/** One search at a time for the smallest change that flips the verdict. */
import { useEffect, useRef, useState } from 'react';
import { errorCode } from '../../../errors';
import type { FlipOptions, FlipSearch } from '../../../insightTypes';
import { askInsight } from '../../../state/inside/insight';
import { isSameTraining } from '../../../state/inside/driversState';
import { troubleOf, type ModelInfo, type Trouble } from '../../../state/status';
import { getState, useVerdict } from '../../../state/store';

export type FlipStatus =
  | { kind: 'idle' }
  | { kind: 'searching'; numJudged: number }
  | { kind: 'done'; result: FlipSearch }
  | { kind: 'failed'; trouble: Trouble };

export interface FlipSearcher {
  status: FlipStatus;
  /** The model has been trained on since the search began. */
  isOld: boolean;
  search: (options: FlipOptions, onDone: (result: FlipSearch) => void) => void;
  cancel: () => void;
}

/** What a search is about. */
interface Asked {
  words: readonly string[];
  model: ModelInfo | null;
  version: number;
}

/**
 * What was found belongs to these words and this model: with others, and when the view is left, it is called off and
 * forgotten.
 */
export function useFlipSearch(words: readonly string[]): FlipSearcher {
  const model = useVerdict((state) => state.model);
  const version = useVerdict(({ inside }) => inside.modelVersion);
  const [state, setState] = useState<{ asked: Asked; status: FlipStatus }>({
    asked: { words, model, version },
    status: { kind: 'idle' },
  });
  const running = useRef<{ asked: Asked; controller: AbortController } | null>(null);
  useEffect(() => {
    const { current } = running;
    if (current !== null && !isAbout(current.asked, words, model)) current.controller.abort();
  }, [words, model]);
  useEffect(() => () => running.current?.controller.abort(), []);

  async function run(
    asked: Asked,
    controller: AbortController,
    options: FlipOptions,
    onDone: (result: FlipSearch) => void,
  ): Promise<void> {
    const { signal } = controller;
    const show = (status: FlipStatus): void => {
      if (!signal.aborted) setState({ asked, status });
    };
    show({ kind: 'searching', numJudged: 0 });
    try {
      const result = await askInsight(asked.version, (client) => {
        signal.throwIfAborted();
        return client.smallestFlip([...asked.words], options, {
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
    status: isAbout(state.asked, words, model) ? state.status : { kind: 'idle' },
    isOld: state.asked.version !== version,
    search(options, onDone) {
      running.current?.controller.abort();
      const controller = new AbortController();
      const { model: current, inside } = getState();
      const asked = { words, model: current, version: inside.modelVersion };
      running.current = { asked, controller };
      void run(asked, controller, options, onDone);
    },
    cancel() {
      running.current?.controller.abort();
      setState({ asked: { words, model, version }, status: { kind: 'idle' } });
    },
  };
}

const isAbout = (asked: Asked, words: readonly string[], model: ModelInfo | null): boolean =>
  asked.words === words && (asked.model === null || isSameTraining(asked.model, model));
