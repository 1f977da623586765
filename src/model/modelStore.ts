/** Saved models in the browser. Implements `ModelStore` of ../clients.ts, in a page and in a worker. */
import type { ModelStore } from '../clients';
import { STORAGE } from '../config';
import { errorCode, errorMessage, VerdictError } from '../errors';
import type { ModelBundle, ModelMeta, UnreadableModel } from '../types';
import { checkBundle, parseMeta } from './bundle';
import { ModelDatabase, type ModelContents, type WriteTransaction } from './modelDatabase';

/** What the training worker needs beside what the page does. */
export interface WorkerModelStore extends ModelStore {
  /**
   * Saves the best epoch of a run in place of the one before, and drops the oldest automatic saves. A model
   * that the user has made their own meanwhile stays: the run goes on under another id.
   * @param maxAutosaves how many automatic saves there may be, this one included
   * @returns the id
   */
  saveAutosave(bundle: ModelBundle, maxAutosaves: number): Promise<string>;
}

/** The store on a database of any name. The page's own functions stand at the end of this file. */
export function createModelStore(database: ModelDatabase): WorkerModelStore {
  return {
    listModels: async () => (await takeStock(database)).models,

    listUnreadable: async () => (await takeStock(database)).unreadable,

    async saveModel(bundle) {
      checkToSave(bundle);
      await database.write('saving the model', (transaction) => put(transaction, bundle, bundle.meta.id));
    },

    async saveAutosave(bundle, maxAutosaves) {
      checkToSave(bundle);
      return database.write('saving the best epoch', async (transaction) => {
        const saved = (await transaction.objectStore('metas').getAll()).flatMap(readable);
        const kept = new Set(saved.filter(({ isAutosave }) => !isAutosave).map(({ id }) => id));
        const id = freeId(bundle.meta.id, (candidate) => kept.has(candidate));
        const others = saved.filter((meta) => meta.isAutosave && meta.id !== id).toSorted(newestFirst);
        for (const old of others.slice(maxAutosaves - 1)) await remove(transaction, old.id);
        await put(transaction, bundle, id);
        return id;
      });
    },

    async loadModel(id) {
      const [meta, contents] = await database.read('loading the model', (transaction) =>
        Promise.all([transaction.objectStore('metas').get(id), transaction.objectStore('contents').get(id)]),
      );
      return toBundle(meta, contents);
    },

    async renameModel(id, name) {
      const newName = name.trim();
      if (newName === '') throw new VerdictError('bad-settings', 'A model needs a name: type one.');
      await database.write('renaming the model', async (transaction) => {
        const metas = transaction.objectStore('metas');
        const meta = await metas.get(id);
        if (meta === undefined) throw gone();
        await metas.put({ ...meta, name: newName, isAutosave: false });
      });
    },

    async deleteModel(id) {
      const [meta, contents] = await database.write('deleting the model', async (transaction) => {
        const found = [
          await transaction.objectStore('metas').get(id),
          await transaction.objectStore('contents').get(id),
        ] as const;
        await remove(transaction, id);
        return found;
      });
      try {
        return toBundle(meta, contents);
      } catch (error) {
        if (errorCode(error) !== 'bad-archive') throw error;
        return null;
      }
    },

    async restoreModel(bundle) {
      checkToSave(bundle);
      await database.write('putting the model back', async (transaction) => {
        const stores = [transaction.objectStore('metas'), transaction.objectStore('contents')] as const;
        const taken = new Set((await Promise.all(stores.map((store) => store.getAllKeys()))).flat());
        await put(
          transaction,
          bundle,
          freeId(bundle.meta.id, (id) => taken.has(id)),
        );
      });
    },
  };
}

async function put(transaction: WriteTransaction, bundle: ModelBundle, id: string): Promise<void> {
  const { meta, ...contents } = bundle;
  await transaction.objectStore('contents').put({ ...contents, id });
  await transaction.objectStore('metas').put({ ...meta, id });
}

