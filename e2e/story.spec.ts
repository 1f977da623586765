import type { Page } from '@playwright/test';
import { expectAccessible } from './support/axe';
import { PHONE } from './support/phone';
import { expect, test } from './support/test';

const STOPS = ['The data', 'The words', 'Training', 'Your own review', 'A look inside'];

const offer = (page: Page): ReturnType<Page['getByRole']> =>
  page.getByRole('complementary', { name: 'First visit' });
const story = (page: Page): ReturnType<Page['getByRole']> =>
  page.getByRole('complementary', { name: 'Story' });

async function learn(page: Page, item: string): Promise<void> {
  await page.getByRole('button', { name: 'Learn', exact: true }).click();
  await page.getByRole('menuitem', { name: item }).click();
}

/** Presses Tab until this has the focus. */
async function tabTo(page: Page, name: string): Promise<void> {
  const button = page.getByRole('button', { name, exact: true });
  for (let presses = 0; presses < 40; presses++) {
    await page.keyboard.press('Tab');
    if (await button.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`Tab never came to “${name}”.`);
}

test.describe('on a first visit', () => {
  test.use({ isFirstVisit: true });

  test('the tour can be taken by keyboard alone, and does not come back', async ({ verdict }) => {
    const { page } = verdict;
    await verdict.open();
    await expect(offer(page)).toBeVisible();
    await expectAccessible(page, 'the offer of a tour');
    await tabTo(page, 'Take the tour');
    await page.keyboard.press('Enter');
    for (const [i, title] of STOPS.entries()) {
      const card = page.getByRole('dialog', { name: title });
      await expect(card).toBeVisible();
      await expect(card).toContainText(`${i + 1} of 5`);
      const isLast = i === STOPS.length - 1;
      await expect(card.getByRole('button', { name: isLast ? 'Done' : 'Next' })).toBeFocused();
      await expectBeside(page, title);
      if (i === 2) {
        await page.keyboard.press('ArrowLeft');
        await expect(page.getByRole('dialog', { name: STOPS[1]! })).toBeVisible();
        await page.keyboard.press('ArrowRight');
        await expect(card).toBeVisible();
        await expectAccessible(page, 'a stop of the tour', ['light']);
      }
      await page.keyboard.press('Enter');
    }
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect(page.getByRole('heading', { name: /See inside$/, level: 2 })).toBeFocused();
    await page.reload();
    await verdict.ready();
    await expect(page.getByRole('button', { name: 'Learn', exact: true })).toBeVisible();
    // Long enough for an offer to come.
    await page.waitForTimeout(3_000);
    await expect(offer(page)).toHaveCount(0);
  });

  test('it can be declined, left half-way and taken again', async ({ verdict }) => {
    const { page } = verdict;
    await verdict.open();
    await offer(page).getByRole('button', { name: 'No tour, thanks' }).click();
    await expect(offer(page)).toHaveCount(0);
    await learn(page, 'Tour of the page');
    const first = page.getByRole('dialog', { name: STOPS[0]! });
    await expect(first.getByRole('button', { name: 'Next' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog', { name: STOPS[1]! })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect(page.getByRole('heading', { name: /Words$/, level: 2 })).toBeFocused();
  });
});

/** The card and the outlined step do not overlap, as far as the step leaves room in the window. */
async function expectBeside(page: Page, title: string): Promise<void> {
  const card = (await page.getByRole('dialog', { name: title }).boundingBox())!;
  const step = (await page.locator('section[data-outlined="true"]').boundingBox())!;
  expect(card.x).toBeGreaterThanOrEqual(0);
  expect(card.x + card.width).toBeLessThanOrEqual(1440);
  expect(card.y + card.height).toBeLessThanOrEqual(900);
  const isWide = step.width > 1000 && step.height > 500;
  const overlaps =
    card.x < step.x + step.width &&
    card.x + card.width > step.x &&
    card.y < step.y + step.height &&
    card.y + card.height > step.y;
  expect(overlaps && !isWide, `${title} covers its step`).toBe(false);
}

test('the story goes from chapter to chapter beside the page, and is found again', async ({ verdict }) => {
  const { page } = verdict;
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await verdict.open('dataset=sentences&units=24');
  await learn(page, 'The story');
  const panel = story(page);
  await expect(panel.getByRole('heading', { name: 'A review and its label' })).toBeFocused();
  await expect(panel.getByRole('img', { name: 'Two texts with their labels' })).toBeVisible();
  const titles: string[] = [];
  for (;;) {
    titles.push((await panel.getByRole('heading', { level: 3 }).textContent()) ?? '');
    const next = panel.getByRole('button', { name: 'Next', exact: true });
    if (await next.isDisabled()) break;
    await next.click();
    await expect(panel.getByRole('heading', { level: 3 })).not.toHaveText(titles.at(-1)!);
  }
  expect(titles).toHaveLength(10);
  await panel.getByRole('combobox', { name: 'Chapter' }).selectOption({ label: '5. The network' });
  await expect(panel).toContainText('a memory of 24 numbers');
  const network = page.getByRole('region', { name: 'Network' });
  await expect(network).toHaveAttribute('data-outlined', 'true');
  await panel.getByRole('button', { name: 'Copy code' }).click();
  await expect(panel.getByRole('status', { name: 'Copying' })).toHaveText('Copied.');
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied.replaceAll(/\s+/g, ' ')).toContain('keras.layers.LSTM( 24');
  await expectAccessible(page, 'the story');
  await page.getByRole('radio', { name: /^Mean of words/ }).check();
  await expect(panel).toContainText('This network has no memory');
  await expect(panel.getByRole('region', { name: 'The same in Keras' })).not.toContainText('LSTM');
  await page.reload();
  await verdict.ready();
  await expect(panel.getByRole('heading', { name: 'The network' })).toBeVisible();
  await panel.getByRole('button', { name: 'Close the story' }).click();
  await expect(panel).toHaveCount(0);
});

test('a term is explained by keyboard, and leads to the glossary', async ({ verdict }) => {
  const { page } = verdict;
  await verdict.open('dataset=sentences');
  const term = page.getByRole('button', { name: 'LSTM', exact: true }).first();
  await term.focus();
  await page.keyboard.press('Enter');
  const card = page.getByRole('dialog', { name: 'LSTM' });
  await expect(card).toContainText('carries a memory along');
  await expect(card).toBeFocused();
  await expectAccessible(page, 'a term', ['light']);
  await page.keyboard.press('Escape');
  await expect(card).toHaveCount(0);
  await expect(term).toBeFocused();
  await page.keyboard.press('Enter');
  await card.getByRole('button', { name: 'All terms' }).click();
  const glossary = page.getByRole('dialog', { name: 'Glossary' });
  await glossary.getByRole('textbox', { name: 'Search the terms' }).fill('gate');
  await expect(glossary.getByRole('term').first()).toHaveText('Gate');
  await expectAccessible(page, 'the glossary');
  await page.keyboard.press('Escape');
  await expect(glossary).toHaveCount(0);
  await expect(term).toBeFocused();
});

test('story and tour leave a phone’s controls in reach', async ({ newVerdict }) => {
  const verdict = await newVerdict(PHONE);
  const { page } = verdict;
  await verdict.open('dataset=sentences');
  await learn(page, 'The story');
  await expect(story(page).getByRole('heading', { name: 'A review and its label' })).toBeVisible();
  await expect(page.getByRole('combobox', { name: 'Dataset' })).toBeInViewport();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await story(page).getByRole('button', { name: 'Close the story' }).click();
  await learn(page, 'Tour of the page');
  await expect(page.getByRole('dialog', { name: STOPS[0]! })).toBeInViewport({ ratio: 1 });
});
