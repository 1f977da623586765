/** One run in the page from its start to its score; what was reached is reported however it ends. */
import type { RunReport, TestMetrics } from '../../src/types';
import { messageOf } from '../support/project';

/** How long the test split may take to arrive and be scored. */
const EVALUATION_TIMEOUT_MS = 30 * 60_000;
/** How long a run that is stopped may take to finish its batch. */
const STOPPING_TIMEOUT_MS = 60_000;

/** What is asked of the page; `VerdictPage` offers it. */
export interface TrainingPage {
  startRun: () => Promise<void>;
  runEnded: (timeoutMs: number, onEpochs?: () => Promise<void>) => Promise<void>;
  stopRun: () => Promise<void>;
  report: () => Promise<RunReport | null>;
  evaluateTest: (timeoutMs: number) => Promise<RunReport & { test: TestMetrics }>;
  messages: () => Promise<string>;
}

export interface TrainOutcome {
  /** As far as the run came; `test` is null when the test set was not scored. */
  report: RunReport;
  /** Why it is not the whole of what was asked for; null when it is. */
  failure: string | null;
}

/** Throws only when there is nothing to report: not one epoch was finished. */
export async function trainAndScore(
  page: TrainingPage,
  timeoutMs: number,
  onEpochs: () => Promise<void>,
): Promise<TrainOutcome> {
  await page.startRun();
  const overtime = await endedOrStopped(page, timeoutMs, onEpochs);
  const report = await page.report();
  if (report === null || report.epochs.length === 0) {
    throw new Error(`Nothing was trained. ${overtime ?? (await page.messages())}`);
  }
  if (!isWhole(report)) {
    const why = overtime ?? (await page.messages());
    return { report, failure: `The run ended after ${report.epochs.length} epochs. ${why}` };
  }
  console.log('Scoring the test set');
  try {
    return { report: await page.evaluateTest(EVALUATION_TIMEOUT_MS), failure: null };
  } catch (error) {
    return { report, failure: messageOf(error) };
  }
}

/** A run may end early because validation grew no better, and a linear model has no epochs. */
function isWhole({ epochs, outcome, settings }: RunReport): boolean {
  const mayBeShort = settings.patience > 0 || settings.branches === 'linear';
  return outcome === 'finished' && (mayBeShort || epochs.length >= settings.epochs);
}

/** Stops a run that takes too long, so that its finished epochs can be had. Returns what was wrong, or null. */
async function endedOrStopped(
  page: TrainingPage,
  timeoutMs: number,
  onEpochs: () => Promise<void>,
): Promise<string | null> {
  try {
    await page.runEnded(timeoutMs, onEpochs);
    return null;
  } catch (error) {
    await page.stopRun();
    await page.runEnded(STOPPING_TIMEOUT_MS, onEpochs);
    return messageOf(error);
  }
}
