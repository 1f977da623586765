/** The model that comes with the page answers before there is one of the visitor's own. */
import { readFile } from 'node:fs/promises';
import { PRETRAINED_PATH } from '../src/config';
import { readArchive, writeArchive } from '../src/model/archive';
import { exampleBundle } from '../src/model/testing/exampleBundle';
import { expect, test } from './support/test';
import type { VerdictPage } from './support/verdictPage';

const SMALL = 'dataset=sentences&epochs=1&reviews=200&vocabulary=1000&length=24&backend=wasm';
const NOTE = 'the model that comes with this page: Comes along, Tutorial (as published), right on 62.5% of';

/** A model with random weights for words such as "good", as small files are made. */
async function exampleZip(): Promise<Buffer> {
  const bundle = exampleBundle({ numWords: 1000 });
  const meta = { ...bundle.meta, name: 'Comes along' };
  return Buffer.from(await writeArchive({ ...bundle, meta }, { isQuantised: true }));
}

async function serve({ page }: VerdictPage, body: Buffer): Promise<void> {
  await page.route(`**/${PRETRAINED_PATH}`, (route) =>
    route.fulfill({ body, contentType: 'application/zip' }),
  );
}

const notes = ({ page }: VerdictPage): ReturnType<typeof page.getByText> => page.getByText(NOTE);

test('a newcomer is answered before anything is trained; training takes over', async ({ verdict }) => {
  await serve(verdict, await exampleZip());
  await verdict.open(SMALL);
  // Beside the verdict, where one looks inside and where models are kept.
  await expect(notes(verdict)).toHaveCount(3);
  await expect(notes(verdict).first()).toBeVisible();
  const before = await verdict.judge('good bad good');
  expect(before).toMatch(/Knows 3 of 3 words/);
  await expect(verdict.savedModels.getByRole('listitem')).toHaveCount(0);

  await test.step('a reload brings it back', async () => {
    await verdict.page.reload();
    await verdict.ready();
    await expect(notes(verdict)).toHaveCount(3);
    expect(await verdict.judge('good bad good')).toBe(before);
  });
  await test.step('training replaces it', async () => {
    await verdict.trainToEnd();
    await expect(notes(verdict)).toHaveCount(0);
    await expect(verdict.historyRows).toHaveCount(1);
    expect((await verdict.report())?.epochs).toHaveLength(1);
  });
  await test.step('what was trained and kept comes first after a reload', async () => {
    const own = await verdict.judge('good bad good');
    await verdict.page.reload();
    await verdict.ready();
    expect(await verdict.judge('good bad good')).toBe(own);
    await verdict.page.waitForTimeout(1000);
    await expect(notes(verdict)).toHaveCount(0);
    await expect(verdict.savedModels.getByRole('listitem')).toHaveCount(1);
  });
});

test('it can be saved under a name', async ({ verdict }) => {
  await serve(verdict, await exampleZip());
  await verdict.open(SMALL);
  await expect(notes(verdict)).toHaveCount(3);
  await verdict.page.getByRole('textbox', { name: 'Save as' }).fill('My own copy');
  await verdict.button('Save model').click();
  await expect(verdict.savedModels.getByText('My own copy')).toBeVisible();
});

test('it can be evaluated, and trained further', async ({ verdict, newVerdict }) => {
  const settings =
    'dataset=sentences&recipe=combined&bigrams=300&trigrams=200&epochs=1&vocabulary=800&backend=wasm';
  await verdict.open(settings);
  await verdict.trainToEnd();
  const download = verdict.page.waitForEvent('download');
  await verdict.button('Download model').click();
  const zip = await readFile(await (await download).path());
  const bundle = await readArchive(zip, 'trained.zip');

  const fresh = await newVerdict();
  await serve(fresh, Buffer.from(await writeArchive(bundle, { isQuantised: true })));
  await fresh.open('dataset=sentences&recipe=tutorial&epochs=1&backend=wasm');
  await expect(fresh.page.getByText('the model that comes with this page')).toHaveCount(3);
  const { test: score } = await fresh.evaluateLoaded(60_000);
  expect(score?.numReviews).toBe(600);
  // The recipe's fields follow the model: without them the worker would refuse it.
  await fresh.page.getByText('Current model', { exact: true }).click();
  await fresh.trainToEnd();
  await expect(fresh.alerts).toHaveCount(0);
  await expect(fresh.historyRows).toHaveCount(2);
  await expect(fresh.page.getByText('the model that comes with this page')).toHaveCount(0);
});

test('a file that is damaged or missing leaves the page without a model, and without a word', async ({
  verdict,
  newVerdict,
}) => {
  const zip = await exampleZip();
  await serve(verdict, zip.subarray(0, zip.length / 2));
  for (const page of [verdict, await newVerdict()]) {
    const asked = page.page.waitForResponse(`**/${PRETRAINED_PATH}`);
    await page.open(SMALL);
    await asked;
    await page.review.fill('good');
    await expect(page.prediction).toContainText('There is no model yet to read your words.');
    await expect(page.alerts).toHaveCount(0);
    await page.trainToEnd();
    await expect(page.historyRows).toHaveCount(1);
  }
});
