/** What must be visible on a laptop, and usable with a thumb. */
import { QUICK } from './support/datasets';
import { cutTexts, tooSmallControls } from './support/fit';
import { PHONE } from './support/phone';
import { expect, test } from './support/test';
import type { VerdictPage } from './support/verdictPage';

test('Train, the curves and the map are on the first screen of a laptop', async ({ verdict, page }) => {
  await verdict.open(QUICK);
  await verdict.trainToEnd();
  await page.evaluate(() => globalThis.scrollTo(0, 0));
  await expect(verdict.train).toBeInViewport({ ratio: 1 });
  for (const name of [/validation loss/i, /validation accuracy/i, /map of/i]) {
    await expect(page.getByRole('img', { name }).first(), String(name)).toBeInViewport({ ratio: 0.9 });
  }
});

test.describe('on a phone', () => {
  test.use(PHONE);

  test('everything fits the width and a thumb', async ({ verdict, page }) => {
    await verdict.open(QUICK);
    await verdict.button('More settings').first().tap();
    await expectFit(verdict, 'opened');

    await verdict.button('Look at the data').tap();
    const dialog = page.getByRole('dialog', { name: 'Look at the data' });
    await expect(dialog.getByText('<START>').first()).toBeVisible();
    await expectFit(verdict, 'the data');
    await page.keyboard.press('Escape');

    await verdict.startRun(() => verdict.train.tap());
    await verdict.runEnded(60_000);
    await verdict.judge('A great film.');
    await expectFit(verdict, 'trained');

    await verdict.savedModels
      .getByRole('button', { name: /^Rename/ })
      .first()
      .tap();
    await verdict.upload('notes.zip', Buffer.from('nothing of the kind'));
    await expect(verdict.alerts.filter({ hasText: 'notes.zip' })).toBeVisible();
    await expectFit(verdict, 'renaming, with an alert');
  });
});

async function expectFit({ page }: VerdictPage, step: string): Promise<void> {
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect.soft(width, `${step}: width of the page`).toBeLessThanOrEqual(PHONE.viewport.width);
  expect.soft(await tooSmallControls(page), `${step}: too small for a thumb`).toEqual([]);
  expect.soft(await cutTexts(page), `${step}: cut off`).toEqual([]);
}
