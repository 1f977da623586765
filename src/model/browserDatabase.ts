/** The page's IndexedDB database: opening it, and transactions that happen wholly or not at all. */
import { openDB, type DBSchema, type IDBPDatabase, type IDBPTransaction } from 'idb';
import type { ModelBundle, ModelMeta, RunScores, RunSummary } from '../types';
import { blocked, storageError, unavailable, type StorageWords } from './storageErrors';

/** What a list does not need: everything of a bundle but its description. */
export type ModelContents = Omit<ModelBundle, 'meta'> & { id: string };
export type StoredScores = RunScores & { id: string };

interface Schema extends DBSchema {
  /** Small; read whole for the list of models. */
  metas: { key: string; value: ModelMeta };
  contents: { key: string; value: ModelContents };
  /** Small likewise; since version 2. */
  runs: { key: string; value: RunSummary };
  runScores: { key: string; value: StoredScores };
}
export type StoreName = 'metas' | 'contents' | 'runs' | 'runScores';

/** In every version: an older database is given those that it lacks, and keeps what it has. */
const STORES: StoreName[] = ['metas', 'contents', 'runs', 'runScores'];

type Connection = IDBPDatabase<Schema>;
export type Transaction<
  Name extends StoreName,
  Mode extends 'readonly' | 'readwrite' = 'readwrite',
> = IDBPTransaction<Schema, Name[], Mode>;

/** Some of its stores. Works in a page and in a worker, each with a connection of its own. */
export class BrowserDatabase<Name extends StoreName> {
  private connection: Promise<Connection> | null = null;

  /** @param words what is kept in these stores, for messages */
  constructor(
    private readonly name: string,
    private readonly version: number,
    private readonly stores: Name[],
    private readonly words: StorageWords,
  ) {}

  /**
   * Runs work in one transaction over the stores.
   * @param doing what is being done, for messages: "reading the list of models"
   * @throws VerdictError 'storage-blocked' or 'storage-unavailable'; a VerdictError of the work as it is
   */
  read<T>(doing: string, work: (transaction: Transaction<Name, 'readonly'>) => Promise<T>): Promise<T> {
    return this.transact('readonly', doing, work);
  }

  /**
   * The same with changes: all are there when the promise resolves, none when it rejects.
   * @throws VerdictError likewise, and 'storage-full'
   */
  write<T>(doing: string, work: (transaction: Transaction<Name>) => Promise<T>): Promise<T> {
    return this.transact('readwrite', doing, work);
  }

  async close(): Promise<void> {
    const connection = this.connection;
    this.connection = null;
    (await connection)?.close();
  }

  private async transact<Mode extends 'readonly' | 'readwrite', T>(
    mode: Mode,
    doing: string,
    work: (transaction: Transaction<Name, Mode>) => Promise<T>,
  ): Promise<T> {
    const connection = await this.open();
    try {
      const transaction = connection.transaction(this.stores, mode);
      try {
        const [result] = await Promise.all([work(transaction), transaction.done]);
        return result;
      } catch (error) {
        // Without this, what was put before the error would still be committed.
        abort(transaction);
        // The reason of a failed transaction stands here; its requests only say that it was aborted.
        throw transaction.error ?? error;
      }
    } catch (error) {
      throw storageError(error, doing, this.words);
    }
  }

  private open(): Promise<Connection> {
    this.connection ??= this.connect();
    return this.connection;
  }

  private connect(): Promise<Connection> {
    return new Promise((resolve, reject) => {
      const opening = this.request(() => reject(blocked(this.words)));
      // A blocked request stays pending: until it ends, further calls get the same answer.
      opening.then(
        (connection) => {
          this.connection = opening;
          resolve(connection);
        },
        (error: unknown) => {
          this.connection = null;
          reject(unavailable(error, this.words));
        },
      );
    });
  }

  /** Async, because some browsers throw where others reject. */
  private async request(onBlocked: () => void): Promise<Connection> {
    return openDB<Schema>(this.name, this.version, {
      upgrade(connection) {
        for (const store of STORES) {
          if (!connection.objectStoreNames.contains(store)) {
            connection.createObjectStore(store, { keyPath: 'id' });
          }
        }
      },
      blocked: onBlocked,
      // Another tab wants to upgrade or delete the database: let it, and open it again at the next call.
      blocking: () => void this.close(),
      terminated: () => {
        this.connection = null;
      },
    });
  }
}

function abort<Name extends StoreName>(transaction: Transaction<Name, 'readonly' | 'readwrite'>): void {
  transaction.done.catch(() => {});
  try {
    transaction.abort();
  } catch {
    // It has ended already.
  }
}
