import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

export type ColorScheme = 'light' | 'dark';

/** Expects that axe finds nothing on the page as it is now, in each of these colour schemes. */
export async function expectAccessible(
  page: Page,
  step: string,
  schemes: readonly ColorScheme[] = ['light', 'dark'],
): Promise<void> {
  for (const colorScheme of schemes) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.waitForTimeout(500);
    await page.evaluate(settled);
    const { violations } = await new AxeBuilder({ page }).analyze();
    const found = violations.map(({ id, help, nodes }) => ({
      id,
      help,
      where: nodes.slice(0, 3).map((node) => `${node.target.join(' ')}: ${node.failureSummary ?? ''}`),
    }));
    expect.soft(found, `axe, ${step}, ${colorScheme}`).toEqual([]);
  }
}

/** Runs in the page. Colours may fade from one scheme to the other; axe should see the end of it. */
async function settled(): Promise<void> {
  for (;;) {
    await new Promise((resolve) => {
      requestAnimationFrame(resolve);
    });
    const ending = document
      .getAnimations()
      .filter(
        ({ playState, effect }) =>
          playState === 'running' && effect?.getComputedTiming().endTime !== Infinity,
      );
    if (ending.length === 0) return;
    // One that is called off is over, too.
    await Promise.allSettled(ending.map(({ finished }) => finished));
  }
}
