/** What the page does with recorded runs: list, tick, name, delete, put back. */
import type { RunRecord } from '../../types';
import { showNotice } from '../noticeActions';
import { troubleOf } from '../status';
import { getState } from '../store';
import { runStore } from '../workers';
import {
  addRun,
  changeRunsState,
  inTurn,
  NO_SCORES,
  recordOf,
  removeRuns,
  runOf,
  updateRun,
} from './changeRuns';
import { keepChange, keepRun } from './recordRun';

/** Small beside deleted models. */
const MAX_DELETED = 10;

/** Reads the runs from storage. What this page has recorded meanwhile stays. */
export async function refreshRuns(): Promise<void> {
  try {
    const { runs, unreadable } = await (await runStore()).listRuns();
    changeRunsState(({ list }) => {
      const here = new Set(list.map(({ id }) => id));
      const all = [...list, ...runs.filter(({ id }) => !here.has(id))];
      const newestFirst = all.toSorted((a, b) => Date.parse(b.startedAt) - Date.parse(a.startedAt));
      return { list: newestFirst, unreadable, isLoaded: true, trouble: null };
    });
  } catch (error) {
    changeRunsState(() => ({ trouble: troubleOf(error), isLoaded: true }));
  }
}

export function toggleRun(id: string): void {
  changeRunsState(({ checked }) => ({
    checked: checked.includes(id) ? checked.filter((other) => other !== id) : [...checked, id],
  }));
}

export function uncheckRuns(): void {
  changeRunsState(() => ({ checked: [] }));
}

export function dismissRunsTrouble(): void {
  changeRunsState(() => ({ trouble: null }));
}

/** A run that has a name of its own is never dropped to make room. Does nothing for an empty name. */
export async function renameRun(id: string, text: string): Promise<void> {
  const name = text.trim();
  const run = runOf(id);
  if (name === '' || run === undefined || run.name === name) return;
  updateRun(id, { name, isNamed: true });
  await keepChange(id, { name, isNamed: true });
}

/** Deletes a run; it can be put back until a few others are deleted. It stays where storage does not let it go. */
export function deleteRun(id: string): Promise<void> {
  return inTurn(async () => {
    const record = recordOf(id);
    if (record === undefined) return;
    try {
      const stored = await storedScores(id);
      const scores = record.scores.test === null ? stored : record.scores;
      const deleted: RunRecord = { ...record, scores };
      removeRuns([id]);
      changeRunsState(({ deleted: others }) => ({ deleted: [...others, deleted].slice(-MAX_DELETED) }));
    } catch (error) {
      changeRunsState(() => ({ trouble: troubleOf(error) }));
    }
  });
}

/** What was never stored need not be deleted there. */
async function storedScores(id: string): Promise<RunRecord['scores']> {
  try {
    return await (await runStore()).deleteRun(id);
  } catch (error) {
    if (getState().runs.unsaved.includes(id)) return NO_SCORES;
    throw error;
  }
}

export async function putBackRun(id: string): Promise<void> {
  const record = getState().runs.deleted.find((run) => run.id === id);
  if (record === undefined) return;
  forgetDeletedRun(id);
  addRun(record);
  await keepRun(id);
  showNotice(`“${record.name}” is back.`);
}

export function forgetDeletedRun(id: string): void {
  changeRunsState(({ deleted }) => ({ deleted: deleted.filter((run) => run.id !== id) }));
}

/** Deletes the records that cannot be read, for good. */
export function deleteUnreadableRuns(): Promise<void> {
  return inTurn(async () => {
    try {
      const store = await runStore();
      for (const { id } of getState().runs.unreadable) await store.deleteRun(id);
      changeRunsState(() => ({ unreadable: [] }));
    } catch (error) {
      changeRunsState(() => ({ trouble: troubleOf(error) }));
    }
  });
}
