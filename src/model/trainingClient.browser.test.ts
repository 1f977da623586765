import { expect, it } from 'vitest';
import { toyData, toyReviews, toySettings } from './testing/toyData';
import { createTrainingClient } from './trainingClient';

it('rejects every call when the worker cannot start', async () => {
  const missing = new Worker('/no-such-worker.js', { type: 'module' });
  const client = createTrainingClient(missing);
  await expect(client.backends()).rejects.toThrow(/that trains broke down \(it could not start\)/);
  await expect(client.predict('late')).rejects.toThrow('Reload the page.');
  client.dispose();
});

it('reports no progress after the result', async () => {
  const client = createTrainingClient();
  const settings = { ...toySettings, epochs: 1 };
  await client.train(settings, toyData(settings), { continueCurrent: false, preferred: null });
  let numLate = 0;
  for (let round = 0; round < 20; round++) {
    let isOver = false;
    let numReports = 0;
    await client.evaluate(toyReviews(600, round, settings), {
      onProgress: () => {
        numReports++;
        if (isOver) numLate++;
      },
    });
    isOver = true;
    // Messages that were under way have arrived by then.
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(numReports).toBeGreaterThan(0);
  }
  expect(numLate).toBe(0);
  client.dispose();
});
