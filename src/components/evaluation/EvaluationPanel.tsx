/** How good the model is, and how sure one can be of it: on the test reviews and on those held out. */
import { Switch } from '@mantine/core';
import { useDeferredValue, useMemo, useState, type JSX, type ReactNode } from 'react';
import type { EvaluationInput } from '../../evaluation/checkScores';
import { reportAtThreshold } from '../../evaluation/thresholdReport';
import { ChoiceField } from '../page/ChoiceField';
import { TroubleAlert } from '../page/TroubleAlert';
import { ErrorsTable, type ErrorsSource } from './ErrorsTable';
import { EvaluationCharts } from './EvaluationCharts';
import classes from './evaluation.module.css';
import { decimal } from './format';
import { Headline } from './Headline';
import { DEFAULT_THRESHOLD, ThresholdPart } from './ThresholdPart';
import { useSplitEvaluation, type SplitEvaluation } from './useSplitEvaluation';

type EvaluatedSplit = 'test' | 'validation';

export interface EvaluationPanelProps {
  /** Null as long as the split has not been judged. The same object as long as its scores are the same. */
  test: EvaluationInput | null;
  validation: EvaluationInput | null;
  /** Fitted on validation; null where it could not be. */
  temperature: number | null;
  /** Texts of the test reviews; null where they cannot be read, which leaves the list of errors out. */
  errors: ErrorsSource | null;
  /** Stands in place of the test figures while there are none: a button that makes them, say. */
  testAction?: ReactNode;
}

export default function EvaluationPanel(props: EvaluationPanelProps): JSX.Element {
  const { test, validation, temperature, errors, testAction } = props;
  const [chosen, setChosen] = useState<EvaluatedSplit | null>(null);
  const [wantsCalibrated, setWantsCalibrated] = useState(true);
  const split = chosen ?? (test === null && validation !== null ? 'validation' : 'test');
  const isCalibrated = wantsCalibrated && temperature !== null;
  const { evaluation, trouble } = useSplitEvaluation(
    split === 'test' ? test : validation,
    isCalibrated ? temperature : 1,
  );
  return (
    <div className={classes.panel}>
      <div className={classes.controls}>
        <ChoiceField
          label="Judged on"
          value={split}
          choices={[
            { value: 'test', label: 'Test' },
            { value: 'validation', label: 'Validation', disabled: validation === null },
          ]}
          onChange={setChosen}
        />
        <Switch
          label="Calibrated probabilities"
          description={
            temperature === null
              ? 'No temperature could be fitted on validation.'
              : `Scores divided by T = ${decimal(temperature, 2)}, fitted on validation.`
          }
          classNames={{ description: classes.switchNote ?? '' }}
          checked={isCalibrated}
          disabled={temperature === null}
          onChange={(event) => setWantsCalibrated(event.currentTarget.checked)}
        />
        <SplitNote split={split} />
      </div>
      {trouble !== null && <TroubleAlert title="These scores could not be evaluated" trouble={trouble} />}
      {evaluation !== null && (
        <Results
          evaluation={evaluation}
          isValidation={split === 'validation'}
          isCalibrated={isCalibrated}
          errors={split === 'test' ? errors : null}
        />
      )}
      {evaluation === null && trouble === null && (
        <div className={classes.none}>
          <p>The {split} reviews have not been judged by this model yet.</p>
          {split === 'test' && testAction}
        </div>
      )}
    </div>
  );
}

function SplitNote({ split }: { split: EvaluatedSplit }): JSX.Element {
  if (split === 'test') {
    return (
      <p className={classes.splitNote}>
        <strong>The score to quote.</strong> No test review took part in training; of the film reviews, none
        is even of a film that was trained on. And nothing is ever chosen by them: no setting, no epoch, no
        temperature.
      </p>
    );
  }
  return (
    <p className={classes.splitNote}>
      <strong>Good for choosing, too good to quote.</strong> Validation reviews are drawn at random, so that
      reviews of one film lie on both sides, and what the model learnt of the film helps it here. That
      flatters: quote the test score.
    </p>
  );
}

interface ResultsProps {
  evaluation: SplitEvaluation;
  isValidation: boolean;
  isCalibrated: boolean;
  errors: ErrorsSource | null;
}

function Results({ evaluation, isValidation, isCalibrated, errors }: ResultsProps): JSX.Element {
  const [threshold, setThreshold] = useState(DEFAULT_THRESHOLD);
  const { ranked, temperature, report, input } = evaluation;
  const at = useMemo(
    () => reportAtThreshold(ranked, threshold, temperature),
    [ranked, threshold, temperature],
  );
  // The slider comes first, pictures and the list of errors follow when there is time.
  const later = useDeferredValue(at);
  if (report.numReviews === 0) return <p className={classes.none}>{report.reason}</p>;
  return (
    <>
      {report.reason !== null && <p className={classes.note}>{report.reason}</p>}
      <Headline evaluation={evaluation} />
      <ThresholdPart report={at} onChange={setThreshold} />
      <EvaluationCharts
        evaluation={evaluation}
        at={later}
        isValidation={isValidation}
        isCalibrated={isCalibrated}
      />
      {errors !== null && (
        <ErrorsTable test={input} temperature={temperature} threshold={later.threshold} {...errors} />
      )}
    </>
  );
}
