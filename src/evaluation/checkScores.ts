/** What every evaluation is given, and what is refused. */
import { VerdictError } from '../errors';

export type Scores = Float64Array | Float32Array;

export interface LabelledScores {
  /** [N] log-odds (logit) of "positive", finite. */
  scores: Scores;
  /** [N] 0 negative, 1 positive. */
  labels: Uint8Array;
}

export interface EvaluationInput extends LabelledScores {
  /** [N] words of each review before the cut. */
  lengths: ArrayLike<number>;
}

/** @throws VerdictError 'bad-counts', 'not-finite' or 'bad-format' */
export function checkScores({ scores, labels }: LabelledScores): void {
  if (scores.length !== labels.length) {
    throw new VerdictError('bad-counts', `There are ${scores.length} scores for ${labels.length} labels.`);
  }
  for (let i = 0; i < scores.length; i++) {
    if (!Number.isFinite(scores[i])) {
      throw new VerdictError('not-finite', `The score of review ${i} is not a finite number.`);
    }
    if (labels[i]! > 1) throw new VerdictError('bad-format', `The label of review ${i} is neither 0 nor 1.`);
  }
}

/** @throws VerdictError as `checkScores`, and 'bad-counts' for a missing length */
export function checkInput(input: EvaluationInput): void {
  checkScores(input);
  if (input.lengths.length !== input.scores.length) {
    throw new VerdictError(
      'bad-counts',
      `There are ${input.scores.length} scores for ${input.lengths.length} lengths.`,
    );
  }
}

/** Why curves and areas cannot be had of these classes, in a sentence; null when they can. */
export function missingClass(numPositive: number, numNegative: number): string | null {
  if (numPositive + numNegative === 0) return 'There are no reviews to evaluate.';
  if (numPositive === 0) return 'All reviews are negative: nothing says how well positive ones are found.';
  if (numNegative === 0) return 'All reviews are positive: nothing says how well negative ones are found.';
  return null;
}
