/** Saved models in the browser. Implements `ModelStore` of ../clients.ts, in a page and in a worker. */
import type { ModelStore } from '../clients';
import { STORAGE } from '../config';
import { errorCode, VerdictError } from '../errors';
import type { ModelBundle, ModelMeta } from '../types';
import { checkBundle, parseMeta } from './bundle';
import { ModelDatabase, type ModelContents } from './modelDatabase';

/** The store on a database of any name. The page's own functions stand at the end of this file. */
export function createModelStore(database: ModelDatabase): ModelStore {
  return {
    async listModels() {
      const records = await database.read('reading the list of models', (transaction) =>
        transaction.objectStore('metas').getAll(),
      );
      return records.flatMap(readable).toSorted((a, b) => Date.parse(b.savedAt) - Date.parse(a.savedAt));
    },

    async saveModel({ meta, ...contents }) {
      await database.write('saving the model', async (transaction) => {
        await transaction.objectStore('contents').put({ ...contents, id: meta.id });
        await transaction.objectStore('metas').put(meta);
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
        await metas.put({ ...meta, name: newName });
      });
    },

    async deleteModel(id) {
      const [meta, contents] = await database.write('deleting the model', async (transaction) => {
        const metas = transaction.objectStore('metas');
        const allContents = transaction.objectStore('contents');
        const found = [await metas.get(id), await allContents.get(id)] as const;
        await metas.delete(id);
        await allContents.delete(id);
        return found;
      });
      try {
        return toBundle(meta, contents);
      } catch (error) {
        if (errorCode(error) !== 'bad-archive') throw error;
        throw new VerdictError('bad-archive', `“${meta?.name ?? id}” was damaged. It is deleted for good.`, {
          cause: error,
        });
      }
    },
  };
}

/** A record that another version wrote, or that was damaged, must not hide the others. */
function readable(record: unknown): ModelMeta[] {
  try {
    return [parseMeta(record)];
  } catch {
    return [];
  }
}

/** @throws VerdictError 'no-model' when neither is there, 'bad-archive' when they are damaged */
function toBundle(meta: ModelMeta | undefined, contents: ModelContents | undefined): ModelBundle {
  if (meta === undefined && contents === undefined) throw gone();
  if (meta === undefined || contents === undefined) {
    throw new VerdictError('bad-archive', 'Half of this saved model is missing. Delete it.');
  }
  const { topology, weights, optimizer, vocabulary } = contents;
  const bundle = { meta: parseMeta(meta), topology, weights, optimizer, vocabulary };
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
export const saveModel = (bundle: ModelBundle): Promise<void> => store.saveModel(bundle);
export const loadModel = (id: string): Promise<ModelBundle> => store.loadModel(id);
export const renameModel = (id: string, name: string): Promise<void> => store.renameModel(id, name);
export const deleteModel = (id: string): Promise<ModelBundle> => store.deleteModel(id);
