/**
 * The only thing that the page shows to scripts: `window.verdict`.
 *
 * - `ready` resolves when the page has read its address, listed the saved models and loaded the last one.
 * - `report()` describes the last run that ended (finished or stopped), or is null before there is one:
 *   the settings it ran with, the backend, the metrics of its epochs, memory at its end, and the score on
 *   the test set once `Evaluate on the test set` has been pressed.
 * - `evaluation()` is all that is to be said of the answers of that run's model: on the validation reviews, and on
 *   the test reviews once they were read. Computed when it is asked for.
 * - `numRunsEnded()` grows by one whenever a run ends, well or badly: a run may be shorter than the interval
 *   at which a script looks at the page.
 */
import { evaluateScores } from '../evaluation/evaluateScores';
import type { EvaluationReport, RunEvaluation } from '../evaluation/report';
import type { RunReport, Scores, TestMetrics } from '../types';
import { useVerdict, type VerdictState } from './store';

declare global {
  interface Window {
    verdict: {
      ready: Promise<void>;
      report: () => RunReport | null;
      evaluation: () => RunEvaluation | null;
      numRunsEnded: () => number;
    };
  }
}

export function reportOf({ result, runSettings, test }: VerdictState): RunReport | null {
  if (result === null || runSettings === null) return null;
  const { outcome, backend, epochs, memory, seconds, numParams = null, preparationSeconds = null } = result;
  return {
    settings: runSettings,
    outcome,
    backend,
    epochs,
    test: test.kind === 'done' ? metricsOnly(test.metrics) : null,
    numParams,
    preparationSeconds,
    memory,
    seconds,
  };
}

/** Thousands of answers are no part of a report. */
function metricsOnly({ loss, accuracy, reviews, seconds }: TestMetrics): TestMetrics {
  return { loss, accuracy, reviews, seconds };
}

export function evaluationOf({ result, model, test }: VerdictState): RunEvaluation | null {
  if (model === null) return null;
  const temperature = result?.temperature ?? model.temperature ?? null;
  const reportOn = (answers: Scores | null | undefined): EvaluationReport | null =>
    answers === null || answers === undefined
      ? null
      : evaluateScores({
          scores: answers.scores,
          labels: answers.labels,
          lengths: answers.numWords,
          temperature: temperature ?? 1,
        });
  return {
    temperature,
    validation: reportOn(result?.validation),
    test: reportOn(test.kind === 'done' ? test.metrics.answers : null),
  };
}

export function exposeReport(ready: Promise<void>): void {
  window.verdict = {
    ready,
    report: () => reportOf(useVerdict.getState()),
    evaluation: () => evaluationOf(useVerdict.getState()),
    numRunsEnded: () => useVerdict.getState().numRunsEnded,
  };
}
