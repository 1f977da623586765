/** What comes from outside may be damaged. The page says what is wrong, and what was good before stays. */
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { hasImdb, NO_IMDB, publicFile, QUICK } from './support/datasets';
import { percentages } from './support/percentages';
import { expect, test } from './support/test';
import type { VerdictPage } from './support/verdictPage';

/** Chromium writes every failed request into the console by itself. */
test.use({ expectedMessages: [/Failed to load resource/] });

interface DataTrouble {
  name: string;
  /** What the server sends in place of the file. */
  body: (good: Buffer) => Buffer;
  message: RegExp;
}

const TROUBLES: DataTrouble[] = [
  {
    name: 'is cut short',
    body: (good) => good.subarray(0, good.length >> 1),
    message: /short|truncated|incomplete|bytes/i,
  },
  {
    name: 'was altered',
    body: (good) => {
      const bad = Buffer.from(good);
      const middle = bad.length >> 1;
      bad.writeUInt8(bad.readUInt8(middle) ^ 1, middle);
      return bad;
    },
    message: /not the file that its manifest describes/,
  },
  {
    name: 'is a web page',
    body: () => Buffer.from('<!doctype html><html><title>Sign in</title></html>'),
    message: /web page|html/i,
  },
];

for (const { name, body, message } of TROUBLES) {
  test(`a file of sentences that ${name} is named, and a retry works`, async ({ verdict, page }) => {
    const pattern = '**/sentences/train.json';
    await serveInstead(page, pattern, body(readFileSync(publicFile('sentences/train.json'))));
    await expectTroubleThenRecovery(verdict, page, pattern, 'dataset=sentences', message);
  });

  test(`an index file of film reviews that ${name} is named, and a retry works`, async ({
    verdict,
    page,
  }) => {
    test.skip(!hasImdb(), NO_IMDB);
    const pattern = '**/imdb/train.bin';
    await serveInstead(page, pattern, body(readFileSync(publicFile('imdb/train.bin'))));
    await expectTroubleThenRecovery(verdict, page, pattern, 'dataset=imdb&reviews=200&length=40', message);
  });
}

test('a server that cannot be reached is named, and a retry works', async ({ verdict, page }) => {
  const pattern = '**/sentences/train.json';
  await page.route(pattern, (route) => route.abort('internetdisconnected'));
  await expectTroubleThenRecovery(verdict, page, pattern, 'dataset=sentences', /cannot be reached/);
});

test('uploads in trouble are named one by one, and the trained model answers as before', async ({
  verdict,
  page,
}) => {
  await verdict.open(QUICK);
  await verdict.trainToEnd();
  await verdict.button('Save model').click();
  await expect(page.getByText(/Saved “.*” in this browser/)).toBeVisible();
  const numModels = await verdict.savedModels.getByRole('listitem').count();
  const before = percentages(await verdict.judge('Still a great film.'));
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    verdict.button('Download model').first().click(),
  ]);
  const good = readFileSync(await download.path());

  const uploads = [
    { name: 'notes.zip', bytes: Buffer.from('nothing of the kind'), message: 'is not a zip file' },
    { name: 'foreign.zip', bytes: foreignZip(), message: 'is a zip but not a model: it has no verdict.json' },
    { name: 'empty.zip', bytes: Buffer.alloc(0), message: 'is empty' },
    { name: 'cut.zip', bytes: good.subarray(0, good.length >> 1), message: 'is a damaged zip' },
    {
      name: 'altered.zip',
      bytes: withAlteredWeights(good),
      message: 'cannot be used because of its entry weights.bin: its bytes were altered',
    },
  ];
  for (const { name, bytes, message } of uploads) {
    await test.step(name, async () => {
      await verdict.upload(name, bytes);
      await expect(verdict.alerts.filter({ hasText: `“${name}” ${message}` })).toBeVisible();
      expect(percentages(await verdict.judge('Still a great film.'))).toEqual(before);
    });
  }
  await expect(verdict.savedModels.getByRole('listitem')).toHaveCount(numModels);

  await verdict.upload('good.zip', good);
  await expect(verdict.savedModels.getByRole('listitem')).toHaveCount(numModels + 1);
  await expect(verdict.alerts).toHaveCount(0);
});

async function serveInstead(page: Page, pattern: string, body: Buffer): Promise<void> {
  const contentType =
    body.subarray(0, 9).toString() === '<!doctype' ? 'text/html' : 'application/octet-stream';
  await page.route(pattern, (route) => route.fulfill({ status: 200, contentType, body }));
}

/** Opens the page on damaged data, expects the message, mends the server and trains. */
async function expectTroubleThenRecovery(
  verdict: VerdictPage,
  page: Page,
  pattern: string,
  address: string,
  message: RegExp,
): Promise<void> {
  await verdict.open(`${address}&epochs=1&vocabulary=1000`);
  const alert = verdict.alerts.filter({ hasText: message });
  // The page may fetch at once or when Train is clicked; either way one message must come.
  if (!(await alert.first().isVisible())) await verdict.train.click();
  await expect(alert.first()).toBeVisible();
  await page.unroute(pattern);
  await verdict.train.click();
  await expect(verdict.historyRows).toHaveCount(1, { timeout: 60_000 });
  await expect(alert).toHaveCount(0);
}

/** A correct zip with one stored file, `hello.txt`, that has nothing to do with the page. */
function foreignZip(): Buffer {
  return Buffer.from(
    'UEsDBBQAAAAAAAAAIQCGphA2BQAAAAUAAAAJAAAAaGVsbG8udHh0aGVsbG9QSwECFAMUAAAAAAAAACEAhqYQNgUAAAAFAAAACQAAAAAAAAAAAAAAgAEAAAAAaGVsbG8udHh0UEsFBgAAAAABAAEANwAAACwAAAAAAA==',
    'base64',
  );
}

/** One bit of the weights is another; they are stored, not packed, and follow their name in the zip. */
function withAlteredWeights(zip: Buffer): Buffer {
  const altered = Buffer.from(zip);
  const place = altered.indexOf('weights.bin') + 1000;
  altered.writeUInt8(altered.readUInt8(place) ^ 1, place);
  return altered;
}
