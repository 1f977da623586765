/** A line that says that an answer is being worked out, once that takes a while. Its room is kept. */
import type { JSX } from 'react';
import type { Insight } from '../../state/inside/useInsight';
import classes from './inside.module.css';

interface AnswerStateProps {
  insight: Insight<unknown>;
  /** "Working out what each word contributes". */
  doing: string;
}

export function AnswerState({ insight, doing }: AnswerStateProps): JSX.Element {
  return (
    <p className={classes.answerState} aria-live="polite">
      {insight.kind === 'waiting' && (
        <span>
          {doing} … {/* Ticks: read out, it would drown the rest. */}
          <span aria-hidden="true">
            {insight.progress !== null &&
              insight.progress.total > 0 &&
              `${insight.progress.done.toLocaleString('en')} of ${insight.progress.total.toLocaleString('en')}`}
          </span>
        </span>
      )}
    </p>
  );
}
