/** The review to play with: change words, see the answer, and find the smallest change that flips it. */
import { useCallback, useMemo, type JSX, useEffect, useRef } from 'react';
import type { Explanation } from '../../../insightTypes';
import { useInsight, valueOf, type Ask } from '../../../state/inside/useInsight';
import { redoEdit, undoEdit } from '../../../state/inside/whatIfActions';
import { useVerdict } from '../../../state/store';
import { startOfRead } from '../../contributions/contributions';
import { TroubleAlert } from '../../page/TroubleAlert';
import { AnswerNow } from './AnswerNow';
import { EditedWords } from './EditedWords';
import { FlipPart } from './FlipPart';
import { TrailList } from './TrailList';
import { useJudged } from './useJudged';
import classes from './whatIf.module.css';

export default function WhatIfView(): JSX.Element {
  const trail = useVerdict(({ inside }) => inside.trail);
  const { words, current } = trail;
  const { logOddsOf, insight } = useJudged(trail);
  const pushes = usePushes(words);
  const view = useUndoKeys();
  if (words.length === 0) return <></>;
  return (
    <div ref={view} className={classes.view}>
      {insight.kind === 'failed' && (
        <TroubleAlert title="This could not be judged" trouble={insight.trouble} />
      )}
      <div className={classes.columns}>
        <div className={classes.answerPlace}>
          <AnswerNow now={logOddsOf(current)} original={logOddsOf([])} isOriginal={current.length === 0} />
        </div>
        <div className={classes.textPlace}>
          <p className={classes.note}>
            Choose a word to remove, negate or replace it. Keys: arrows move, Enter opens the menu, Delete
            removes a word or puts it back, Ctrl+Z undoes. The shades show what the words of the original
            contribute, as in “Why it says so”.
          </p>
          <EditedWords trail={trail} pushes={pushes} />
        </div>
        <div className={classes.trailPlace}>
          <TrailList trail={trail} logOddsOf={logOddsOf} />
        </div>
        <div className={classes.flipPlace}>
          <FlipPart words={words} />
        </div>
      </div>
    </div>
  );
}

/** Contributions of the original's words by integrated gradients, which are quick; null where they cannot be had. */
function usePushes(words: readonly string[]): number[] | null {
  const ask = useCallback<Ask<{ of: readonly string[]; explanation: Explanation }>>(
    async (client, options) => ({
      of: words,
      explanation: await client.explain([...words], 'integratedGradients', options),
    }),
    [words],
  );
  const answer = valueOf(useInsight(words.length === 0 ? null : ask));
  return useMemo(() => {
    if (answer?.of !== words) return null;
    const { words: read, contributions } = answer.explanation;
    const start = startOfRead(
      words,
      read.map(({ word }) => ({ word, contribution: 0 })),
    );
    return start === null ? null : words.map((_, place) => contributions[place - start] ?? 0);
  }, [answer, words]);
}

/** Ctrl+Z and Ctrl+Shift+Z (or Ctrl+Y), but for fields that undo their own text. */
function useUndoKeys(): React.RefObject<HTMLDivElement | null> {
  const view = useRef<HTMLDivElement>(null);
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent): void {
      const { target } = event;
      if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
      if (!(target instanceof HTMLElement) || target.closest('input, textarea, select') !== null) return;
      if (view.current?.contains(target) !== true) return;
      const key = event.key.toLowerCase();
      if (key === 'z') (event.shiftKey ? redoEdit : undoEdit)();
      else if (key === 'y') redoEdit();
      else return;
      event.preventDefault();
    }
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
  return view;
}
