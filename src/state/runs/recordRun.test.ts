/** Runs as they end, are tested, named, deleted and put back, whether storage works or not. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { RunStore } from '../../clients';
import { VerdictError } from '../../errors';
import type { RunRecord, RunSummary } from '../../types';
import { getState, INITIAL_STATE, setState } from '../store';
import { createGate, fakes, settle } from '../testing/fakeWorkers';
import { scoresOf } from './changeRuns';
import { keepUnsaved, MAX_RUNS, recordRun, recordTest, type EndedRun } from './recordRun';
import { deleteRun, forgetDeletedRun, putBackRun, refreshRuns, renameRun, toggleRun } from './runActions';
import { exampleRun } from './testing/exampleRun';

vi.mock('../workers', () => import('../testing/fakeWorkers'));

let stored: Map<string, RunRecord>;
const scores = Float32Array.of(1, -1);
const labels = Uint8Array.of(1, 1);
const metrics = {
  loss: 0.5,
  accuracy: 0.5,
  reviews: 2,
  seconds: 1,
  answers: { scores, labels, numWords: Int32Array.of(3, 4) },
};

function ended(changed: Partial<EndedRun> = {}): EndedRun {
  const { id: _1, name: _2, isNamed: _3, test: _4, scores: _5, ...run } = exampleRun('x');
  return { ...run, ...changed };
}

function summary(record: RunRecord): RunSummary {
  const { scores: _, ...run } = record;
  return run;
}

function workingStore(): RunStore {
  return {
    listRuns: async () => ({ runs: [...stored.values()].map(summary), unreadable: [] }),
    loadScores: async (id) => stored.get(id)!.scores,
    saveRun: async (record) => {
      stored.set(record.id, record);
      return [];
    },
    changeRun: async (record, changes) => void stored.set(record.id, { ...record, ...changes }),
    deleteRun: async (id) => {
      const run = stored.get(id);
      stored.delete(id);
      return run?.scores ?? { test: null, testLabels: null };
    },
  };
}

const fail = (): Promise<never> => Promise.reject(new VerdictError('storage-full', 'No room.'));
const runs = () => getState().runs;
const listed = (): string[] => runs().list.map(({ name }) => name);

beforeEach(() => {
  setState(INITIAL_STATE, true);
  stored = new Map();
  fakes.runs = workingStore();
});

describe('a run that has ended', () => {
  it('is on the page at once and in storage soon', async () => {
    const id = recordRun(ended())!;
    expect(listed()).toEqual(['Tutorial (as published), seed 1']);
    expect(runs().list[0]).toMatchObject({ ...ended(), id, test: null, isNamed: false });
    await settle();
    expect(stored.get(id)).toMatchObject({ ...ended(), id });
    expect(runs().unsaved).toEqual([]);
  });

  it('is not recorded without a whole epoch', async () => {
    expect(recordRun(ended({ epochs: [], outcome: 'stopped' }))).toBeNull();
    await settle();
    expect([listed(), stored.size]).toEqual([[], 0]);
  });

  it('is given its score on the test set, even before it is stored', async () => {
    const gate = createGate<string[]>();
    const working = workingStore();
    fakes.runs.saveRun = async (record, max) => {
      await gate.promise;
      return working.saveRun(record, max);
    };
    const id = recordRun(ended())!;
    recordTest(id, metrics);
    const test = { loss: 0.5, accuracy: 0.5, reviews: 2, seconds: 1 };
    expect(runs().list[0]!.test).toEqual(test);
    gate.open([]);
    await settle();
    expect(stored.get(id)).toMatchObject({ test, scores: { test: scores, testLabels: labels } });
    expect(await scoresOf(id)).toEqual({ test: scores, testLabels: labels });
  });

  it('can be scored by a worker that says nothing of single reviews', async () => {
    const id = recordRun(ended())!;
    recordTest(id, { loss: 0.5, accuracy: 0.5, reviews: 2, seconds: 1 });
    await settle();
    expect(stored.get(id)).toMatchObject({ scores: { test: null, testLabels: null } });
  });

  it('takes those off the page that storage has dropped for it', async () => {
    const first = recordRun(ended())!;
    await settle();
    toggleRun(first);
    fakes.runs.saveRun = async () => [first];
    recordRun(ended());
    await settle();
    expect(listed()).toEqual(['Tutorial (as published), seed 1 (2)']);
    expect(runs().checked).toEqual([]);
    expect(getState().notice?.text).toContain(`${MAX_RUNS} runs are kept`);
  });
});

describe('storage that fails', () => {
  it('leaves the run and its score on the page, and says so', async () => {
    fakes.runs.saveRun = fail;
    fakes.runs.changeRun = fail;
    const id = recordRun(ended())!;
    recordTest(id, metrics);
    await settle();
    expect(runs()).toMatchObject({ unsaved: [id], trouble: { message: 'No room.' } });
    expect(runs().list[0]!.test?.accuracy).toBe(0.5);
    expect(getState().notice?.text).toMatch(/could not be kept/);
    fakes.runs = workingStore();
    await keepUnsaved();
    expect(runs()).toMatchObject({ unsaved: [], trouble: null });
    expect(stored.get(id)).toMatchObject({ test: { accuracy: 0.5 }, scores: { test: scores } });
  });

  it('to read the list keeps what the page has', async () => {
    recordRun(ended());
    await settle();
    fakes.runs.listRuns = fail;
    await refreshRuns();
    expect(listed()).toHaveLength(1);
    expect(runs().trouble).not.toBeNull();
  });

  it('to delete keeps the run, unless it was never stored', async () => {
    const id = recordRun(ended())!;
    await settle();
    fakes.runs.deleteRun = fail;
    fakes.runs.saveRun = fail;
    const unstored = recordRun(ended())!;
    await settle();
    await deleteRun(id);
    expect(runs().list.map((run) => run.id)).toContain(id);
    await deleteRun(unstored);
    expect(runs().list.map((run) => run.id)).toEqual([id]);
    expect(runs().deleted.map((run) => run.id)).toEqual([unstored]);
  });
});

describe('the list', () => {
  it('is that of storage, with what the page has recorded meanwhile', async () => {
    stored.set('old', exampleRun('old', { startedAt: '2026-01-01T00:00:00Z' }));
    stored.set('new', exampleRun('new', { startedAt: '2026-05-01T00:00:00Z' }));
    const id = recordRun(ended())!;
    await settle();
    await refreshRuns();
    expect(runs().list.map((run) => run.id)).toEqual(['new', id, 'old']);
    expect(runs().isLoaded).toBe(true);
    expect(await scoresOf('old')).toEqual(exampleRun('old').scores);
  });

  it('shows a new name at once, and stores it', async () => {
    const id = recordRun(ended())!;
    const renaming = renameRun(id, '  Mine ');
    expect(runs().list[0]).toMatchObject({ name: 'Mine', isNamed: true });
    await renaming;
    expect(stored.get(id)).toMatchObject({ name: 'Mine', isNamed: true });
    await renameRun(id, ' ');
    expect(listed()).toEqual(['Mine']);
  });

  it('takes a deleted run back with its scores', async () => {
    stored.set('a', exampleRun('a'));
    await refreshRuns();
    toggleRun('a');
    await deleteRun('a');
    expect([listed(), stored.size, runs().checked]).toEqual([[], 0, []]);
    await putBackRun('a');
    expect(listed()).toEqual(['Run a']);
    expect(stored.get('a')).toEqual(exampleRun('a'));
    expect(runs().deleted).toEqual([]);
    await deleteRun('a');
    forgetDeletedRun('a');
    await putBackRun('a');
    expect(listed()).toEqual([]);
  });
});
