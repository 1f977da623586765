/** One review as the network reads it. */
import type { JSX } from 'react';
import { FIRST_WORD_ID, PAD_ID, SPECIAL_WORDS, UNKNOWN_ID } from '../../config';
import type { ReviewView } from '../../types';
import classes from './explorer.module.css';
import { placesOf } from './placesOf';

export type ReviewForm = 'words' | 'ids';

interface ReviewTextProps {
  view: ReviewView;
  form: ReviewForm;
  isPadded: boolean;
  /** Words to mark where they follow one another; empty for none. */
  highlighted: readonly string[];
}

export function ReviewText({ view, form, isPadded, highlighted }: ReviewTextProps): JSX.Element {
  const ids = isPadded ? view.paddedIds : view.ids;
  const words = isPadded ? view.paddedWords : view.words;
  const numUnknown = view.ids.filter((id) => id === UNKNOWN_ID).length;
  // `<START>` is an id but not a word of the review; it is cut off with the first words of a long one.
  const numShown = view.ids.filter((id) => id >= FIRST_WORD_ID).length + numUnknown;
  const numCut = Math.max(0, view.numWordsBeforeCut - numShown);
  const marked = placesOf(highlighted, words);
  const isHidden = highlighted.length > 0 && marked.size === 0;
  return (
    <article className={classes.review} aria-label={`Review ${view.index}`}>
      <p className={classes.label}>
        <span className={view.label === 1 ? classes.positiveLabel : classes.negativeLabel}>
          Label {view.label}: {view.label === 1 ? 'positive' : 'negative'}
        </span>{' '}
        {view.numWordsBeforeCut.toLocaleString('en')} words
        {numCut > 0 && `, ${numCut.toLocaleString('en')} cut off`}, {numUnknown} not in the vocabulary,{' '}
        {ids.length.toLocaleString('en')} ids{isPadded ? ' with padding' : ''}
      </p>
      {isHidden && (
        <p className={classes.note}>
          “{highlighted.join(' ')}” does not show: {whyHidden(highlighted)}
        </p>
      )}
      <p className={form === 'ids' ? classes.ids : classes.words}>
        {ids.map((id, place) => (
          <Token
            // oxlint-disable-next-line react/no-array-index-key -- places never move within a review
            key={place}
            id={id}
            text={form === 'ids' ? String(id) : (words[place] ?? '')}
            isMatch={marked.has(place)}
          />
        ))}
      </p>
    </article>
  );
}

const whyHidden = (wanted: readonly string[]): string =>
  wanted.length === 1
    ? 'it is in the part that was cut off, or not in the vocabulary.'
    : 'it is in the part that was cut off, or one of its words is not in the vocabulary.';

function Token({ id, text, isMatch }: { id: number; text: string; isMatch: boolean }): JSX.Element {
  if (isMatch) {
    return (
      <>
        <mark className={classes.match}>{text}</mark>{' '}
      </>
    );
  }
  if (id >= FIRST_WORD_ID) return <>{text} </>;
  const kind = id === PAD_ID ? classes.pad : id === UNKNOWN_ID ? classes.unknown : classes.special;
  return (
    <>
      <span className={kind} title={SPECIAL_WORDS[id]}>
        {text}
      </span>{' '}
    </>
  );
}
