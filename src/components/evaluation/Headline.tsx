/** The figures to quote, each with its 95% interval. */
import { memo, type JSX } from 'react';
import classes from './evaluation.module.css';
import { count, decimal, decimalInterval, percent, percentInterval } from './format';
import { useCalibrationInterval } from './useCalibrationInterval';
import type { SplitEvaluation } from './useSplitEvaluation';
import { Marked } from '../story/Term';

interface FigureProps {
  name: string;
  value: string;
  interval: string;
  hint: string;
}

export const Headline = memo(function Headline({ evaluation }: { evaluation: SplitEvaluation }): JSX.Element {
  const { report } = evaluation;
  const errorInterval = useCalibrationInterval(evaluation);
  return (
    <>
      <dl className={classes.headline}>
        <Figure
          name="Accuracy"
          value={percent(report.accuracy.value)}
          interval={percentInterval(report.accuracy.interval)}
          hint="verdicts that are right, at the threshold 0.5"
        />
        <Figure
          name="F1"
          value={percent(report.f1.value)}
          interval={percentInterval(report.f1.interval)}
          hint="[[precision|precision]] and [[recall|recall]] in one, at 0.5"
        />
        <Figure
          name="AUC"
          value={decimal(report.auc, 4)}
          interval={decimalInterval(report.aucInterval)}
          hint="how often a positive review outscores a negative one ([[roc|ROC]])"
        />
        <Figure
          name="Average precision"
          value={decimal(report.averagePrecision, 4)}
          interval={decimalInterval(report.averagePrecisionInterval)}
          hint="area under precision and recall"
        />
        <Figure
          name="Log loss"
          value={decimal(report.logLoss, 4)}
          interval={decimalInterval(report.logLossInterval)}
          hint="how wrong the probabilities are ([[crossEntropy|cross-entropy]])"
        />
        <Figure
          name="Calibration error"
          value={decimal(report.calibration.expectedError, 4)}
          interval={decimalInterval(errorInterval)}
          hint="how far probabilities are from what happens ([[calibration|calibration]])"
        />
      </dl>
      <p className={classes.note}>
        Of {count(report.numReviews)} reviews, {count(report.numPositive)} of them positive. Below each figure
        stands its 95% interval: another draw of as many reviews would rarely leave it.
      </p>
    </>
  );
});

function Figure({ name, value, interval, hint }: FigureProps): JSX.Element {
  return (
    <div className={classes.figure}>
      <dt>{name}</dt>
      <dd className={classes.value}>{value}</dd>
      <dd className={classes.interval}>{interval}</dd>
      <dd className={classes.hint}>
        <Marked text={hint} />
      </dd>
    </div>
  );
}
