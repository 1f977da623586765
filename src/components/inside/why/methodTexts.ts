/** The two ways of saying what a word contributes, for people; terms marked as in story/Term.tsx. */
import type { ExplanationMethod } from '../../../insightTypes';

export const METHODS: readonly ExplanationMethod[] = ['integratedGradients', 'leaveOneOut'];

export const METHOD_NAMES: Record<ExplanationMethod, string> = {
  integratedGradients: 'Integrated gradients',
  leaveOneOut: 'Leaving each word out',
};

/** Where there is little room. */
export const SHORT_NAMES: Record<ExplanationMethod, string> = {
  integratedGradients: 'Gradients',
  leaveOneOut: 'Leaving out',
};

export const METHOD_TEXTS: Record<ExplanationMethod, string> = {
  integratedGradients:
    'Every word is faded in, from nothing to its full vector, and what each one moves the answer (in [[logOdds|log-odds]]) on the way is added up: [[integratedGradients|integrated gradients]]. ' +
    'The answer is shared out among the words without a remainder, so the numbers can be compared and summed.',
  leaveOneOut:
    'The review is read once more without each word, and what the answer loses, in [[logOdds|log-odds]], is that word’s contribution. ' +
    'This is what would really happen; but words that say the same stand in for each other, so the numbers do not add up to the answer.',
};
