/** A verdict explained word by word, flipped by hand and by search, and reached from an error of the evaluation. */
import type { Locator, Page } from '@playwright/test';
import { PRETRAINED_PATH } from '../src/config';
import { expectAccessible } from './support/axe';
import { publicFile } from './support/datasets';
import { cutTexts, tooSmallControls } from './support/fit';
import { PHONE } from './support/phone';
import { expect, test } from './support/test';
import type { VerdictPage } from './support/verdictPage';

const REVIEW = 'The music is lovely, but the story is awful.';

/** The page with the model that comes with it. */
async function openPretrained(verdict: VerdictPage): Promise<void> {
  const path = publicFile(PRETRAINED_PATH);
  await verdict.page.route(`**/${PRETRAINED_PATH}`, (route) => route.fulfill({ path }));
  await verdict.open();
}

/** By the tabs of "See inside". */
async function openView(page: Page, name: string): Promise<void> {
  await page.getByRole('tab', { name, exact: true }).click();
}

const chooseMethod = (page: Page, name: string): Promise<void> =>
  page.getByRole('radiogroup', { name: 'Worked out by' }).getByText(name, { exact: true }).click();

/** A word of the review that is changed. */
const wordOf = (page: Page, word: string): Locator =>
  page.getByRole('group', { name: /^The words;/ }).getByRole('button', { name: word, exact: true });

/** What a word counts, as its button says it: "awful, −1.55". */
async function numberOf(way: Locator, word: string): Promise<number> {
  await way.getByRole('button', { name: new RegExp(`^${word}\\b`) }).click();
  const text = await way.getByText(new RegExp(`^“${word}” counts [+−]`)).innerText();
  const number = /counts ([+−]\d+\.\d+)/.exec(text)?.[1] ?? '';
  return Number(number.replace('−', '-'));
}

test('a verdict of the model that comes along is explained in two ways, and flipped', async ({
  verdict,
  page,
}) => {
  test.setTimeout(180_000);
  await openPretrained(verdict);
  await verdict.judge(REVIEW);

  await test.step('from the verdict to its reasons', async () => {
    await page.getByRole('button', { name: 'Why it says so ›' }).click();
    await expect(page.getByRole('tab', { name: 'Why it says so' })).toBeFocused();
    const why = page.getByRole('status', { name: 'Why', exact: true });
    await expect(why).toContainText('Negative');
    await expect(why).toContainText('towards negative “awful”');
  });

  await test.step('by integrated gradients, which add up', async () => {
    const way = page.getByRole('region', { name: 'Integrated gradients' });
    expect(await numberOf(way, 'awful')).toBeLessThan(-0.5);
    expect(await numberOf(way, 'lovely')).toBeGreaterThan(0.1);
    const sentence = await way.getByText(/add up to the answer with an error of/).innerText();
    expect(Number(/an error of ([\d.]+)/.exec(sentence)?.[1])).toBeLessThan(0.01);
    await expect(way.getByRole('img', { name: /^What counts most/ })).toBeVisible();
    await way.getByText(/the table$/).click();
    await expect(way.getByRole('table').first()).toContainText('awful');
  });

  await test.step('by leaving each word out, and by both', async () => {
    await chooseMethod(page, 'Leaving out');
    const way = page.getByRole('region', { name: 'Leaving each word out' });
    expect(await numberOf(way, 'awful')).toBeLessThan(-0.5);
    await chooseMethod(page, 'Both');
    await expect(page.getByRole('region', { name: 'Do the two ways agree?' })).toContainText('correlation');
    await expectAccessible(page, 'Why it says so, both ways');
  });

  await test.step('one change flips it; undo takes it back', async () => {
    await openView(page, 'What if');
    const answer = page.getByRole('status', { name: 'The answer now' });
    await expect(answer).toContainText('it says negative');
    await wordOf(page, 'awful').scrollIntoViewIfNeeded();
    const scrolled = await page.evaluate(() => scrollY);
    await wordOf(page, 'awful').click();
    const menu = page.getByRole('dialog', { name: '“awful”' });
    await expect(menu.getByRole('button', { name: /^Remove it.*%/ })).toBeFocused();
    expect(await page.evaluate(() => scrollY), 'the page stays where it is').toBe(scrolled);
    await expectAccessible(page, 'What if, the menu of a word');
    await menu.getByRole('textbox').fill('excellent');
    await menu.getByRole('button', { name: 'Replace', exact: true }).click();
    await expect(menu).toBeHidden();
    await expect(answer).toContainText('it says positive');
    await expect(answer).toContainText('The verdict has flipped.');
    const trail = page.getByRole('region', { name: 'What was tried' });
    await expect(trail.getByRole('button', { name: /“awful” → “excellent”/ })).toHaveAttribute(
      'aria-current',
      'true',
    );
    await trail.getByRole('button', { name: 'Undo', exact: true }).click();
    await expect(answer).toContainText('it says negative');
    await trail.getByRole('button', { name: 'Redo', exact: true }).click();
    await expect(answer).toContainText('it says positive');
    await trail.getByRole('button', { name: 'Back to the original' }).click();
    await expect(answer).toContainText('The original.');
  });

  await test.step('a word is removed and put back with the keyboard', async () => {
    const answer = page.getByRole('status', { name: 'The answer now' });
    const word = wordOf(page, 'awful');
    await word.focus();
    await word.press('Delete');
    await expect(answer).toContainText('The original:');
    await page.keyboard.press('Control+z');
    await expect(answer).toContainText('The original.');
  });

  await test.step('the search finds the smallest change', async () => {
    const flip = page.getByRole('region', { name: 'The smallest change that flips the verdict' });
    await flip.getByRole('button', { name: 'Search' }).click();
    await expect(flip.getByText(/^1 change will do:/)).toBeVisible();
    await expect(flip).toContainText('“awful”');
    const answer = page.getByRole('status', { name: 'The answer now' });
    await expect(answer).toContainText('The verdict has flipped.');
    await expectAccessible(page, 'What if, after the search');
  });
});

