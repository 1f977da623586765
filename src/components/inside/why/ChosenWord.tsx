/** What the chosen word contributes, what of that in pairs and triples, and the way to try without it. */
import { Button } from '@mantine/core';
import type { JSX } from 'react';
import type { Explanation } from '../../../insightTypes';
import { removeWord } from '../../../state/inside/edits';
import { applyEdit } from '../../../state/inside/whatIfActions';
import { signed } from '../../evaluation/format';
import { openView } from '../openView';
import classes from './why.module.css';

interface ChosenWordProps {
  explanation: Explanation;
  /** Among the words that were read; null for none. */
  place: number | null;
  /** Of the words that were read in the whole review; null where that is not known. */
  start: number | null;
}

const HINT = 'Choose a word to see what its number is made of, and to try the review without it.';

export function ChosenWord({ explanation, place, start }: ChosenWordProps): JSX.Element {
  return (
    <div className={classes.chosen}>
      {/* Always there, so that what is chosen is read out. */}
      <p className={classes.chosenText} aria-live="polite">
        {place === null ? <span className={classes.note}>{HINT}</span> : describe(explanation, place)}
      </p>
      {place !== null && start !== null && (
        <Button
          variant="default"
          size="xs"
          onClick={() => {
            applyEdit(removeWord(start + place));
            openView('whatIf');
          }}
        >
          Try without it
        </Button>
      )}
    </div>
  );
}

/** "“good” counts −0.40: by itself +1.20, “not good” −1.90." A phrase's number is shared out among its words. */
function describe({ words, contributions, parts }: Explanation, place: number): string {
  const { word, isKnown } = words[place]!;
  const total = `“${word}” counts ${signed(contributions[place] ?? 0)}`;
  if (!isKnown) return `${total}. The model does not know it: to the model, all unknown words look the same.`;
  const own = parts
    .filter(({ start, order }) => start <= place && place < start + order)
    .toSorted((a, b) => a.order - b.order);
  if (own.length < 2) return `${total}.`;
  const made = own.map(({ order, text, contribution }) =>
    order === 1
      ? `by itself ${signed(contribution)}`
      : `“${text}” ${signed(contribution)}, shared by its words`,
  );
  return `${total}: ${made.join('; ')}.`;
}
