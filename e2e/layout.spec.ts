/** What must be visible on a laptop, and usable with a thumb. */
import type { Locator, Page } from '@playwright/test';
import { QUICK } from './support/datasets';
import { expect, test } from './support/test';

/** Smallest side of a control for a thumb, CSS pixels (WCAG 2.5.5). */
const THUMB_PX = 44;
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
    const link = page.getByRole('link', { name });
    await link.click();
    const section = page.getByRole('region', { name });
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

test('nothing moves while the page loads', async ({ verdict, page }) => {
  await page.addInitScript(observeShifts);
  await verdict.open('dataset=sentences');
  await page.waitForTimeout(3_000);
  const shift = await page.evaluate(() => (globalThis as unknown as { layoutShift: number }).layoutShift);
  // "Good" is up to 0.1 (web.dev/cls); a reserved place for everything keeps far below it.
  expect(shift).toBeLessThan(0.02);
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true });

  test('the whole flow fits the width, and controls fit a thumb', async ({ verdict, page }) => {
    await verdict.open(QUICK);
    await verdict.startRun(() => verdict.train.tap());
    await verdict.runEnded(60_000);
    await verdict.review.fill('A great film.');
    await expect(verdict.prediction).toContainText('%');
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(390);

    expect(await tooSmallIn(page.locator('body'))).toEqual([]);

    const history = page.getByRole('region', { name: 'Rows of the training history' });
    expect(await history.evaluate((frame) => frame.scrollWidth - frame.clientWidth)).toBe(0);
    for (const name of [/validation loss/i, /validation accuracy/i]) {
      const box = await page.getByRole('img', { name }).boundingBox();
      expect(box?.height, String(name)).toBeGreaterThanOrEqual(MIN_CURVE_PX);
    }
  });

  test('a review is in view as soon as the data are looked at, and controls fit a thumb', async ({
    verdict,
    page,
  }) => {
    await verdict.open('dataset=sentences');
    await verdict.button('Look at the data').tap();
    await expect(page.getByRole('article', { name: 'Review 0' })).toBeInViewport({ ratio: 1 });
    const dialog = page.getByRole('dialog', { name: 'Look at the data' });
    expect(await tooSmallIn(dialog)).toEqual([]);
    expect(await dialog.evaluate((element) => element.scrollWidth - element.clientWidth)).toBe(0);
  });
});

/** Pixels from the lower edge of the header to the upper edge of a step. */
async function belowHeader(page: Page, step: Locator): Promise<number> {
  const [header, section] = [await page.getByRole('banner').boundingBox(), await step.boundingBox()];
  if (header === null || section === null) throw new Error('The header or the step is not shown.');
  return section.y - header.y - header.height;
}

/** Controls within `place` that are lower than a thumb needs. */
async function tooSmallIn(place: Locator): Promise<string[]> {
  const tooSmall: string[] = [];
  for (const role of ['button', 'combobox', 'link', 'spinbutton', 'textbox'] as const) {
    for (const control of await place.getByRole(role).all()) {
      const box = await control.boundingBox();
      // A pixel: kept for screen readers, such as the file input behind "Upload model".
      if (box === null || box.height <= 1 || box.height + SLACK_PX >= THUMB_PX) continue;
      tooSmall.push(`${role} "${await control.evaluate(nameOf)}" ${box.height.toFixed(0)} px`);
    }
  }
  return tooSmall;
}

function nameOf(element: Element): string {
  return element.getAttribute('aria-label') ?? element.textContent ?? '';
}

/** Runs in the page: sums layout shifts that no user input caused. */
function observeShifts(): void {
  const target = globalThis as unknown as { layoutShift: number };
  target.layoutShift = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as (PerformanceEntry & {
      value: number;
      hadRecentInput: boolean;
    })[]) {
      if (!entry.hadRecentInput) target.layoutShift += entry.value;
    }
  }).observe({ type: 'layout-shift', buffered: true });
}
