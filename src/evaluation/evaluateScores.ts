/** The whole evaluation of one model on one split. */
import { areaUnderRoc, averagePrecision } from './areas';
import { calibrationErrorInterval, NUM_RESAMPLES } from './bootstrap';
import { calibrate } from './calibration';
import { checkInput, missingClass, type EvaluationInput } from './checkScores';
import { precisionRecallCurve, rocCurve, thinPrecisionRecall, thinRoc } from './curves';
import { averagePrecisionInterval, meanInterval } from './intervals';
import { accuracyByLength, groupByLength } from './lengthGroups';
import { logisticLoss } from './logistic';
import { rankScores } from './rankedScores';
import type { EvaluationReport } from './report';
import { reportAtThreshold } from './thresholdReport';

export interface EvaluateOptions extends EvaluationInput {
  /** Fitted on validation by `fitTemperature`; 1 (default) leaves the scores as they are. */
  temperature?: number;
  /** Probability above which a review is called positive; 0.5 by default. */
  threshold?: number;
  /** Of the calibration error's bootstrap, by far the longest part; 0 leaves its interval out. */
  numResamples?: number;
}

function logLossOf(
  { scores, labels }: EvaluationInput,
  temperature: number,
): {
  logLoss: number | null;
  logLossInterval: EvaluationReport['logLossInterval'];
} {
  let sum = 0;
  let sumOfSquares = 0;
  for (let i = 0; i < scores.length; i++) {
    const loss = logisticLoss(scores[i]! / temperature, labels[i]!);
    sum += loss;
    sumOfSquares += loss * loss;
  }
  return {
    logLoss: scores.length === 0 ? null : sum / scores.length,
    logLossInterval: meanInterval(sum, sumOfSquares, scores.length),
  };
}

/** @throws VerdictError 'bad-counts', 'not-finite' or 'bad-format' for input that is no evaluation */
export function evaluateScores(options: EvaluateOptions): EvaluationReport {
  const { temperature = 1, threshold = 0.5, numResamples = NUM_RESAMPLES } = options;
  checkInput(options);
  const ranked = rankScores(options);
  const numPositive = ranked.positives.length;
  const area = areaUnderRoc(ranked);
  const precision = averagePrecision(ranked);
  const calibration = calibrate(options, temperature);
  if (calibration.expectedError !== null && numResamples > 0) {
    calibration.expectedErrorInterval = calibrationErrorInterval(
      options,
      temperature,
      calibration.expectedError,
      { numResamples },
    );
  }
  return {
    ...reportAtThreshold(ranked, threshold, temperature),
    numReviews: options.labels.length,
    numPositive,
    temperature,
    ...logLossOf(options, temperature),
    auc: area?.value ?? null,
    aucInterval: area?.interval ?? null,
    averagePrecision: precision,
    averagePrecisionInterval: precision === null ? null : averagePrecisionInterval(precision, numPositive),
    calibration,
    roc: thinRoc(rocCurve(ranked)),
    precisionRecall: thinPrecisionRecall(precisionRecallCurve(ranked)),
    accuracyByLength: accuracyByLength(groupByLength(options.lengths), options, threshold, temperature),
    reason: missingClass(numPositive, ranked.negatives.length),
  };
}
