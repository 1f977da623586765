/** Every step without violations, wide and narrow, and the whole flow without a mouse. */
import type { Locator, Page } from '@playwright/test';
import { expectAccessible, type ColorScheme } from './support/axe';
import { QUICK } from './support/datasets';
import { PHONE } from './support/phone';
import { expect, test } from './support/test';
import type { VerdictPage } from './support/verdictPage';

test('axe finds nothing at any step, light or dark', async ({ verdict }) => {
  await checkEveryStep(verdict, ['light', 'dark']);
});

test.describe('on a phone', () => {
  test.use(PHONE);

  // Colours do not depend on the width.
  test('axe finds nothing at any step', async ({ verdict }) => {
    await checkEveryStep(verdict, ['light']);
  });
});

/** The page as it is opened, with each part that opens, and after each thing that can be done. */
async function checkEveryStep(verdict: VerdictPage, schemes: readonly ColorScheme[]): Promise<void> {
  test.setTimeout(480_000);
  const { page } = verdict;
  const check = (step: string): Promise<void> => expectAccessible(page, step, schemes);

  await verdict.open(QUICK);
  await scrollThrough(page);
  await expect(
    page
      .getByRole('img', { name: /^Word Vectorization/ })
      .locator('canvas')
      .first(),
  ).toBeVisible();
  await check('opened, with the map before training');

  await verdict.button('More settings').first().click();
  await verdict.button('More settings').last().click();
  for (const group of ['Words', 'Layers', 'Against learning by heart']) await verdict.button(group).click();
  await check('more settings');

  await verdict.button('Look at the data').click();
  const dialog = page.getByRole('dialog', { name: 'Look at the data' });
  await expect(dialog.getByText('<START>').first()).toBeVisible();
  await check('the data');
  await dialog.getByText('As ids').click();
  await check('the data as ids');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();

  await verdict.trainToEnd();
  await scrollThrough(page);
  await check('trained');

  await verdict.judge('A great film with qqwxv acting.');
  await verdict.evaluateTest(60_000);
  await verdict.button('Save model').click();
  await expect(page.getByText(/Saved “.*” in this browser/)).toBeVisible();
  await check('judged, evaluated and saved');

  const runs = page.getByRole('table', { name: 'Recorded runs' });
  await runs.getByRole('checkbox').first().click();
  await expect(page.getByRole('img', { name: /^Validation loss of the runs/ })).toBeVisible();
  await page.getByText('These curves in numbers').click();
  await check('a run to compare');

  await verdict.savedModels
    .getByRole('button', { name: /^Rename/ })
    .first()
    .click();
  await expect(page.getByRole('textbox', { name: 'New name' })).toBeVisible();
  await verdict.upload('notes.zip', Buffer.from('nothing of the kind'));
  await expect(verdict.alerts.filter({ hasText: 'notes.zip' })).toBeVisible();
  await check('renaming, with an alert');
}

test('the flow works with the keyboard alone', async ({ verdict, page }) => {
  await verdict.open(QUICK);
  await tabTo(page, verdict.train);
  await verdict.startRun(() => page.keyboard.press('Enter'));
  await verdict.runEnded(60_000);
  await expect(verdict.historyRows).toHaveCount(1);
  await tabTo(page, verdict.review);
  await page.keyboard.type('A great film.');
  await expect(verdict.prediction).toContainText('%');
  await tabTo(page, verdict.button('Save model'));
  await page.keyboard.press('Enter');
  await expect(verdict.savedModels.getByRole('listitem')).not.toHaveCount(0);
});

/** Presses Tab until the control has the focus. */
async function tabTo(page: Page, control: Locator): Promise<void> {
  for (let i = 0; i < 200; i++) {
    await page.keyboard.press('Tab');
    if (await control.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`Tab does not reach ${control.toString()}.`);
}

/** Brings every lazily loaded part in. */
async function scrollThrough(page: Page): Promise<void> {
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  for (let y = 0; y < height; y += 600) {
    await page.evaluate((top) => globalThis.scrollTo(0, top), y);
    await page.waitForTimeout(200);
  }
}