test('an error of the evaluation is looked into', async ({ verdict, page }) => {
  test.setTimeout(180_000);
  await verdict.open('dataset=sentences&recipe=fast&seed=1&backend=wasm');
  await verdict.trainToEnd();
  await verdict.evaluateTest(60_000);
  await page.getByRole('table', { name: 'Test reviews' }).getByRole('button').first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'See inside' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('tab', { name: 'Why it says so' })).toBeFocused();
  const why = page.getByRole('status', { name: 'Why', exact: true });
  await expect(why).toContainText(/Labelled (positive|negative): the model is wrong\./);
  const label = (await why.innerText()).includes('Labelled positive') ? 'positive' : 'negative';

  await openView(page, 'What if');
  const answer = page.getByRole('status', { name: 'The answer now' });
  await expect(answer).toContainText(`it says ${label === 'positive' ? 'negative' : 'positive'}`);
  const flip = page.getByRole('region', { name: 'The smallest change that flips the verdict' });
  await flip.getByRole('button', { name: 'Search' }).click();
  await expect(flip.getByText(/will do:/)).toBeVisible();
  await expect(answer).toContainText(`it says ${label}`);
});

test.describe('on a phone', () => {
  test.use(PHONE);

  test('both views fit the width and a thumb', async ({ verdict, page }) => {
    await openPretrained(verdict);
    await verdict.judge(REVIEW);
    const check = async (view: string): Promise<void> => {
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(PHONE.viewport.width);
      // Words of a text are as wide as they are, and as high as a thumb needs.
      const tooSmall = (await tooSmallControls(page)).filter((control) => !/ x 4[4-9]$/.test(control));
      expect(tooSmall, view).toEqual([]);
      expect(await cutTexts(page), view).toEqual([]);
    };
    await openView(page, 'Why it says so');
    await chooseMethod(page, 'Both');
    await expect(page.getByRole('region', { name: 'Do the two ways agree?' })).toBeVisible();
    await check('why');
    await openView(page, 'What if');
    await expect(page.getByRole('status', { name: 'The answer now' })).toContainText('it says negative');
    await wordOf(page, 'awful').click();
    await expect(
      page
        .getByRole('dialog', { name: '“awful”' })
        .getByText(/^\d.*%$/)
        .first(),
    ).toBeVisible();
    await check('what if');
  });
});
