/** What the units of the network keep while it reads, or why there is nothing of the kind. */
import type { JSX } from 'react';
import type { ReviewTrace } from '../../../insightTypes';
import type { Insight } from '../../../state/inside/useInsight';
import { TroubleAlert } from '../../page/TroubleAlert';
import { AnswerState } from '../AnswerState';
import classes from './reading.module.css';

interface NetworkPartProps {
  insight: Insight<unknown>;
  trace: ReviewTrace | null;
  hasNetwork: boolean;
  numWords: number;
  place: number | null;
  onMark: (place: number) => void;
}

export function NetworkPart({ insight, hasNetwork }: NetworkPartProps): JSX.Element {
  return (
    <section className={`${classes.part} ${classes.divided}`} aria-label="What the network keeps in mind">
      <h3 className={classes.title}>What the network keeps in mind</h3>
      {insight.kind === 'failed' && (
        <TroubleAlert title="The states could not be worked out" trouble={insight.trouble} />
      )}
      {!hasNetwork && <p className={classes.message}>…</p>}
      <AnswerState insight={insight} doing="Following every unit" />
    </section>
  );
}
