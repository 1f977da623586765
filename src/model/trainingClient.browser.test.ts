import { expect, it } from 'vitest';
import { createTrainingClient } from './trainingClient';

it('rejects every call when the worker cannot start', async () => {
  const missing = new Worker('/no-such-worker.js', { type: 'module' });
  const client = createTrainingClient(missing);
  await expect(client.backends()).rejects.toThrow(/that trains broke down \(it could not start\)/);
  await expect(client.predict('late')).rejects.toThrow('Reload the page.');
  client.dispose();
});
