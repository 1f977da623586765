/** How the page's list of runs changes, and the scores that belong to it. */
import type { RunRecord, RunScores, RunSummary } from '../../types';
import { getState, setState } from '../store';
import { runStore } from '../workers';
import type { RunsState } from './runsState';

export const NO_SCORES: RunScores = { test: null, testLabels: null };

/** Of runs that were recorded or changed on this page, which storage may lack. */
const scoresHere = new Map<string, RunScores>();

export function changeRunsState(change: (runs: RunsState) => Partial<RunsState>): void {
  setState(({ runs }) => ({ runs: { ...runs, ...change(runs) } }));
}

export const runOf = (id: string): RunSummary | undefined =>
  getState().runs.list.find((run) => run.id === id);

/** The run as this page has it, with the scores that are at hand; undefined when it was deleted. */
export function recordOf(id: string): RunRecord | undefined {
  const run = runOf(id);
  return run === undefined ? undefined : { ...run, scores: scoresHere.get(id) ?? NO_SCORES };
}

export function addRun({ scores, ...run }: RunRecord): void {
  scoresHere.set(run.id, scores);
  changeRunsState(({ list }) => ({ list: [run, ...list.filter(({ id }) => id !== run.id)] }));
}

export function updateRun(id: string, changes: Partial<RunSummary>, scores?: RunScores): void {
  if (scores !== undefined) scoresHere.set(id, scores);
  changeRunsState(({ list }) => ({
    list: list.map((run) => (run.id === id ? { ...run, ...changes } : run)),
  }));
}

export function removeRuns(ids: readonly string[]): void {
  const isKept = (id: string): boolean => !ids.includes(id);
  for (const id of ids) scoresHere.delete(id);
  changeRunsState(({ list, checked, unsaved }) => ({
    list: list.filter(({ id }) => isKept(id)),
    checked: checked.filter(isKept),
    unsaved: unsaved.filter(isKept),
  }));
}

export function markUnsaved(id: string, isUnsaved: boolean): void {
  changeRunsState(({ unsaved }) => {
    const others = unsaved.filter((other) => other !== id);
    return { unsaved: isUnsaved ? [...others, id] : others };
  });
}

/** From this page, else from storage. */
export async function scoresOf(id: string): Promise<RunScores> {
  return scoresHere.get(id) ?? (await runStore()).loadScores(id);
}

let last: Promise<unknown> = Promise.resolve();

/** One change of storage after the other, so that a later one never finds the run missing. */
export function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const next = last.then(work, work);
  last = next.catch(() => {});
  return next;
}
