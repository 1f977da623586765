/** Downloads that end early: by the network, or because the user wants them to. */
import { hasImdb, NO_IMDB, QUICK } from './support/datasets';
import { FaultyServer } from './support/faultyServer';
import { expect, test as guarded } from './support/test';

const test = guarded.extend<{ server: FaultyServer }>({
  server: async ({ baseURL }, use) => {
    const server = await FaultyServer.start(baseURL ?? '');
    await use(server);
    await server.close();
  },
  // The page comes through that server.
  verdict: async ({ server, newVerdict }, use) => {
    await use(await newVerdict({ baseURL: server.origin }));
  },
});

/** Chromium writes every failed request into the console by itself. */
test.use({ expectedMessages: [/Failed to load resource/] });

const SMALL = 'epochs=1&reviews=200&vocabulary=1000&length=24&backend=wasm';

const DATASETS = [
  { dataset: 'sentences', file: '/sentences/train.json' },
  { dataset: 'imdb', file: '/imdb/train.bin' },
];

for (const { dataset, file } of DATASETS) {
  test.describe(dataset, () => {
    test.skip(dataset === 'imdb' && !hasImdb(), NO_IMDB);

    test('offline in the middle of a download is named, and Train fetches the file again', async ({
      verdict,
      server,
    }) => {
      server.fail(file, 'breaksOff');
      await verdict.open(`dataset=${dataset}&${SMALL}`);
      const alert = verdict.alerts.filter({ hasText: `The connection broke after` });
      await expect(alert).toContainText(
        /The connection broke after [1-9]\d* bytes of .*Check the connection/,
      );
      server.mend();
      await verdict.trainToEnd();
      await expect(verdict.historyRows).toHaveCount(1);
      await expect(alert).toHaveCount(0);
    });

    test('a download can be cancelled, and the page goes on being of use', async ({ verdict, server }) => {
      server.fail(file, 'stalls');
      await verdict.open(`dataset=${dataset}&${SMALL}`);
      const progress = verdict.page.getByRole('progressbar', { name: 'Opening the reviews' });
      await expect(verdict.page.getByText(/of [\d.]+ [kM]B, [1-9]\d?%/)).toBeVisible();
      await verdict.button('Cancel').click();
      await expect(progress).toHaveCount(0);
      await expect(verdict.alerts, 'cancelling is no trouble').toHaveCount(0);
      server.mend();
      await verdict.trainToEnd();
      await expect(verdict.historyRows).toHaveCount(1);
    });
  });
}

test('a cancelled download leaves the reviews that were there before', async ({ verdict, server }) => {
  test.skip(!hasImdb(), NO_IMDB);
  await verdict.open(`dataset=sentences&${SMALL}`);
  await expect(verdict.page.getByText('Training entries: 2400, labels: 2400')).toBeVisible();
  server.fail('/imdb/train.bin', 'stalls');
  await verdict.dataset.selectOption('imdb');
  await verdict.button('Cancel').click();
  await expect(verdict.dataset).toHaveValue('sentences');
  await expect(verdict.page.getByText('Training entries: 2400, labels: 2400')).toBeVisible();
  await verdict.trainToEnd();
  expect((await verdict.report())?.settings.dataset).toBe('sentences');
});

test('a test split that breaks off is named, the model answers as before, and a retry scores it', async ({
  verdict,
  server,
}) => {
  // From the start: the page fetches the test split by itself, and says nothing when that fails.
  server.fail('/sentences/test.json', 'breaksOff');
  await verdict.open(QUICK);
  await verdict.trainToEnd();
  const before = await verdict.judge('A great film.');
  await expect(verdict.alerts).toHaveCount(0);
  await verdict.button('Evaluate on the test set').click();
  const alert = verdict.alerts.filter({ hasText: 'The connection broke after' });
  await expect(alert).toContainText('/sentences/test.json');
  expect(await verdict.judge('A great film.')).toBe(before);
  server.mend();
  await alert.getByRole('button', { name: 'Try again' }).click();
  await expect.poll(async () => (await verdict.report())?.test?.reviews, { timeout: 60_000 }).toBe(600);
  await expect(alert).toHaveCount(0);
});
