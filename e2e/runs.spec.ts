/** Two runs, recorded, scored and compared; exported, deleted and put back; still there after a reload. */
import { readFile } from 'node:fs/promises';
import type { Download, Locator, Page } from '@playwright/test';
import { QUICK } from './support/datasets';
import { cutTexts, tooSmallControls } from './support/fit';
import { PHONE } from './support/phone';
import { expect, test } from './support/test';
import type { VerdictPage } from './support/verdictPage';

const runRows = (page: Page): Locator =>
  page.getByRole('table', { name: 'Recorded runs' }).locator('tbody').getByRole('row');

async function trainAndScore(verdict: VerdictPage, seed: number): Promise<void> {
  await verdict.number('Seed').fill(String(seed));
  await verdict.trainToEnd();
  await verdict.evaluateTest(60_000);
}

test('two runs are recorded, compared, exported, deleted and put back', async ({ verdict, page }) => {
  await verdict.open(`${QUICK}&seed=1`);
  await trainAndScore(verdict, 1);
  await trainAndScore(verdict, 2);
  const rows = runRows(page);
  await expect(rows).toHaveCount(2);
  // The newest first, each with a score on the test set and its interval.
  for (const [index, seed] of [2, 1].entries()) {
    await expect(rows.nth(index)).toContainText(`seed ${seed}`);
    await expect(rows.nth(index)).toContainText(/[\d.]+%[\d.]+–[\d.]+%/);
  }

  await test.step('ticked runs lie side by side', async () => {
    for (const row of await rows.all()) await row.getByRole('checkbox').press('Space');
    const comparison = page.getByRole('region', { name: 'Comparison of runs' });
    await expect(
      comparison.getByRole('img', { name: /^Validation accuracy of the runs.* A .* B / }),
    ).toBeVisible();
    await expect(comparison.getByRole('img', { name: /^Validation loss of the runs/ })).toBeVisible();
    const differences = comparison.getByRole('table', { name: 'What differs' }).locator('tbody');
    await expect(differences.getByRole('row')).toHaveText(['Seed21']);
    await comparison.getByText('These curves in numbers').click();
    const numbers = comparison.getByRole('table', { name: 'Validation by epoch' }).locator('tbody');
    await expect(numbers.getByRole('row')).toHaveCount(1);
    await expect(numbers).toContainText('%');
    await expect(comparison.getByText(/McNemar’s test|were not kept for both/)).toBeVisible();
  });

  await test.step('the keyboard names a run', async () => {
    await rows
      .first()
      .getByRole('button', { name: /^Rename/ })
      .press('Enter');
    const field = page.getByRole('textbox', { name: 'Name of the run' });
    await field.fill('Mine, "quoted"');
    await field.press('Enter');
    await expect(page.getByRole('button', { name: 'Rename “Mine, "quoted"”' })).toBeFocused();
  });

  await test.step('files hold what the table shows', async () => {
    const csv = await textOf(await downloadBy(page, 'Export Runs (CSV)'));
    expect(csv.split('\r\n')).toHaveLength(4);
    expect(csv).toContain('"Mine, ""quoted"""');
    const curves = await textOf(await downloadBy(page, 'Export Curves (CSV)'));
    expect(curves.split('\r\n')).toHaveLength(4);
    const json: unknown = JSON.parse(await textOf(await downloadBy(page, 'Export All (JSON)')));
    expect(json).toMatchObject({
      format: 'verdict-runs-1',
      runs: [
        { name: 'Mine, "quoted"', settings: { seed: 2 }, test: { reviews: 600 } },
        { settings: { seed: 1 }, epochs: [{ epoch: 1 }] },
      ],
    });
  });

  await test.step('a deleted run can be put back', async () => {
    await page.getByRole('button', { name: 'Delete “Mine, "quoted"”' }).press('Enter');
    await expect(rows).toHaveCount(1);
    const undo = page.getByRole('button', { name: 'Undo deleting “Mine, "quoted"”' });
    await expect(undo).toBeFocused();
    await undo.press('Enter');
    await expect(rows).toHaveCount(2);
    await expect(page.getByRole('heading', { name: 'Compare' })).toBeFocused();
  });

  await test.step('everything is there after a reload', async () => {
    await page.reload();
    await verdict.ready();
    await expect(rows).toHaveCount(2);
    await expect(rows.first()).toContainText('Mine, "quoted"');
    await expect(rows.first()).toContainText(/[\d.]+%[\d.]+–[\d.]+%/);
    await page.getByRole('button', { name: 'Delete “Mine, "quoted"”' }).click();
    await expect(rows).toHaveCount(1);
    await page.reload();
    await verdict.ready();
    await expect(rows).toHaveCount(1);
    await expect(rows.first()).toContainText('seed 1');
  });
});

test.describe('on a phone', () => {
  test.use(PHONE);

  test('runs and their comparison fit the width and a thumb', async ({ verdict, page }) => {
    await verdict.open(QUICK);
    await trainAndScore(verdict, 1);
    await trainAndScore(verdict, 2);
    for (const row of await runRows(page).all()) await row.getByRole('checkbox').tap();
    await expect(page.getByRole('img', { name: /^Validation loss of the runs/ })).toBeVisible();
    await runRows(page)
      .first()
      .getByRole('button', { name: /^Rename/ })
      .tap();
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(PHONE.viewport.width);
    expect(await tooSmallControls(page)).toEqual([]);
    expect(await cutTexts(page)).toEqual([]);
  });
});

async function downloadBy(page: Page, button: string): Promise<Download> {
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: button }).click();
  return download;
}

const textOf = async (download: Download): Promise<string> => readFile(await download.path(), 'utf8');
