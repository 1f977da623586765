/** What a newcomer does on the built-in sentences, from the first look to a model that is kept. */
import { readFile } from 'node:fs/promises';
import { QUICK } from './support/datasets';
import { expect, test } from './support/test';
import { VerdictPage } from './support/verdictPage';

test('one click trains: curves, map and table fill, then a review is judged', async ({ verdict, page }) => {
  await verdict.open('dataset=sentences&epochs=2&length=64');
  await expect(verdict.dataset).toHaveValue('sentences');
  await verdict.trainToEnd();

  await expect(verdict.historyRows).toHaveCount(2);
  const cells = await verdict.historyRows.last().getByRole('cell').allInnerTexts();
  const figures = cells.map((cell) => Number.parseFloat(cell.replace('%', '')));
  expect(figures.every((figure) => Number.isFinite(figure))).toBe(true);
  for (const name of [/training and validation loss/i, /training and validation accuracy/i]) {
    const chart = page.getByRole('img', { name }).first();
    await expect(chart).toBeVisible();
    await expect.poll(() => chart.locator('path.js-line, path.point').count()).toBeGreaterThan(2);
  }
  await page.getByText('Most positive and most negative words').click();
  await expect(page.getByRole('list', { name: 'Most positive words' }).getByRole('listitem')).toHaveCount(10);

  await verdict.review.fill('A great film with wonderful acting.');
  await expect(verdict.prediction).toContainText(/positive|negative/i);
  await expect(verdict.prediction).toContainText('%');
  const report = await verdict.report();
  expect(report?.epochs).toHaveLength(2);
  expect(report?.settings.dataset).toBe('sentences');
});

test('a run can be paused, resumed and stopped, and answers while it trains', async ({ verdict }) => {
  // Far more epochs than the test takes on any machine: it stops the run itself.
  await verdict.open('dataset=sentences&epochs=1000&length=64');
  await verdict.startRun();
  await expect(verdict.historyRows).not.toHaveCount(0, { timeout: 60_000 });

  await verdict.review.fill('Terrible food and rude staff.');
  await expect(verdict.prediction).toContainText('%');

  await verdict.pause.click();
  await expect(verdict.resume).toBeVisible();
  await expect(verdict.status).toContainText(/paused/i);
  const rowsWhenPaused = await verdict.historyRows.count();
  await verdict.page.waitForTimeout(2_000);
  await expect(verdict.historyRows).toHaveCount(rowsWhenPaused);

  await verdict.resume.click();
  await expect.poll(() => verdict.historyRows.count(), { timeout: 60_000 }).toBeGreaterThan(rowsWhenPaused);

  await verdict.stop.click();
  await verdict.runEnded(20_000);
  await expect(verdict.status).toContainText(/stopped/i);
  expect(await verdict.historyRows.count()).toBeLessThan(1000);
});

test('a saved model answers at once after a reload, and can be renamed, deleted and put back', async ({
  verdict,
  page,
}) => {
  await verdict.open(QUICK);
  await verdict.trainToEnd();
  await verdict.button('Save model').click();
  await expect(verdict.savedModels.getByRole('listitem')).not.toHaveCount(0);

  await verdict.review.fill('great excellent wonderful');
  await expect(verdict.prediction).toContainText('%');
  const before = await verdict.prediction.innerText();
  await page.reload();
  await verdict.ready();
  await verdict.review.fill('great excellent wonderful');
  await expect(verdict.prediction).toContainText('%', { timeout: 15_000 });
  expect(probabilities(await verdict.prediction.innerText())).toEqual(probabilities(before));

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

test('a downloaded model can be uploaded again in a browser that has never seen it', async ({
  verdict,
  page,
  browser,
  baseURL,
}) => {
  await verdict.open(QUICK);
  await verdict.trainToEnd();
  await verdict.review.fill('awful boring waste');
  await expect(verdict.prediction).toContainText('%');
  const before = await verdict.prediction.innerText();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    verdict.button('Download model').first().click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/\.zip$/);
  const zip = await readFile(await download.path());

  const elsewhere = await browser.newContext(baseURL === undefined ? {} : { baseURL });
  const other = new VerdictPage(await elsewhere.newPage());
  await other.open('dataset=sentences');
  await other.page
    .getByLabel('Model file')
    .setInputFiles({ name: 'model.zip', mimeType: 'application/zip', buffer: zip });
  await other.review.fill('awful boring waste');
  await expect(other.prediction).toContainText('%');
  expect(probabilities(await other.prediction.innerText())).toEqual(probabilities(before));
  await elsewhere.close();
});

test('the test set is scored on demand, and one of its reviews is predicted', async ({ verdict, page }) => {
  await verdict.open(QUICK);
  await verdict.trainToEnd();
  await verdict.button('Evaluate on the test set').click();
  await expect.poll(async () => (await verdict.report())?.test?.reviews, { timeout: 60_000 }).toBe(600);
  await verdict.number('Test review').fill('2');
  await verdict.button('Predict test review').click();
  await expect(page.getByText(/Test review 2 is labelled (positive|negative)/)).toBeVisible();
});

/** The percentages of a prediction, in the order in which they are shown. */
function probabilities(text: string): string[] {
  return text.match(/\d+(?:\.\d+)?\s?%/g) ?? [];
}
