/** A text whose words are shaded by what they do to the verdict; what was cut off stands in grey. */
import { VisuallyHidden } from '@mantine/core';
import { memo, type JSX, type KeyboardEvent } from 'react';
import { signed } from '../evaluation/format';
import { isStrong, strongest } from './contributions';
import classes from './contributions.module.css';
import { useRovingWords } from './useRovingWords';

/** Of the strongest word, in percent of the full colour: the text on it stays readable. */
const MAX_SHADE = 42;
/** Of the words that were cut off, those next to the rest. */
const MAX_CUT_SHOWN = 60;

export interface ShadedWord {
  word: string;
  /** Log-odds, above 0 towards positive. */
  contribution: number;
  /** Marked where it is false. */
  isKnown?: boolean;
}

interface ShadedWordsProps {
  /** What the words are, for a screen reader. */
  label: string;
  words: readonly ShadedWord[];
  /** What was cut off at either end. */
  before: readonly string[];
  after: readonly string[];
  /** The contribution that gets the full shade; the largest of these words unless told. */
  most?: number;
  chosen?: number | null;
  onChoose?: (place: number) => void;
}

export function ShadedWords(props: ShadedWordsProps): JSX.Element {
  const { label, words, before, after, most = strongest(words), chosen = null, onChoose } = props;
  const { ref, place, moveTo, onKeyDown } = useRovingWords(words.length);
  return (
    <fieldset ref={ref} aria-label={label} className={classes.text} dir="auto">
      <CutOff words={before.slice(-MAX_CUT_SHOWN)} numHidden={Math.max(0, before.length - MAX_CUT_SHOWN)} />
      {words.map(({ word, contribution, isKnown = true }, position) => (
        <Word
          // The same word may come often: only its place tells it apart.
          // oxlint-disable-next-line react/no-array-index-key
          key={position}
          word={word}
          contribution={contribution}
          isKnown={isKnown}
          most={most}
          place={position}
          isStop={position === place}
          isChosen={onChoose === undefined ? undefined : position === chosen}
          onFocus={moveTo}
          onKeyDown={onKeyDown}
          onChoose={onChoose}
        />
      ))}
      <CutOff
        words={after.slice(0, MAX_CUT_SHOWN)}
        numHidden={Math.max(0, after.length - MAX_CUT_SHOWN)}
        isEnd
      />
    </fieldset>
  );
}

interface CutOffProps {
  words: readonly string[];
  numHidden: number;
  isEnd?: boolean;
}

function CutOff({ words, numHidden, isEnd = false }: CutOffProps): JSX.Element | null {
  if (words.length === 0) return null;
  const hidden = numHidden === 0 ? '' : `… ${numHidden.toLocaleString('en')} more words `;
  return (
    <span className={classes.cutOff}>
      <VisuallyHidden component="span">(cut off:) </VisuallyHidden>
      {!isEnd && hidden !== '' && `${hidden}… `}
      {words.join(' ')}
      {isEnd && hidden !== '' && ` ${hidden}`}
      <VisuallyHidden component="span"> (end of what was cut off)</VisuallyHidden>{' '}
    </span>
  );
}

interface WordProps extends Required<ShadedWord> {
  most: number;
  place: number;
  isStop: boolean;
  isChosen: boolean | undefined;
  onFocus: (place: number) => void;
  onKeyDown: (event: KeyboardEvent) => void;
  onChoose: ((place: number) => void) | undefined;
}

const Word = memo(function Word(props: WordProps): JSX.Element {
  const { word, contribution, isKnown, most, place, isStop, isChosen, onFocus, onKeyDown, onChoose } = props;
  const number = signed(contribution);
  // Said of all words, the numbers would drown the text.
  const hasNumber = isStop || isStrong(contribution, most);
  return (
    <>
      <button
        type="button"
        className={isKnown ? classes.word : `${classes.word} ${classes.unknown}`}
        style={shadeOf(contribution, most)}
        data-place={place}
        data-number={number}
        tabIndex={isStop ? 0 : -1}
        aria-pressed={isChosen}
        onFocus={() => onFocus(place)}
        onKeyDown={onKeyDown}
        onClick={() => onChoose?.(place)}
      >
        {word}
        {hasNumber && <VisuallyHidden component="span"> ({number})</VisuallyHidden>}
        {!isKnown && <VisuallyHidden component="span"> (unknown)</VisuallyHidden>}
      </button>{' '}
    </>
  );
});

/** The colour of a word, blue or orange, as strong as its share of the strongest. */
export function shadeOf(contribution: number, most: number): { background?: string } {
  const shade = most === 0 ? 0 : Math.min(MAX_SHADE, Math.round((MAX_SHADE * Math.abs(contribution)) / most));
  if (!(shade > 0)) return {};
  const colour = `var(--verdict-${contribution > 0 ? 'positive' : 'negative'})`;
  return { background: `color-mix(in srgb, ${colour} ${shade}%, transparent)` };
}
