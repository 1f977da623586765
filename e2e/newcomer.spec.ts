/** What a newcomer does, from the first look to a model that is kept: on every dataset that is there. */
import { readFile } from 'node:fs/promises';
import { hasImdb, NO_IMDB, QUICK } from './support/datasets';
import { percentages } from './support/percentages';
import { expect, test } from './support/test';
import type { VerdictPage } from './support/verdictPage';

interface Visit {
  dataset: 'sentences' | 'imdb';
  settings: string;
  numEpochs: number;
  /** What the page says that the dataset holds. */
  entries: string;
  numTest: number;
}

const VISITS: Visit[] = [
  {
    dataset: 'sentences',
    settings: 'epochs=2&length=64',
    numEpochs: 2,
    entries: 'Training entries: 2400, labels: 2400. Test entries: 600.',
    numTest: 600,
  },
  {
    dataset: 'imdb',
    // Short reviews, so that the test split's 25,000 are read in seconds.
    settings: 'epochs=1&reviews=1000&length=48',
    numEpochs: 1,
    entries: 'Training entries: 25000, labels: 25000. Test entries: 25000.',
    numTest: 25_000,
  },
];

test.beforeAll(() => {
  if (!hasImdb()) console.warn(`SKIPPED: ${NO_IMDB}`);
});

for (const visit of VISITS) {
  test(`a newcomer trains, judges and keeps a model (${visit.dataset})`, async ({ verdict, newVerdict }) => {
    test.skip(visit.dataset === 'imdb' && !hasImdb(), NO_IMDB);
    test.setTimeout(480_000);
    await verdict.open(`dataset=${visit.dataset}&${visit.settings}`);
    await expect(verdict.dataset).toHaveValue(visit.dataset);
    await expect(verdict.page.getByText(visit.entries)).toBeVisible({ timeout: 60_000 });

    await test.step('one click trains', () => trainsWithOneClick(verdict, visit));
    const answer = await test.step('a review is judged', () => verdict.judge('A wonderful, moving film.'));
    await test.step('the test set', () => usesTheTestSet(verdict, visit.numTest));
    await test.step('saving and reloading', () => savesAndReloads(verdict, answer));
    await test.step('downloading, and uploading elsewhere', async () => {
      await movesTheModel(verdict, await newVerdict(), answer);
    });
  });
}

/** Curves, map, words and table are there and in order after a run. */
async function trainsWithOneClick(verdict: VerdictPage, { dataset, numEpochs }: Visit): Promise<void> {
  const { page } = verdict;
  await verdict.trainToEnd();
  await expect(verdict.historyRows).toHaveCount(numEpochs);
  const cells = await verdict.historyRows.last().getByRole('cell').allInnerTexts();
  const figures = cells.map((cell) => Number.parseFloat(cell.replace('%', '')));
  expect(figures.length).toBeGreaterThanOrEqual(6);
  expect(figures.every((figure) => Number.isFinite(figure))).toBe(true);
  for (const name of [/training and validation loss/i, /training and validation accuracy/i]) {
    const chart = page.getByRole('img', { name }).first();
    await expect(chart).toBeVisible();
    await expect.poll(() => chart.locator('path.js-line, path.point').count()).toBeGreaterThan(2);
  }
  const map = page.getByRole('img', { name: /^Map of [\d,]+ words after [1-9]\d* batches/ });
  await expect(map.locator('canvas').first()).toBeVisible();
  await page.getByText('Most positive and most negative words').click();
  for (const name of ['Most positive words', 'Most negative words']) {
    await expect(page.getByRole('list', { name }).getByRole('listitem')).toHaveCount(10);
  }
  const report = await verdict.report();
  expect(report?.epochs).toHaveLength(numEpochs);
  expect(report?.settings.dataset).toBe(dataset);
}

