/** How a review is read: the answer after each word, the network's units, and the words that drive them. */
import { expectAccessible } from './support/axe';
import { cutTexts, tooSmallControls } from './support/fit';
import { PHONE } from './support/phone';
import { percentages } from './support/percentages';
import { expect, test } from './support/test';
import type { VerdictPage } from './support/verdictPage';

const SETTINGS =
  'dataset=sentences&epochs=2&reviews=1200&vocabulary=2000&length=32&units=20&backend=wasm&seed=3';
const REVIEW =
  'The soup was wonderful and the staff kind but the room was dirty and the bill a disappointment';

type Part = ReturnType<VerdictPage['page']['getByRole']>;

async function openReading(verdict: VerdictPage): Promise<Part> {
  await verdict.page.getByRole('tab', { name: 'How it reads' }).click();
  const panel = verdict.page.getByRole('tabpanel', { name: 'How it reads' });
  await expect(panel.getByText('positive in the end')).toBeVisible();
  await expect(panel.getByText(/matters most to this review/)).toBeVisible();
  return panel;
}

test('ends with the verdict of step 5, and opens the units by keyboard', async ({ verdict, page }) => {
  test.setTimeout(180_000);
  await verdict.open(SETTINGS);
  await verdict.trainToEnd();
  const answer = await verdict.judge(REVIEW);
  const panel = await openReading(verdict);

  await test.step('the last probability is that of step 5', async () => {
    const [end = ''] = percentages(await panel.locator('output').first().innerText());
    expect(end).not.toBe('');
    expect(percentages(answer)).toContain(end);
  });
  await test.step('arrow keys walk along the words', async () => {
    await panel.locator('[data-place="0"]').focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await expect(panel.locator('[data-place="2"]')).toBeFocused();
    await expect(panel.getByText(/^After “was” \(word 3\): \d/)).toBeVisible();
    await expect(panel.getByText('What happens at “was” (word 3)')).toBeVisible();
  });
  await test.step('a unit is chosen by keyboard, and shows its gates', async () => {
    const unit = panel.getByRole('combobox', { name: 'Unit' });
    await unit.focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    const chosen = (await unit.locator('option:checked').innerText()).split(' (')[0] ?? '';
    const part = panel.getByRole('region', { name: chosen, exact: true });
    await expect(part.getByRole('row', { name: /^Forget gate/ })).toContainText(/\d\.\d\d/);
    await part.getByText(/^Gates and states of unit .*: the table$/).click();
    // `<START>` and the words.
    await expect(part.getByRole('table', { name: /^Gates and states/ }).locator('tbody tr')).toHaveCount(
      REVIEW.split(' ').length + 1,
    );
  });
  await test.step('the search for its words goes through, and keeps the focus', async () => {
    const drivers = panel.getByRole('region', { name: /^The words that drive/ });
    await drivers.getByRole('button', { name: 'Find the words' }).click();
    await expect(drivers.getByText(/Over [\d,]+ test reviews/)).toBeVisible();
    await expect(
      drivers.getByRole('table', { name: /^Words that raise/ }).locator('tbody tr'),
    ).not.toHaveCount(0);
    await drivers.getByRole('button', { name: 'Find again' }).click();
    await expect(drivers.getByRole('button', { name: 'Find again' })).toBeFocused();
  });
  await expectAccessible(page, 'How it reads');
});

test.describe('on a phone', () => {
  test.use(PHONE);

  test('everything fits, and a thumb can work it', async ({ verdict, page }) => {
    test.setTimeout(180_000);
    await verdict.open(SETTINGS);
    await verdict.trainToEnd();
    await verdict.judge(REVIEW);
    const panel = await openReading(verdict);
    await panel.locator('[data-place="3"]').tap();
    await expect(panel.getByText(/^After “wonderful” \(word 4\)/)).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    expect(await cutTexts(page)).toEqual([]);
    const small = await tooSmallControls(page);
    // Words stand in a text, and are as long as they are.
    expect(
      small.filter(
        (control) =>
          !REVIEW.toLowerCase()
            .split(' ')
            .some((word) => control.includes(`“${word}`)),
      ),
    ).toEqual([]);
    await expectAccessible(page, 'How it reads, phone', ['light']);
  });
});

test('a model without an LSTM says why there are no states', async ({ verdict }) => {
  await verdict.open(`${SETTINGS}&recipe=linear`);
  await verdict.trainToEnd();
  await verdict.judge(REVIEW);
  await verdict.page.getByRole('tab', { name: 'How it reads' }).click();
  const panel = verdict.page.getByRole('tabpanel', { name: 'How it reads' });
  await expect(panel.getByText('positive in the end')).toBeVisible();
  await expect(panel.getByText('This model has no network: it is linear.')).toBeVisible();
});
