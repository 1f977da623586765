/** The stores of saved models. */
import { BrowserDatabase, type Transaction } from './browserDatabase';

export type { ModelContents } from './browserDatabase';
type StoreName = 'metas' | 'contents';
export type WriteTransaction = Transaction<StoreName>;

export class ModelDatabase extends BrowserDatabase<StoreName> {
  constructor(name: string, version: number) {
    super(name, version, ['metas', 'contents'], {
      things: 'saved models',
      instead: 'Models can still be downloaded and uploaded as files.',
      rescue: 'try again, or download the model as a file',
      makeRoom: 'Delete saved models, or download this one as a file.',
    });
  }
}
