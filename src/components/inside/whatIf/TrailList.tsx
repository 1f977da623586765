/** What was tried, in its order, and the way back to each of it. */
import { Button } from '@mantine/core';
import type { JSX } from 'react';
import { sigmoid } from '../../../evaluation/logistic';
import { describeEdits, keyOf, type Edits } from '../../../state/inside/edits';
import type { Trail } from '../../../state/inside/trail';
import { clearTrail, redoEdit, resetEdits, showEdits, undoEdit } from '../../../state/inside/whatIfActions';
import { formatProbability } from '../../../state/probability';
import { ActionButton } from '../../page/ActionButton';
import { ProbabilityBar } from '../../try/ProbabilityBar';
import classes from './whatIf.module.css';

interface TrailListProps {
  trail: Trail;
  logOddsOf: (edits: Edits) => number | null;
}

export function TrailList({ trail, logOddsOf }: TrailListProps): JSX.Element {
  const { words, current, tried, past, future } = trail;
  const isCleared = tried.length <= (current.length === 0 ? 1 : 2);
  return (
    <section className={classes.trail} aria-label="What was tried">
      <h3 className={classes.title}>What was tried</h3>
      <div className={classes.buttons}>
        <ActionButton size="xs" variant="default" isWaiting={past.length === 0} onClick={undoEdit}>
          Undo
        </ActionButton>
        <ActionButton size="xs" variant="default" isWaiting={future.length === 0} onClick={redoEdit}>
          Redo
        </ActionButton>
        <ActionButton size="xs" variant="default" isWaiting={current.length === 0} onClick={resetEdits}>
          Back to the original
        </ActionButton>
        <ActionButton size="xs" variant="default" isWaiting={isCleared} onClick={clearTrail}>
          Clear the list
        </ActionButton>
      </div>
      <ol className={classes.states}>
        {tried.map((edits) => (
          <State
            key={keyOf(edits)}
            text={describeEdits(words, edits)}
            logOdds={logOddsOf(edits)}
            isCurrent={keyOf(edits) === keyOf(current)}
            onShow={() => showEdits(edits)}
          />
        ))}
      </ol>
    </section>
  );
}

interface StateProps {
  text: string;
  logOdds: number | null;
  isCurrent: boolean;
  onShow: () => void;
}

function State({ text, logOdds, isCurrent, onShow }: StateProps): JSX.Element {
  const positive = logOdds === null ? null : sigmoid(logOdds);
  return (
    <li>
      <Button
        variant="subtle"
        color="gray"
        fullWidth
        justify="flex-start"
        className={classes.state ?? ''}
        classNames={{ label: classes.stateLabel ?? '', inner: classes.stateInner ?? '' }}
        aria-current={isCurrent ? 'true' : undefined}
        onClick={onShow}
      >
        <span className={classes.stateText}>{text}</span>
        <span className={`${classes.outcome} ${toneOf(logOdds)}`}>
          {positive === null ? '…' : formatProbability(positive)}
        </span>
        <span className={classes.stateBar}>
          <ProbabilityBar positive={positive ?? 0.5} />
        </span>
      </Button>
    </li>
  );
}

const toneOf = (logOdds: number | null): string =>
  logOdds === null ? '' : ((logOdds > 0 ? classes.positive : classes.negative) ?? '');
