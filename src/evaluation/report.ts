/**
 * What an evaluation says, as plain data that survives JSON. A figure that cannot be had (0/0, or one class
 * only) is null; `reason` then says why in a sentence.
 */

/** A 95% interval. */
export interface Interval {
  low: number;
  high: number;
}

export interface Confusion {
  truePositive: number;
  falsePositive: number;
  trueNegative: number;
  falseNegative: number;
}

/** A share with its 95% interval; both null for 0/0. */
export interface Share {
  value: number | null;
  interval: Interval | null;
}

/** What one decision threshold makes of the reviews. */
export interface ThresholdReport {
  /** Probability above which a review is called positive. */
  threshold: number;
  confusion: Confusion;
  accuracy: Share;
  /** Of the reviews called positive, the share that is. */
  precision: Share;
  /** Of the positive reviews, the share that was found; also called sensitivity. */
  recall: Share;
  /** Of the negative reviews, the share that was found. */
  specificity: Share;
  /** Harmonic mean of precision and recall. */
  f1: Share;
}

export interface RocPoint {
  falsePositiveRate: number;
  truePositiveRate: number;
  /** Every score (log-odds) from this one on is called positive here; null where none is. */
  score: number | null;
}

export interface PrecisionRecallPoint {
  recall: number;
  precision: number;
  /** As in RocPoint. */
  score: number | null;
}

export interface CalibrationBin {
  /** The bin holds probabilities p with from < p <= to; the first one holds 0 as well. */
  from: number;
  to: number;
  numReviews: number;
  /** Mean predicted probability of "positive"; null in an empty bin. */
  meanProbability: number | null;
  sharePositive: Share;
}

export interface Calibration {
  bins: CalibrationBin[];
  /** Expected calibration error, 0 to 1; null without reviews. */
  expectedError: number | null;
  /** Null where it was not asked for. */
  expectedErrorInterval: Interval | null;
}

export interface LengthAccuracy {
  /** Words before the cut, both ends included. */
  from: number;
  to: number;
  numReviews: number;
  accuracy: Share;
}

export interface EvaluationReport extends ThresholdReport {
  numReviews: number;
  numPositive: number;
  /** Scores were divided by it before they became probabilities; 1 leaves them as they are. */
  temperature: number;
  /** Mean negative log-likelihood, nats. */
  logLoss: number | null;
  logLossInterval: Interval | null;
  /** Area under the ROC curve. */
  auc: number | null;
  aucInterval: Interval | null;
  averagePrecision: number | null;
  averagePrecisionInterval: Interval | null;
  calibration: Calibration;
  /** Thinned for storage; the areas are those of all points. */
  roc: RocPoint[];
  precisionRecall: PrecisionRecallPoint[];
  accuracyByLength: LengthAccuracy[];
  /** Why some figures are null; null when none is for want of reviews. */
  reason: string | null;
}

/** Of one model on both splits. Probabilities are calibrated with the temperature, where there is one. */
export interface RunEvaluation {
  temperature: number | null;
  validation: EvaluationReport | null;
  test: EvaluationReport | null;
}
