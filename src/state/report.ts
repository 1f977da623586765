/**
 * The only thing that the page shows to scripts: `window.verdict`.
 *
 * - `ready` resolves when the page has read its address, listed the saved models and loaded the last one.
 * - `report()` describes the last run that ended (finished or stopped), or is null before there is one:
 *   the settings it ran with, the backend, the metrics of its epochs, memory at its end, and the score on
 *   the test set once `Evaluate on the test set` has been pressed.
 * - `numRunsEnded()` grows by one whenever a run ends, well or badly: a run may be shorter than the interval
 *   at which a script looks at the page.
 */
import type { RunReport } from '../types';
import { useVerdict, type VerdictState } from './store';

declare global {
  interface Window {
    verdict: { ready: Promise<void>; report: () => RunReport | null; numRunsEnded: () => number };
  }
}

export function reportOf({ result, runSettings, test }: VerdictState): RunReport | null {
  if (result === null || runSettings === null) return null;
  const { outcome, backend, epochs, memory, seconds } = result;
  const metrics = test.kind === 'done' ? test.metrics : null;
  return { settings: runSettings, outcome, backend, epochs, test: metrics, memory, seconds };
}

export function exposeReport(ready: Promise<void>): void {
  window.verdict = {
    ready,
    report: () => reportOf(useVerdict.getState()),
    numRunsEnded: () => useVerdict.getState().numRunsEnded,
  };
}
