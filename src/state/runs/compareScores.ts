/** Two runs on the same test reviews: where each is right, and whether that is more than chance. Pure. */
import { mcnemarOfCounts, verdictsOf, type McNemarResult } from '../../evaluation/mcnemar';
import type { RunScores, RunSummary } from '../../types';

export interface Contingency {
  bothRight: number;
  onlyFirst: number;
  onlySecond: number;
  bothWrong: number;
}

export type ScoreComparison =
  { kind: 'none'; reason: string } | { kind: 'compared'; counts: Contingency; test: McNemarResult };

/** Why two runs cannot be compared review by review, as far as is known without their scores; null if they can. */
export function obstacle(first: RunSummary, second: RunSummary): string | null {
  if (first.datasetHash !== second.datasetHash) {
    return 'The two runs are of different data: their test reviews are not the same.';
  }
  if (first.test === null || second.test === null) {
    const who =
      first.test !== null ? 'Run B has no' : second.test !== null ? 'Run A has no' : 'Neither run has a';
    return `${who} score on the test set: press “Evaluate on the test set” after a run, before the next one.`;
  }
  return null;
}

export function compareScores(first: RunScores, second: RunScores): ScoreComparison {
  const { test: a, testLabels: labels } = first;
  const { test: b, testLabels } = second;
  if (a === null || b === null || labels === null || testLabels === null) {
    return { kind: 'none', reason: 'The verdicts on the single test reviews were not kept for both runs.' };
  }
  if (a.length !== b.length || labels.length !== testLabels.length || !labels.every(sameAs(testLabels))) {
    return { kind: 'none', reason: 'The two runs were scored on different test reviews.' };
  }
  const counts = contingency(verdictsOf(a), verdictsOf(b), labels);
  return { kind: 'compared', counts, test: mcnemarOfCounts(counts.onlyFirst, counts.onlySecond) };
}

const sameAs =
  (other: Uint8Array) =>
  (label: number, index: number): boolean =>
    label === other[index];

/** Verdicts and labels [N], each 0 or 1. */
export function contingency(first: Uint8Array, second: Uint8Array, labels: Uint8Array): Contingency {
  const counts = { bothRight: 0, onlyFirst: 0, onlySecond: 0, bothWrong: 0 };
  labels.forEach((label, index) => {
    const [isFirstRight, isSecondRight] = [first[index] === label, second[index] === label];
    if (isFirstRight) counts[isSecondRight ? 'bothRight' : 'onlyFirst']++;
    else counts[isSecondRight ? 'onlySecond' : 'bothWrong']++;
  });
  return counts;
}

/** Below it, a difference is called more than chance. */
const SIGNIFICANT = 0.05;

/** "0.18", "0.0004", "less than 0.0001". */
export function pValueInWords(pValue: number): string {
  if (pValue < 0.0001) return 'less than 0.0001';
  return pValue.toFixed(pValue < 0.001 ? 4 : pValue < 0.1 ? 3 : 2);
}

const reviews = (count: number): string =>
  `${count.toLocaleString('en')} ${count === 1 ? 'review' : 'reviews'}`;

/** The comparison in plain sentences; the runs are called A and B. */
export function verdictOnRuns({ onlyFirst, onlySecond }: Contingency, { pValue }: McNemarResult): string {
  if (pValue === null) return 'A and B are right and wrong on the same reviews.';
  const facts = `A is right on ${reviews(onlyFirst)} where B is wrong, B on ${reviews(onlySecond)} where A is wrong.`;
  if (pValue >= SIGNIFICANT) {
    return `${facts} Two equally good models would often differ as much: this does not show that either is better.`;
  }
  const better = onlyFirst > onlySecond ? 'A' : 'B';
  return `${facts} Two equally good models would rarely differ as much: ${better} is better on reviews like these.`;
}
