/** What the units of the network keep while it reads, or why there is nothing of the kind. */
import type { JSX } from 'react';
import type { ReviewTrace } from '../../../insightTypes';
import type { Insight } from '../../../state/inside/useInsight';
import { TroubleAlert } from '../../page/TroubleAlert';
import { Marked } from '../../story/Term';
import { AnswerState } from '../AnswerState';
import { LayersPart } from './LayersPart';
import classes from './reading.module.css';

export interface NetworkPartProps {
  insight: Insight<unknown>;
  trace: ReviewTrace | null;
  /** Place of the trace's first word in the reading's: -1 for `<START>`. */
  firstPlace: number;
  hasNetwork: boolean;
  /** Of the marked word; null for none. */
  place: number | null;
  /** Stable. */
  onMark: (place: number) => void;
}

export function NetworkPart(props: NetworkPartProps): JSX.Element {
  const { insight, trace, firstPlace, hasNetwork, place, onMark } = props;
  return (
    <section className={`${classes.part} ${classes.divided}`} aria-label="What the network keeps in mind">
      <h3 className={classes.title}>What the network keeps in mind</h3>
      {insight.kind === 'failed' && (
        <TroubleAlert title="The states could not be worked out" trouble={insight.trouble} />
      )}
      {hasNetwork ? (
        <WithNetwork insight={insight} trace={trace} />
      ) : (
        <p className={classes.message}>
          This model has no network: it is linear. It adds up a number for each word and phrase that it finds,
          wherever they stand, and keeps nothing in mind between them. So there are no states and gates to
          show. Train a recipe with an LSTM in step 4 to see some.
        </p>
      )}
      {hasNetwork && trace !== null && trace.layers.length > 0 && (
        <LayersPart
          layers={trace.layers}
          words={trace.words}
          firstPlace={firstPlace}
          place={place}
          onMark={onMark}
        />
      )}
    </section>
  );
}

function WithNetwork({ insight, trace }: Pick<NetworkPartProps, 'insight' | 'trace'>): JSX.Element {
  if (trace !== null && trace.layers.length === 0) {
    return (
      <p className={classes.message}>
        This network has no LSTM: it takes the mean of its words’ vectors, in whatever order they come, and
        keeps nothing in mind between them. So there are no states and gates to show. Choose a recipe with an
        LSTM in step 3 and train it to see some.
      </p>
    );
  }
  return (
    <>
      <p className={classes.note}>
        <Marked text="An [[lstm|LSTM]] reads one word after the other and carries a short row of numbers along, its [[hiddenState|state]]. Each number belongs to one [[unit|unit]] and lies between −1 and 1; every word may change it. What is left at the end (or, by [[pooling|pooling]], the largest or mean value) decides the answer. Nobody told the units what to look for: they found it by training." />
      </p>
      <AnswerState insight={insight} doing="Following every unit" />
      {trace === null && insight.kind !== 'failed' && (
        <div className={classes.placeholder} aria-hidden="true" />
      )}
    </>
  );
}
