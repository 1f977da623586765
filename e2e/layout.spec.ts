/** What must be visible on a laptop, and usable with a thumb. */
import type { Locator, Page } from '@playwright/test';
import { QUICK } from './support/datasets';
import { cutTexts, tooSmallControls } from './support/fit';
import { PHONE } from './support/phone';
import { expect, test } from './support/test';
import type { VerdictPage } from './support/verdictPage';

/** Lower, and a curve with its title and legend is no more than a streak; CSS pixels. */
const MIN_CURVE_PX = 240;
/** Half a pixel of rounding. */
const SLACK_PX = 0.5;
/** Between the steps, CSS pixels (--verdict-gap). */
const GAP_PX = 14;

test('Train, the curves and the map are on the first screen of a laptop', async ({ verdict, page }) => {
  await verdict.open(QUICK);
  await verdict.trainToEnd();
  await page.evaluate(() => globalThis.scrollTo(0, 0));
  await expect(verdict.train).toBeInViewport({ ratio: 1 });
  for (const name of [/validation loss/i, /validation accuracy/i, /map of/i]) {
    await expect(page.getByRole('img', { name }).first(), String(name)).toBeInViewport({ ratio: 0.9 });
  }
});

test('a link to a step shows its upper edge and nothing of the step above', async ({ verdict, page }) => {
  await verdict.open('dataset=sentences');
  await page.emulateMedia({ reducedMotion: 'reduce' });
  for (const name of ['Words', 'Try it']) {
    const link = page.getByRole('link', { name, exact: true });
    await link.click();
    const section = page.locator('section', { has: page.getByRole('heading', { level: 2, name }) });
    await expect
      .poll(() => belowHeader(page, section), { message: name })
      .toBeLessThanOrEqual(GAP_PX + SLACK_PX);
    expect(await belowHeader(page, section), name).toBeGreaterThanOrEqual(0);
    await expect(link).toHaveAttribute('aria-current', 'step');
  }
});

test('a review is in view as soon as the data are looked at', async ({ verdict, page }) => {
  await verdict.open('dataset=sentences');
  await verdict.button('Look at the data').click();
  await expect(page.getByRole('article', { name: 'Review 0' })).toBeInViewport({ ratio: 1 });
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
    await expect(page.getByRole('article', { name: 'Review 0' })).toBeInViewport({ ratio: 1 });
    expect(await dialog.evaluate((element) => element.scrollWidth - element.clientWidth)).toBe(0);
    await expectFit(verdict, 'the data');
    await page.keyboard.press('Escape');

    await verdict.startRun(() => verdict.train.tap());
    await verdict.runEnded(60_000);
    await verdict.judge('A great film.');
    await expectFit(verdict, 'trained');
    const history = page.getByRole('region', { name: 'Rows of the training history' });
    expect(await history.evaluate((frame) => frame.scrollWidth - frame.clientWidth)).toBe(0);
    for (const name of [/validation loss/i, /validation accuracy/i]) {
      const box = await page.getByRole('img', { name }).boundingBox();
      expect(box?.height, String(name)).toBeGreaterThanOrEqual(MIN_CURVE_PX);
    }

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

/** Pixels from the lower edge of the header to the upper edge of a step. */
async function belowHeader(page: Page, step: Locator): Promise<number> {
  const [header, section] = [await page.getByRole('banner').boundingBox(), await step.boundingBox()];
  if (header === null || section === null) throw new Error('The header or the step is not shown.');
  return section.y - header.y - header.height;
}
