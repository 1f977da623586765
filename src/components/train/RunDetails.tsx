/** Under step 4: the run epoch by epoch, and the test set. */
import { lazy, type JSX } from 'react';
import { useVerdict } from '../../state/store';
import { LazyPart } from '../page/LazyPart';
import { HistoryTable } from './HistoryTable';
import { TestReview } from './TestReview';
import { TestScore } from './TestScore';
import classes from './train.module.css';

const Evaluation = lazy(() => import('../evaluation/Evaluation'));

/** Loaded when there is something to show. */
function EvaluationPart(): JSX.Element | null {
  const hasAnswers = useVerdict(
    ({ test, result }) =>
      (test.kind === 'done' && test.metrics.answers !== undefined) || (result?.validation ?? null) !== null,
  );
  if (!hasAnswers) return null;
  return (
    <div className={classes.evaluation}>
      <h3 className={classes.title}>How good it is</h3>
      <LazyPart title="The evaluation">
        <Evaluation />
      </LazyPart>
    </div>
  );
}

export function RunDetails(): JSX.Element {
  return (
    <section className={classes.details} aria-label="Results of training">
      <HistoryTable />
      <div className={classes.part}>
        <TestScore />
        <TestReview />
      </div>
      <EvaluationPart />
    </section>
  );
}
