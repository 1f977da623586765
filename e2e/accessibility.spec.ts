/** Every step without violations in both colour schemes, and the whole flow without a mouse. */
import type { Locator, Page } from '@playwright/test';
import { expectAccessible } from './support/axe';
import { QUICK } from './support/datasets';
import { expect, test } from './support/test';

test('axe finds nothing at any step, light or dark', async ({ verdict, page }) => {
  test.setTimeout(240_000);
  await verdict.open(QUICK);
  await expectAccessible(page, 'opened');

  await verdict.trainToEnd();
  await scrollThrough(page);
  await expectAccessible(page, 'trained');

  await verdict.review.fill('A great film with qqwxv acting.');
  await expect(verdict.prediction).toContainText('%');
  await expectAccessible(page, 'predicted');

  await verdict.button('Evaluate on the test set').click();
  await expect.poll(async () => (await verdict.report())?.test ?? null, { timeout: 60_000 }).not.toBeNull();
  await verdict.button('Save model').click();
  await expect(verdict.savedModels.getByRole('listitem')).not.toHaveCount(0);
  await expectAccessible(page, 'evaluated and saved');
});

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
