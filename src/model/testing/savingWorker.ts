/** Saves versions of one model for ever, until it is terminated in the middle. For tests. */
import { createModelStore } from '../modelStore';
import { ModelDatabase } from '../modelDatabase';
import { exampleBundle } from './exampleBundle';

/** Version n has n as its name, and as the first number of its first and last weights. */
async function saveForEver(databaseName: string): Promise<void> {
  const store = createModelStore(new ModelDatabase(databaseName, 1));
  const bundle = exampleBundle({ numWords: 4000 });
  for (let version = 1; ; version++) {
    bundle.meta.name = String(version);
    for (const weight of [bundle.weights[0]!, bundle.weights.at(-1)!]) weight.values[0] = version;
    await store.saveModel(bundle);
    postMessage(version);
  }
}

// The worker's name is that of the database.
void saveForEver(self.name);
