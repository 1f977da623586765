/** What the insight worker says about the model as it is now, kept up to date while a component shows it. */
import { createContext, useContext, useEffect, useState } from 'react';
import type { CallOptions, InsightClient } from '../../clients';
import { errorCode } from '../../errors';
import type { Progress } from '../../types';
import { isBusy, troubleOf, type Trouble } from '../status';
import { getState, useVerdict, type VerdictState } from '../store';
import { askInsight } from './insight';

export type Insight<T> =
  /** Nothing was asked: the question is null. */
  | { kind: 'none' }
  /** `value` is the last answer, about another model or question; null before there was one. */
  | { kind: 'waiting'; value: T | null; progress: Progress | null }
  | { kind: 'ready'; value: T }
  | { kind: 'failed'; value: T | null; trouble: Trouble };

/** Whether the part of the page that asks can be seen. What nobody sees asks nothing new: answers take time to draw. */
export const InView = createContext(true);

export type Ask<T> = (client: InsightClient, options: Required<CallOptions>) => Promise<T>;

export const valueOf = <T>(insight: Insight<T>): T | null => ('value' in insight ? insight.value : null);

interface Answer<T> {
  ask: Ask<T> | null;
  version: number;
  insight: Insight<T>;
}

/**
 * Asks again when the question or the model changes; an answer that was overtaken is cancelled and dropped.
 * @param ask stable (memoised): a new function is a new question; null asks nothing
 */
export function useInsight<T>(ask: Ask<T> | null): Insight<T> {
  return useInsightAt(ask, useVerdict(modelVersion));
}

const modelVersion = ({ inside }: VerdictState): number => inside.modelVersion;

/**
 * Likewise, for what takes long or changes a lot: while a network trains, the answer under way is waited for, and
 * after it comes a pause. Otherwise fast epochs would overtake every answer, and none would ever be shown.
 */
export function useSteadyInsight<T>(ask: Ask<T> | null, pauseMs: number): Insight<T> {
  const version = useVerdict(modelVersion);
  const isTraining = useVerdict(({ training }) => isBusy(training));
  const [asked, setAsked] = useState(version);
  if (!isTraining && asked !== version) setAsked(version);
  const insight = useInsightAt(ask, isTraining ? asked : version);
  const isStale = version !== asked;
  const isWaiting = insight.kind === 'waiting';

  useEffect(() => {
    if (!isStale || isWaiting) return undefined;
    const timer = setTimeout(() => setAsked(modelVersion(getState())), pauseMs);
    return () => clearTimeout(timer);
  }, [isStale, isWaiting, pauseMs]);

  return insight;
}

function useInsightAt<T>(ask: Ask<T> | null, newest: number): Insight<T> {
  const isInView = useContext(InView);
  const hasModel = useVerdict(({ model }) => model !== null);
  const wanted = hasModel ? ask : null;
  const [asked, setAsked] = useState<{ question: Ask<T> | null; version: number }>({
    question: null,
    version: -1,
  });
  // Without a model an answer is out of date even where nobody sees it.
  const isOther = asked.question !== wanted || asked.version !== newest;
  if (isOther && (isInView || wanted === null)) setAsked({ question: wanted, version: newest });
  const { question, version } = asked;
  const [answer, setAnswer] = useState<Answer<T>>({ ask: null, version: -1, insight: { kind: 'none' } });

  useEffect(() => {
    if (question === null) return undefined;
    const controller = new AbortController();
    const { signal } = controller;
    const show = (next: (last: T | null) => Insight<T>): void => {
      if (signal.aborted) return;
      setAnswer(({ insight }) => ({ ask: question, version, insight: next(valueOf(insight)) }));
    };
    const onProgress = (progress: Progress): void => show((value) => ({ kind: 'waiting', value, progress }));
    askInsight(version, (client) => {
      signal.throwIfAborted();
      return question(client, { signal, onProgress });
    }).then(
      (value) => show(() => ({ kind: 'ready', value })),
      (error: unknown) => {
        if (errorCode(error) === 'aborted') return;
        show((value) => ({ kind: 'failed', value, trouble: troubleOf(error) }));
      },
    );
    return () => controller.abort();
  }, [question, version]);

  if (question === null) return { kind: 'none' };
  const isCurrent = answer.ask === question && answer.version === version;
  return isCurrent ? answer.insight : { kind: 'waiting', value: valueOf(answer.insight), progress: null };
}
