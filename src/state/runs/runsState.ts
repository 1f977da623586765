/** What the page knows of recorded runs. */
import type { RunRecord, RunSummary, UnreadableModel } from '../../types';
import type { Trouble } from '../status';

export interface RunsState {
  /** All that there are, newest first: those in storage, and those of this page that could not be stored. */
  list: RunSummary[];
  /** Whether storage has been read. */
  isLoaded: boolean;
  trouble: Trouble | null;
  /** Ids of runs whose record is on this page alone, or newer here than in storage. */
  unsaved: string[];
  /** Ids of the runs that are compared, in the order in which they were ticked: A, B, C … */
  checked: string[];
  /** Deleted since the page was opened and still to be had back, the last one last. */
  deleted: RunRecord[];
  unreadable: UnreadableModel[];
}

export const NO_RUNS: RunsState = {
  list: [],
  isLoaded: false,
  trouble: null,
  unsaved: [],
  checked: [],
  deleted: [],
  unreadable: [],
};

/** The runs that are compared, A first. */
export function checkedRuns({ list, checked }: RunsState): RunSummary[] {
  return checked.flatMap((id) => list.filter((run) => run.id === id));
}

/** "A" for the first run that is compared, "AA" after "Z". */
export function letterOf(index: number): string {
  const letter = String.fromCodePoint(65 + (index % 26));
  return index < 26 ? letter : `${letterOf(Math.floor(index / 26) - 1)}${letter}`;
}
