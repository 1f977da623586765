/** Looks for the smallest change that flips the verdict, within bounds that it states. */
import { Button, NativeSelect, Progress } from '@mantine/core';
import { useState, type JSX } from 'react';
import { sigmoid } from '../../../evaluation/logistic';
import type { FlipSearch } from '../../../insightTypes';
import { describeEdits } from '../../../state/inside/edits';
import { showEdits } from '../../../state/inside/whatIfActions';
import { formatProbability } from '../../../state/probability';
import { TroubleAlert } from '../../page/TroubleAlert';
import { useFlipSearch } from './useFlipSearch';
import classes from './whatIf.module.css';

const MAX_JUDGED = 2000;
const MOST_EDITS = [1, 2, 3, 5];
const USUAL_EDITS = 3;

const count = (value: number): string => value.toLocaleString('en');
const changes = (number: number): string => (number === 1 ? '1 change' : `${number} changes`);

export function FlipPart({ words }: { words: readonly string[] }): JSX.Element {
  const [maxEdits, setMaxEdits] = useState(USUAL_EDITS);
  const { status, isOld, search, cancel } = useFlipSearch(words);
  const isSearching = status.kind === 'searching';
  return (
    <section className={classes.flip} aria-label="The smallest change that flips the verdict">
      <h3 className={classes.title}>The smallest change that flips the verdict</h3>
      <p className={classes.note}>
        Starts from the original, removes, negates and replaces words, those that count most first, and asks
        the model about at most {count(MAX_JUDGED)} changed reviews.
      </p>
      <div className={classes.flipControls}>
        <NativeSelect
          label="At most"
          value={String(maxEdits)}
          data={MOST_EDITS.map((most) => ({ value: String(most), label: changes(most) }))}
          onChange={(event) => setMaxEdits(Number(event.currentTarget.value))}
        />
        {/* One button, so that the focus stays on it. */}
        <Button
          variant={isSearching ? 'default' : 'filled'}
          onClick={() =>
            isSearching
              ? cancel()
              : search({ maxEdits, maxJudged: MAX_JUDGED }, ({ found }) => {
                  if (found !== null) showEdits(found.edits);
                })
          }
        >
          {isSearching ? 'Cancel' : 'Search'}
        </Button>
      </div>
      {isSearching && (
        <Progress
          value={(100 * status.numJudged) / MAX_JUDGED}
          aria-label="Reviews judged"
          className={classes.progress ?? ''}
        />
      )}
      <div className={classes.flipResult} aria-live="polite">
        {/* Ticks: the bar above says the same when it is asked. */}
        {isSearching && <p aria-hidden="true">{count(status.numJudged)} reviews judged …</p>}
        {status.kind === 'done' && <Result words={words} result={status.result} />}
        {status.kind === 'done' && isOld && (
          <p>The model has been trained on since then: search again for how it is now.</p>
        )}
        {status.kind === 'failed' && <TroubleAlert title="The search failed" trouble={status.trouble} />}
      </div>
    </section>
  );
}

function Result({ words, result }: { words: readonly string[]; result: FlipSearch }): JSX.Element {
  const { found, closest, numJudged, isExhausted } = result;
  if (found !== null) {
    return (
      <p>
        <strong>{changes(found.edits.length)} will do:</strong> {describeEdits(words, found.edits)}. Then it
        is {formatProbability(sigmoid(found.logOdds))} positive. {count(numJudged)} reviews judged.
      </p>
    );
  }
  const within = isExhausted ? 'Nothing within these bounds flips it' : 'No change of this kind flips it';
  return (
    <>
      <p>
        {within} ({count(numJudged)} reviews judged).
        {closest !== null &&
          ` The closest is ${describeEdits(words, closest.edits)}: ${formatProbability(sigmoid(closest.logOdds))} positive.`}
      </p>
      {closest !== null && (
        <Button variant="default" size="xs" onClick={() => showEdits(closest.edits)}>
          Show the closest
        </Button>
      )}
    </>
  );
}