async function remove(transaction: WriteTransaction, id: string): Promise<void> {
  await transaction.objectStore('metas').delete(id);
  await transaction.objectStore('contents').delete(id);
}

/** The id itself, or the first of `id-2`, `id-3` … that is not taken. */
function freeId(id: string, isTaken: (id: string) => boolean): string {
  let candidate = id;
  for (let n = 2; isTaken(candidate); n++) candidate = `${id}-${n}`;
  return candidate;
}

const newestFirst = (a: ModelMeta, b: ModelMeta): number => Date.parse(b.savedAt) - Date.parse(a.savedAt);

interface Stock {
  models: ModelMeta[];
  unreadable: UnreadableModel[];
}

/** Everything that is there, by descriptions and keys alone. */
async function takeStock(database: ModelDatabase): Promise<Stock> {
  const [records, ids] = await database.read('reading the list of models', (transaction) =>
    Promise.all([
      transaction.objectStore('metas').getAll(),
      transaction.objectStore('contents').getAllKeys(),
    ]),
  );
  const withoutMeta = new Set(ids);
  const models: ModelMeta[] = [];
  const unreadable: UnreadableModel[] = [];
  for (const record of records) {
    const hasContents = withoutMeta.delete(record.id);
    try {
      const meta = parseMeta(record);
      if (!hasContents) throw new VerdictError('bad-archive', 'Its network is missing.');
      models.push(meta);
    } catch (error) {
      unreadable.push({ id: record.id, name: nameOf(record), reason: errorMessage(error) });
    }
  }
  for (const id of withoutMeta) unreadable.push({ id, name: '', reason: 'Its description is missing.' });
  return { models: models.toSorted(newestFirst), unreadable };
}

/** A record that another version wrote, or that was damaged, must not hide the others. */
function readable(record: unknown): ModelMeta[] {
  try {
    return [parseMeta(record)];
  } catch {
    return [];
  }
}

/** The name in a record that may be damaged. */
function nameOf({ name }: { name: unknown }): string {
  return typeof name === 'string' ? name : '';
}

/** What could not be loaded again is not saved, least of all in place of a good model. */
function checkToSave(bundle: ModelBundle): void {
  try {
    checkBundle(bundle);
  } catch (error) {
    throw new VerdictError('bad-archive', `Nothing was saved. ${errorMessage(error)}`, { cause: error });
  }
}

/** @throws VerdictError 'no-model' when neither is there, 'bad-archive' when they are damaged */
function toBundle(meta: ModelMeta | undefined, contents: ModelContents | undefined): ModelBundle {
  if (meta === undefined && contents === undefined) throw gone();
  if (meta === undefined || contents === undefined) {
    throw new VerdictError('bad-archive', 'Half of this saved model is missing. Delete it.');
  }
  const { id: _, ...parts } = contents;
  const bundle = { ...parts, meta: parseMeta(meta) };
  checkBundle(bundle);
  return bundle;
}

function gone(): VerdictError {
  return new VerdictError(
    'no-model',
    'This model is no longer saved in this browser: it may have been deleted in another tab.',
  );
}

const store = createModelStore(new ModelDatabase(STORAGE.database, STORAGE.databaseVersion));

export const listModels = (): Promise<ModelMeta[]> => store.listModels();
export const listUnreadable = (): Promise<UnreadableModel[]> => store.listUnreadable();
export const saveModel = (bundle: ModelBundle): Promise<void> => store.saveModel(bundle);
export const saveAutosave = (bundle: ModelBundle, maxAutosaves: number): Promise<string> =>
  store.saveAutosave(bundle, maxAutosaves);
export const loadModel = (id: string): Promise<ModelBundle> => store.loadModel(id);
export const renameModel = (id: string, name: string): Promise<void> => store.renameModel(id, name);
export const deleteModel = (id: string): Promise<ModelBundle | null> => store.deleteModel(id);
export const restoreModel = (bundle: ModelBundle): Promise<void> => store.restoreModel(bundle);
