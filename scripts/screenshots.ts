/**
 * `npm run screenshots`: pictures of the page after training, for the README and for looking at changes.
 * Only texts typed here and words are in them, never a review of the film data set.
 */
import { mkdirSync, statSync } from 'node:fs';
import type { BrowserContextOptions } from '@playwright/test';
import { hasImdb } from '../e2e/support/datasets';
import type { VerdictPage } from '../e2e/support/verdictPage';
import { withDriver, type Driver } from './support/driver';
import { fail, inProject, messageOf } from './support/project';

const FOLDER = inProject('e2e', 'screenshots');
const SENTENCES = 'dataset=sentences&epochs=8&length=64&seed=1';
const IMDB_SLICE = 'dataset=imdb&reviews=5000&epochs=4&seed=1';
const REVIEW = 'I expected little, and was moved to tears: a quiet, clever and wonderful film.';
const TRAINING_TIMEOUT_MS = 10 * 60_000;
const LIMIT_KB = 400;

const SCREENS: Record<string, BrowserContextOptions> = {
  desktop: { viewport: { width: 1440, height: 900 } },
  phone: { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true },
};

/** Trains on a screen, then takes the first screen and the answer to a review in both colour schemes. */
async function shoot({ newPage }: Driver, screen: string, address: string, name: string): Promise<void> {
  const verdict = await newPage({ ...SCREENS[screen], reducedMotion: 'reduce', locale: 'en' });
  await verdict.open(address);
  await verdict.trainToEnd(TRAINING_TIMEOUT_MS);
  await verdict.review.fill(REVIEW);
  await verdict.prediction.getByText('%').first().waitFor();
  for (const colorScheme of ['light', 'dark'] as const) {
    await verdict.page.emulateMedia({ colorScheme });
    await verdict.page.evaluate(() => {
      (globalThis as unknown as { scrollTo: (x: number, y: number) => void }).scrollTo(0, 0);
    });
    await save(verdict, `${name}-${colorScheme}`);
    await verdict.page.getByRole('link', { name: 'Try it' }).click();
    await save(verdict, `${name}-try-${colorScheme}`);
  }
  await verdict.page.context().close();
}

async function save({ page }: VerdictPage, name: string): Promise<void> {
  // Charts redraw at most a few times a second after a change of scheme.
  await page.waitForTimeout(1_500);
  const path = `${FOLDER}/${name}.png`;
  await page.screenshot({ path, animations: 'disabled', caret: 'hide' });
  const sizeKb = statSync(path).size / 1000;
  console.log(`e2e/screenshots/${name}.png  ${sizeKb.toFixed(0)} kB`);
  if (sizeKb > LIMIT_KB) throw new Error(`${name}.png is over ${LIMIT_KB} kB; show less in it.`);
}

try {
  mkdirSync(FOLDER, { recursive: true });
  await withDriver(async (driver) => {
    for (const screen of Object.keys(SCREENS)) await shoot(driver, screen, SENTENCES, screen);
    if (hasImdb()) await shoot(driver, 'desktop', IMDB_SLICE, 'desktop-imdb');
    else console.log('No film reviews here, so no picture of them.');
  });
} catch (error) {
  fail(messageOf(error));
}
