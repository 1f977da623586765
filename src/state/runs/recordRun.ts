/**
 * Records runs as they end and are tested. The page's list comes first and storage after it: when storage
 * fails, the run stays on the page and a notice says that it will be gone with it.
 */
import type { RunRecord, RunScores, RunSummary, TestMetrics } from '../../types';
import { showNotice } from '../noticeActions';
import { troubleOf } from '../status';
import { getState } from '../store';
import { runStore } from '../workers';
import {
  addRun,
  changeRunsState,
  inTurn,
  markUnsaved,
  NO_SCORES,
  recordOf,
  removeRuns,
  updateRun,
} from './changeRuns';
import { defaultRunName } from './runFacts';

/** A few hundred kilobytes each at most, with their scores. */
export const MAX_RUNS = 200;

export type EndedRun = Omit<RunSummary, 'id' | 'name' | 'isNamed' | 'test'>;

/**
 * Call when a run has ended well or was stopped.
 * @returns the id of its record; null for a run without a whole epoch, which is not recorded
 */
export function recordRun(run: EndedRun): string | null {
  if (run.epochs.length === 0) return null;
  const record: RunRecord = {
    ...run,
    id: newRunId(run.startedAt),
    name: defaultRunName(run.settings, getState().runs.list),
    isNamed: false,
    test: null,
    scores: NO_SCORES,
  };
  addRun(record);
  void keepRun(record.id);
  return record.id;
}

/** Two tabs may start a run in the same millisecond. */
function newRunId(startedAt: string): string {
  const [random] = crypto.getRandomValues(new Uint32Array(1));
  return `${startedAt}-${(random ?? 0).toString(16).padStart(8, '0')}`;
}

/** Call when the model that a run left has been scored on the test set. */
export function recordTest(id: string, { loss, accuracy, reviews, seconds, answers }: TestMetrics): void {
  const kept: RunScores =
    answers === undefined ? NO_SCORES : { test: answers.scores, testLabels: answers.labels };
  const test = { loss, accuracy, reviews, seconds };
  updateRun(id, { test }, kept);
  void keepChange(id, { test });
}

/** Stores the run as it is on the page. */
export async function keepRun(id: string): Promise<void> {
  await keeping(id, async (record) => {
    const dropped = await (await runStore()).saveRun(record, MAX_RUNS);
    if (dropped.length === 0) return;
    removeRuns(dropped);
    const what =
      dropped.length === 1
        ? 'the oldest without a name of its own was'
        : `${dropped.length} without names were`;
    showNotice(`${MAX_RUNS} runs are kept: ${what} dropped. A run that you name stays.`);
  });
}

/** Stores what has changed of a run on the page. */
export async function keepChange(
  id: string,
  changes: Partial<Pick<RunSummary, 'name' | 'isNamed' | 'test'>>,
): Promise<void> {
  await keeping(id, async (record) => (await runStore()).changeRun(record, changes));
}

function keeping(id: string, work: (record: RunRecord) => Promise<void>): Promise<void> {
  return inTurn(async () => {
    const record = recordOf(id);
    // Deleted meanwhile.
    if (record === undefined) return;
    try {
      await work(record);
      markUnsaved(id, false);
    } catch (error) {
      markUnsaved(id, true);
      changeRunsState(() => ({ trouble: troubleOf(error) }));
      showNotice(
        `“${record.name}” stays in step 8 until the page is closed, but could not be kept: see there.`,
      );
    }
  });
}

/** Tries again to store what could not be stored. */
export async function keepUnsaved(): Promise<void> {
  changeRunsState(() => ({ trouble: null }));
  await Promise.all(getState().runs.unsaved.map(keepRun));
}
