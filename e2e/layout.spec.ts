/** What must be visible on a laptop, and usable with a thumb. */
import { QUICK } from './support/datasets';
import { expect, test } from './support/test';

/** Smallest side of a control for a thumb, CSS pixels (WCAG 2.5.5). */
const THUMB_PX = 44;
/** Half a pixel of rounding. */
const SLACK_PX = 0.5;

test('Train, the curves and the map are on the first screen of a laptop', async ({ verdict, page }) => {
  await verdict.open(QUICK);
  await verdict.trainToEnd();
  await page.evaluate(() => globalThis.scrollTo(0, 0));
  await expect(verdict.train).toBeInViewport({ ratio: 1 });
  for (const name of [/validation loss/i, /validation accuracy/i, /map of/i]) {
    await expect(page.getByRole('img', { name }).first(), String(name)).toBeInViewport({ ratio: 0.9 });
  }
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

    const tooSmall: string[] = [];
    for (const role of ['button', 'combobox', 'spinbutton', 'textbox'] as const) {
      for (const control of await page.getByRole('main').getByRole(role).all()) {
        const box = await control.boundingBox();
        // A pixel: kept for screen readers, such as the file input behind "Upload model".
        if (box === null || box.height <= 1 || box.height + SLACK_PX >= THUMB_PX) continue;
        tooSmall.push(`${role} "${await control.evaluate(nameOf)}" ${box.height.toFixed(0)} px`);
      }
    }
    expect(tooSmall).toEqual([]);
  });
});

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
