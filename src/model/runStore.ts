/** Recorded runs in the browser. Implements `RunStore` of ../clients.ts. */
import type { RunList, RunStore } from '../clients';
import { STORAGE } from '../config';
import { errorMessage } from '../errors';
import type { RunRecord, RunScores, RunSummary } from '../types';
import { parseRun, parseScores, RunDatabase, type RunTransaction } from './runDatabase';

/** The store on a database of any name. The page's own functions stand at the end of this file. */
export function createRunStore(database: RunDatabase): RunStore {
  return {
    listRuns: () =>
      database.read('reading the recorded runs', async (transaction) =>
        sorted(await transaction.objectStore('runs').getAll()),
      ),

    loadScores: (id) =>
      database.read('reading the scores of a run', async (transaction) =>
        parseScores(await transaction.objectStore('runScores').get(id)),
      ),

    saveRun: (record, maxRuns) =>
      database.write('recording the run', async (transaction) => {
        await put(transaction, record);
        const { runs } = sorted(await transaction.objectStore('runs').getAll());
        const unnamed = runs.filter(({ id, isNamed }) => !isNamed && id !== record.id);
        const dropped = unnamed.slice(Math.max(0, unnamed.length - Math.max(0, runs.length - maxRuns)));
        for (const { id } of dropped) await remove(transaction, id);
        return dropped.map(({ id }) => id);
      }),

    changeRun: (record, changes) =>
      database.write('changing the record of a run', async (transaction) => {
        const runs = transaction.objectStore('runs');
        // What another tab has changed of it meanwhile stays; a run that is not there is put back whole.
        const stored: unknown = await runs.get(record.id);
        const { scores, ...summary } = record;
        const current = isRecord(stored) ? { ...summary, ...stored } : summary;
        await runs.put({ ...current, ...changes });
        const hasScores = changes.test !== undefined || !isRecord(stored);
        if (hasScores) await transaction.objectStore('runScores').put({ ...scores, id: record.id });
      }),

    deleteRun: (id) =>
      database.write('deleting the run', async (transaction) => {
        const scores = parseScores(await transaction.objectStore('runScores').get(id));
        await remove(transaction, id);
        return scores;
      }),
  };
}

async function put(transaction: RunTransaction, { scores, ...summary }: RunRecord): Promise<void> {
  await transaction.objectStore('runs').put(summary);
  await transaction.objectStore('runScores').put({ ...scores, id: summary.id });
}

async function remove(transaction: RunTransaction, id: string): Promise<void> {
  await transaction.objectStore('runs').delete(id);
  await transaction.objectStore('runScores').delete(id);
}

const isRecord = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** Whole runs, newest first, apart from what cannot be read, which must not hide them. */
function sorted(records: RunSummary[]): RunList {
  const runs: RunSummary[] = [];
  const unreadable: RunList['unreadable'] = [];
  for (const record of records) {
    try {
      runs.push(parseRun(record));
    } catch (error) {
      const name: unknown = record.name;
      unreadable.push({
        id: record.id,
        name: typeof name === 'string' ? name : '',
        reason: errorMessage(error),
      });
    }
  }
  return {
    runs: runs.toSorted((a, b) => Date.parse(b.startedAt) - Date.parse(a.startedAt)),
    unreadable,
  };
}

const store = createRunStore(new RunDatabase(STORAGE.database, STORAGE.databaseVersion));

export const listRuns = (): Promise<RunList> => store.listRuns();
export const loadScores = (id: string): Promise<RunScores> => store.loadScores(id);
export const saveRun = (record: RunRecord, maxRuns: number): Promise<string[]> =>
  store.saveRun(record, maxRuns);
export const changeRun: RunStore['changeRun'] = (record, changes) => store.changeRun(record, changes);
export const deleteRun = (id: string): Promise<RunScores> => store.deleteRun(id);