async function usesTheTestSet(verdict: VerdictPage, numTest: number): Promise<void> {
  const { test: score } = await verdict.evaluateTest(120_000);
  expect(score.reviews).toBe(numTest);
  expect(score.loss).toBeGreaterThan(0);
  expect(score.accuracy).toBeGreaterThan(0.4);
  await expect(verdict.page.getByText(`of ${numTest.toLocaleString('en')} test reviews`)).toBeVisible();
  await verdict.number('Test review').fill('2');
  await verdict.button('Predict test review').click();
  await expect(
    verdict.page.getByText(/Test review 2 is labelled (positive|negative).*negative \d.*%, positive \d.*%/),
  ).toBeVisible();
}

/** `answer` is what the model says of "A wonderful, moving film." before. */
async function savesAndReloads(verdict: VerdictPage, answer: string): Promise<void> {
  await verdict.page.getByRole('textbox', { name: 'Save as' }).fill('First try');
  await verdict.button('Save model').click();
  await expect(verdict.savedModels.getByRole('listitem').filter({ hasText: 'First try' })).toHaveCount(1);
  await verdict.page.reload();
  await verdict.ready();
  expect(percentages(await verdict.judge('A wonderful, moving film.'))).toEqual(percentages(answer));
}

async function movesTheModel(verdict: VerdictPage, elsewhere: VerdictPage, answer: string): Promise<void> {
  const [download] = await Promise.all([
    verdict.page.waitForEvent('download'),
    verdict.button('Download model').first().click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/\.zip$/);
  await elsewhere.open('dataset=sentences');
  await expect(elsewhere.savedModels.getByRole('listitem')).toHaveCount(0);
  await elsewhere.upload('model.zip', await readFile(await download.path()));
  await expect(elsewhere.savedModels.getByRole('listitem')).toHaveCount(1);
  expect(percentages(await elsewhere.judge('A wonderful, moving film.'))).toEqual(percentages(answer));
}

test('a run can be paused, resumed and stopped, and answers while it trains', async ({ verdict }) => {
  // Far more epochs than the test takes on any machine: it stops the run itself.
  await verdict.open('dataset=sentences&epochs=1000&length=64');
  await verdict.startRun();
  await expect(verdict.historyRows).not.toHaveCount(0, { timeout: 60_000 });

  await verdict.judge('Terrible food and rude staff.');

  await verdict.pause.click();
  await expect(verdict.resume).toBeVisible();
  await expect(verdict.status).toContainText(/paused/i);
  const rowsWhenPaused = await verdict.historyRows.count();
  await verdict.page.waitForTimeout(2_000);
  await expect(verdict.historyRows).toHaveCount(rowsWhenPaused);

  await verdict.resume.click();
  await expect.poll(() => verdict.historyRows.count(), { timeout: 60_000 }).toBeGreaterThan(rowsWhenPaused);

  await verdict.stopRun();
  await verdict.runEnded(20_000);
  await expect(verdict.status).toContainText(/stopped/i);
  expect(await verdict.historyRows.count()).toBeLessThan(1000);
});

test('a saved model can be renamed, deleted and put back', async ({ verdict, page }) => {
  await verdict.open(QUICK);
  await verdict.trainToEnd();
  await verdict.button('Save model').click();
  await expect(page.getByText(/Saved “.*” in this browser/)).toBeVisible();

  const numSaved = await verdict.savedModels.getByRole('listitem').count();
  const first = verdict.savedModels.getByRole('listitem').first();
  await first.getByRole('button', { name: /^rename/i }).click();
  const name = page.getByRole('textbox', { name: 'New name' });
  await name.fill('My first model');
  await name.press('Enter');
  await expect(verdict.savedModels).toContainText('My first model');

  await first.getByRole('button', { name: /^delete/i }).click();
  await expect(verdict.savedModels.getByRole('listitem')).toHaveCount(numSaved - 1);
  await page.getByRole('button', { name: /^undo/i }).click();
  await expect(verdict.savedModels).toContainText('My first model');
});
