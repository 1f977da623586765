/** The right colours from the first paint on: those of the system, or those chosen on an earlier visit. */
import { expect, test } from './support/test';

const BACKGROUND = { light: 'rgb(245, 246, 248)', dark: 'rgb(16, 19, 23)' };

test.describe('before any script has run', () => {
  test.use({ javaScriptEnabled: false });

  for (const colorScheme of ['light', 'dark'] as const) {
    test(`a system that is ${colorScheme} gets a ${colorScheme} page`, async ({ page }) => {
      await page.emulateMedia({ colorScheme });
      await page.goto('/');
      await expect(page.locator('body')).toHaveCSS('background-color', BACKGROUND[colorScheme]);
    });
  }
});

test('a choice holds before the page’s own script has arrived', async ({ verdict, page }) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await verdict.open('dataset=sentences');
  await verdict.button('Use dark colours').click();
  await expect(page.locator('body')).toHaveCSS('background-color', BACKGROUND.dark);
  const gate = createGate();
  await page.route('**/assets/index-*.js', async (route) => {
    await gate.opened;
    await route.continue();
  });
  await page.reload({ waitUntil: 'commit' });
  await expect(page.locator('.opening')).toBeVisible();
  await expect(page.locator('body')).toHaveCSS('background-color', BACKGROUND.dark);
  gate.open();
  await verdict.ready();
  await expect(page.locator('body')).toHaveCSS('background-color', BACKGROUND.dark);
});

/** A promise that the test fulfils when it wants to. */
function createGate(): { open: () => void; opened: Promise<void> } {
  let open!: () => void;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, opened };
}
