/** The evaluation of the model at hand: what the page knows of its answers, handed to the panel. */
import { useMemo, type JSX } from 'react';
import type { EvaluationInput } from '../../evaluation/checkScores';
import { explainTestReview, readTestReview } from '../../state/evaluationActions';
import { isBusy } from '../../state/status';
import { useVerdict } from '../../state/store';
import type { Scores } from '../../types';
import { openTestReview } from '../inside/openView';
import type { ErrorsSource } from './ErrorsTable';
import EvaluationPanel from './EvaluationPanel';

const ERRORS: ErrorsSource = {
  review: readTestReview,
  explain: explainTestReview,
  seeInside: (index) => openTestReview(index, 'why'),
};

export default function Evaluation(): JSX.Element | null {
  const test = useInput(
    useVerdict((state) => (state.test.kind === 'done' ? (state.test.metrics.answers ?? null) : null)),
  );
  const validation = useInput(useVerdict((state) => state.result?.validation ?? null));
  const temperature = useVerdict((state) => state.result?.temperature ?? state.model?.temperature ?? null);
  const isReadable = useVerdict((state) => !isBusy(state.training));
  if (test === null && validation === null) return null;
  return (
    <EvaluationPanel
      test={test}
      validation={validation}
      temperature={temperature}
      errors={isReadable ? ERRORS : null}
    />
  );
}

/** The same object as long as the answers are the same. */
function useInput(answers: Scores | null): EvaluationInput | null {
  return useMemo(
    () =>
      answers === null || answers.scores.length === 0
        ? null
        : { scores: answers.scores, labels: answers.labels, lengths: answers.numWords },
    [answers],
  );
}
