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
/** For the views of "See inside" to work out what they show. */
const VIEW_TIME_MS = 5_000;

interface Screen {
  context: BrowserContextOptions;
  /** What is pictured beside the first screen. */
  parts: Part[];
}

/** The views of "See inside", by the names of their tabs. */
const VIEWS = {
  map: 'Map of words',
  reading: 'How it reads',
  why: 'Why it says so',
  whatIf: 'What if',
  inspector: 'Inspector',
} as const;

type View = keyof typeof VIEWS;
type Part = 'words' | 'train' | 'evaluation' | 'try' | View | 'keep' | 'compare' | 'data';
const INSIDE: View[] = ['map', 'reading', 'why', 'whatIf', 'inspector'];

const DESKTOP: BrowserContextOptions = { viewport: { width: 1440, height: 900 } };
const PHONE: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  isMobile: true,
  hasTouch: true,
};

const SENTENCES_SCREENS: Record<string, Screen> = {
  desktop: { context: DESKTOP, parts: ['evaluation', 'try', ...INSIDE, 'keep', 'compare', 'data'] },
  phone: {
    context: PHONE,
    parts: ['words', 'train', 'evaluation', 'try', ...INSIDE, 'keep', 'compare', 'data'],
  },
};
/** Without 'data', which shows a review. */
const IMDB_SCREENS: Record<string, Screen> = {
  'desktop-imdb': { context: DESKTOP, parts: ['evaluation', 'try', ...INSIDE] },
};

/** Brings a part into view; the promise's function puts it away again. */
const SHOW: Record<Part, (verdict: VerdictPage) => Promise<() => Promise<void>>> = {
  words: (verdict) => showStep(verdict, 'Words'),
  // The curves stand below the controls, which fill a phone by themselves.
  train: async ({ page }) => {
    await page.getByRole('img', { name: /validation accuracy/i }).evaluate((curve) => {
      (curve as unknown as { scrollIntoView: (options: object) => void }).scrollIntoView({ block: 'end' });
    });
    return stay;
  },
  // Its figures and curves: the texts further down may be film reviews.
  evaluation: async ({ page }) => {
    await page.getByRole('heading', { name: 'How good it is' }).evaluate((heading) => {
      (heading as unknown as { scrollIntoView: () => void }).scrollIntoView();
    });
    return stay;
  },
  try: (verdict) => showStep(verdict, 'Try it'),
  map: (verdict) => showView(verdict, 'map'),
  reading: (verdict) => showView(verdict, 'reading'),
  why: (verdict) => showView(verdict, 'why'),
  whatIf: (verdict) => showView(verdict, 'whatIf'),
  inspector: (verdict) => showView(verdict, 'inspector'),
  keep: (verdict) => showStep(verdict, 'Keep'),
  compare: (verdict) => showStep(verdict, 'Compare'),
  data: async ({ page }) => {
    await page.getByRole('button', { name: 'Look at the data' }).click();
    await page.getByRole('article', { name: 'Review 0' }).waitFor();
    return () => page.getByRole('button', { name: 'Close', exact: true }).click();
  },
};

async function showStep({ page }: VerdictPage, name: string): Promise<() => Promise<void>> {
  await page.getByRole('link', { name, exact: true }).click();
  return stay;
}

/** A view with its answer: none of those that say they are under way. */
async function showView(verdict: VerdictPage, view: View): Promise<() => Promise<void>> {
  const { page } = verdict;
  await showStep(verdict, 'Inside');
  const tab = page.getByRole('tab', { name: VIEWS[view] });
  await tab.click();
  await tab.evaluate((element) => {
    (element as unknown as { scrollIntoView: () => void }).scrollIntoView();
  });
  await page.waitForTimeout(VIEW_TIME_MS);
  return stay;
}

async function stay(): Promise<void> {}

/** Trains on a screen, then takes the first screen and the parts, answer to a review included, in both colour schemes. */
async function shoot({ newPage }: Driver, name: string, screen: Screen, address: string): Promise<void> {
  const verdict = await newPage({ ...screen.context, reducedMotion: 'reduce', locale: 'en' });
  await verdict.open(address);
  await verdict.trainToEnd(TRAINING_TIMEOUT_MS);
  await verdict.evaluateTest(TRAINING_TIMEOUT_MS);
  await verdict.review.fill(REVIEW);
  await verdict.prediction.getByText('%').first().waitFor();
  for (const colorScheme of ['light', 'dark'] as const) {
    await verdict.page.emulateMedia({ colorScheme });
    await verdict.page.evaluate(() => {
      (globalThis as unknown as { scrollTo: (x: number, y: number) => void }).scrollTo(0, 0);
    });
    await save(verdict, `${name}-${colorScheme}`);
    for (const part of screen.parts) {
      const putAway = await SHOW[part](verdict);
      await save(verdict, `${name}-${part}-${colorScheme}`);
      await putAway();
    }
  }
  await verdict.page.context().close();
}

async function save({ page }: VerdictPage, name: string): Promise<void> {
  // Nothing is to look as if the pointer were on it.
  await page.mouse.move(0, 0);
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
    for (const [name, screen] of Object.entries(SENTENCES_SCREENS)) {
      await shoot(driver, name, screen, SENTENCES);
    }
    if (hasImdb()) {
      for (const [name, screen] of Object.entries(IMDB_SCREENS)) {
        await shoot(driver, name, screen, IMDB_SLICE);
      }
    } else console.log('No film reviews here, so no picture of them.');
  });
} catch (error) {
  fail(messageOf(error));
}
