/** The words of a review as they were read; below each, how the answer would stand if the review ended there. */
import { VisuallyHidden } from '@mantine/core';
import { memo, useMemo, type JSX, type KeyboardEvent } from 'react';
import type { Reading } from '../../../insightTypes';
import { formatProbability } from '../../../state/probability';
import { CutOff } from '../../contributions/CutOff';
import { useRovingWords } from '../../contributions/useRovingWords';
import { largestStep, probabilityOf, turningPoints } from './course';
import classes from './reading.module.css';

interface ReadTextProps {
  reading: Reading;
  /** The words that were asked about, uncut. */
  uncut: readonly string[];
  /** Of the marked word. */
  place: number | null;
  /** Stable. */
  onMark: (place: number) => void;
}

export function ReadText({ reading, uncut, place, onMark }: ReadTextProps): JSX.Element {
  const { words, logOdds, numCut, isCutAtStart } = reading;
  const { ref, place: stop, moveTo, onKeyDown } = useRovingWords(words.length);
  const telling = useMemo(() => {
    const step = largestStep(logOdds);
    const places = turningPoints(logOdds).map((turn) => turn.place);
    return new Set(step === null ? places : [...places, step.place, words.length - 1]);
  }, [logOdds, words]);
  const before = isCutAtStart ? uncut.slice(0, numCut) : [];
  const after = isCutAtStart ? [] : uncut.slice(uncut.length - numCut);
  return (
    <fieldset
      ref={ref}
      aria-label="Words as they are read, with the probability of positive after each; move with the arrow keys"
      className={classes.text}
      dir="auto"
    >
      <CutOff words={before} />
      {words.map(({ word, isKnown }, position) => (
        <Word
          // The same word may come often: only its place tells it apart.
          // oxlint-disable-next-line react/no-array-index-key
          key={position}
          word={word}
          isKnown={isKnown}
          probability={probabilityOf(logOdds[position + 1] ?? 0)}
          position={position}
          isStop={position === stop}
          isSaid={position === stop || telling.has(position)}
          isMarked={position === place}
          moveTo={moveTo}
          onKeyDown={onKeyDown}
          onMark={onMark}
        />
      ))}
      <CutOff words={after} isEnd />
    </fieldset>
  );
}

interface WordProps {
  word: string;
  isKnown: boolean;
  probability: number;
  position: number;
  isStop: boolean;
  /** Said of all words, the numbers would drown the text. */
  isSaid: boolean;
  isMarked: boolean;
  moveTo: (place: number) => void;
  onKeyDown: (event: KeyboardEvent) => void;
  onMark: (place: number) => void;
}

const Word = memo(function Word(props: WordProps): JSX.Element {
  const { word, isKnown, probability, position, isStop, isSaid, isMarked, moveTo, onKeyDown, onMark } = props;
  const number = formatProbability(probability);
  const lean = probability - 0.5;
  const mark = (): void => onMark(position);
  return (
    <>
      <button
        type="button"
        className={isKnown ? classes.word : `${classes.word} ${classes.unknown}`}
        data-place={position}
        data-number={number}
        aria-current={isMarked}
        tabIndex={isStop ? 0 : -1}
        onFocus={() => {
          moveTo(position);
          mark();
        }}
        onPointerEnter={(event) => {
          if (event.pointerType === 'mouse') mark();
        }}
        onClick={mark}
        onKeyDown={onKeyDown}
      >
        <span className={classes.letters}>{word}</span>
        <span className={classes.track} aria-hidden="true">
          <span
            className={classes.level}
            data-side={lean > 0 ? 'positive' : 'negative'}
            style={{ height: `${100 * Math.abs(lean)}%` }}
          />
        </span>
        {isSaid && <VisuallyHidden component="span"> ({number})</VisuallyHidden>}
        {!isKnown && <VisuallyHidden component="span"> (unknown)</VisuallyHidden>}
      </button>{' '}
    </>
  );
});
