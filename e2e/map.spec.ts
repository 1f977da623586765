/** The map of words in "See inside": found, followed, pinned, circled and played. */
import type { Locator } from '@playwright/test';
import { expectAccessible } from './support/axe';
import { hasImdb, NO_IMDB } from './support/datasets';
import { cutTexts, tooSmallControls } from './support/fit';
import { PHONE } from './support/phone';
import { expect, test } from './support/test';
import type { VerdictPage } from './support/verdictPage';

const SMALL = 'dataset=sentences&epochs=2&vocabulary=1200&length=32&seed=3&backend=wasm';
const NUM_SHOWN = 10;

const inside = ({ page }: VerdictPage): Locator => page.getByRole('region', { name: 'See inside' });
const map = (verdict: VerdictPage): Locator => inside(verdict).getByRole('button', { name: /^The map\./ });
const wordPanel = (verdict: VerdictPage, word: string): Locator =>
  inside(verdict).getByRole('region', { name: `The word ${word}` });
const neighbours = (panel: Locator): Locator =>
  panel.getByRole('list', { name: 'Nearest words' }).getByRole('button');

async function trainAndOpen(verdict: VerdictPage, settings = SMALL, timeoutMs = 90_000): Promise<void> {
  await verdict.open(settings);
  await verdict.trainToEnd(timeoutMs);
  await verdict.button('Explore the map →').click();
  await expect(verdict.page.getByRole('tab', { name: 'Map of words' })).toBeFocused();
  await expect(inside(verdict).getByRole('img', { name: /^Map of / })).toBeVisible();
}

async function find(verdict: VerdictPage, typed: string, word = typed): Promise<Locator> {
  const field = inside(verdict).getByRole('combobox', { name: 'Find a word' });
  await field.fill(typed);
  await verdict.page
    .getByRole('option', { name: new RegExp(`^${word} ?rank`) })
    .first()
    .waitFor();
  await field.press('Enter');
  await expect(field).toHaveValue('');
  const panel = wordPanel(verdict, word);
  await expect(panel).toBeVisible();
  return panel;
}

/** The words of the list, once they are those of this word. */
async function nearest(panel: Locator, count = NUM_SHOWN): Promise<string[]> {
  await expect(neighbours(panel)).toHaveCount(count);
  return panel.locator('ol button > span:first-child').allInnerTexts();
}

test('a word is found, its neighbours followed, shown alone and pinned', async ({ verdict }) => {
  await trainAndOpen(verdict);
  const panel = await find(verdict, 'graet', 'great');
  const near = await nearest(panel);
  expect(near).not.toContain('great');
  const distances = await panel.locator('ol button > span:nth-child(2)').allInnerTexts();
  expect(distances.map(Number)).toEqual(distances.map(Number).toSorted((a, b) => a - b));

  await test.step('by the other distance', async () => {
    await panel.getByText('Euclidean', { exact: true }).click();
    await expect(panel.getByText('with the Euclidean distance')).toBeVisible();
    await expect(panel.locator('ol button > span:nth-child(2)').first()).not.toHaveText(distances[0] ?? '');
    await panel.getByText('Cosine', { exact: true }).click();
    await expect(panel.locator('ol button > span:nth-child(2)').first()).toHaveText(distances[0] ?? '');
  });
  await test.step('followed and back', async () => {
    const [first = ''] = near;
    await neighbours(panel).first().click();
    const other = wordPanel(verdict, first);
    await nearest(other);
    await other.getByRole('button', { name: 'Back to “great”' }).click();
    await expect(panel).toBeVisible();
  });
  await test.step('alone', async () => {
    await panel.getByRole('switch', { name: 'Show only these words' }).click();
    await expect(inside(verdict).getByRole('img', { name: `Map of ${NUM_SHOWN + 1} words` })).toBeVisible();
    await panel.getByRole('switch', { name: 'Show only these words' }).click();
    await expect(inside(verdict).getByRole('img', { name: /^Map of 1,\d{3} words/ })).toBeVisible();
  });
  await test.step('pinned', async () => {
    await panel.getByRole('button', { name: 'Pin', exact: true }).click();
    await panel.getByRole('button', { name: 'Close' }).click();
    const pins = inside(verdict).getByRole('region', { name: 'Pinned words' });
    await pins.getByRole('button', { name: 'great', exact: true }).click();
    await expect(panel).toBeVisible();
    await pins.getByRole('button', { name: 'Unpin great' }).click();
    await expect(pins).toHaveCount(0);
  });
});

test('the map moves by keys, and a word is chosen by them', async ({ verdict }) => {
  await trainAndOpen(verdict);
  const showAll = inside(verdict).getByRole('button', { name: 'Show all' });
  await expect(showAll).toHaveAttribute('aria-disabled', 'true');
  await map(verdict).focus();
  await verdict.page.keyboard.press('+');
  await verdict.page.keyboard.press('ArrowLeft');
  await expect(showAll).not.toHaveAttribute('aria-disabled');
  await verdict.page.keyboard.press('Enter');
  await expect(inside(verdict).getByRole('region', { name: /^The word / })).toBeVisible();
  await verdict.page.keyboard.press('0');
  await expect(showAll).toHaveAttribute('aria-disabled', 'true');
  await test.step('another projection and back is at home again', async () => {
    const projection = inside(verdict).getByRole('combobox', { name: 'Projection' });
    await verdict.page.keyboard.press('+');
    await expect(showAll).not.toHaveAttribute('aria-disabled');
    await projection.selectOption('sentiment');
    await expect(inside(verdict).getByRole('img', { name: /by learned sentiment/ })).toBeVisible();
    await projection.selectOption('pca2');
    await expect(inside(verdict).getByRole('img', { name: /by two principal components/ })).toBeVisible();
    await expect(showAll).toHaveAttribute('aria-disabled', 'true');
  });
  await test.step('what is closed gives the focus to what it stood in', async () => {
    const close = inside(verdict)
      .getByRole('region', { name: /^The word / })
      .getByRole('button', { name: 'Close' });
    await close.press('Enter');
    await expect(inside(verdict).getByRole('region', { name: 'Words that are looked at' })).toBeFocused();
  });
});

test('a region is listed, and every colour and projection is drawn', async ({ verdict }) => {
  await trainAndOpen(verdict);
  const region = inside(verdict).getByRole('region', { name: 'The region' });
  await inside(verdict).getByRole('button', { name: 'Lasso' }).click();
  const box = await map(verdict).boundingBox();
  if (box === null) throw new Error('The map is not in the page.');
  const at = (x: number, y: number): [number, number] => [box.x + x * box.width, box.y + y * box.height];
  const { mouse } = verdict.page;
  await mouse.move(...at(0.15, 0.05));
  await mouse.down();
  for (const [x, y] of [
    [0.95, 0.05],
    [0.95, 0.85],
    [0.15, 0.85],
  ] as const)
    await mouse.move(...at(x, y), { steps: 3 });
  await mouse.up();
  await expect(region.getByRole('heading')).toHaveText(/^[\d,]+ words in the region$/);
  await expect(region.getByRole('list', { name: 'Words of the region' }).getByRole('button')).toHaveCount(50);
  await region.getByRole('button', { name: 'Close' }).click();

  for (const [format, file] of [
    ['PNG', 'Map of words.png'],
    ['SVG', 'Map of words.svg'],
    ['CSV', 'Map of words.csv'],
  ] as const) {
    await verdict.button('Download: Map of words').click();
    const download = verdict.page.waitForEvent('download');
    await verdict.page.getByRole('menuitem', { name: new RegExp(format) }).click();
    expect((await download).suggestedFilename()).toBe(file);
  }

  const projection = inside(verdict).getByRole('combobox', { name: 'Projection' });
  await projection.selectOption('sentiment');
  await expect(inside(verdict).getByText('Frequency, commonest on top')).toBeVisible();
  await projection.selectOption('pca3');
  await expect(inside(verdict).getByRole('img', { name: /by three principal components/ })).toBeVisible();
  await inside(verdict).getByText('Frequency', { exact: true }).click();
  await expect(
    inside(verdict).getByRole('list', { name: 'Colours' }).getByText('rank 1 to 50'),
  ).toBeVisible();
  await inside(verdict).getByText('Cluster', { exact: true }).click();
  await expect(inside(verdict).getByRole('list', { name: 'Colours' }).getByRole('listitem')).toHaveCount(8);
  await inside(verdict).getByRole('switch', { name: 'Untrained map beside it' }).click();
  await expect(inside(verdict).getByRole('img', { name: /in an untrained embedding/ })).toBeVisible();
});

test('the epochs are played, and gone through by keys', async ({ verdict }) => {
  await trainAndOpen(verdict);
  const time = inside(verdict).getByRole('region', { name: 'Over the epochs' });
  const slider = time.getByRole('slider', { name: 'Epoch that the map shows' });
  await expect(slider).toHaveAttribute('aria-valuetext', 'Now');
  const shown = time.getByRole('status');
  await expect(shown).toHaveText('Now');
  await inside(verdict).getByText('The map in words').click();
  const strongest = inside(verdict)
    .getByRole('table', { name: 'Most positive words shown' })
    .getByRole('cell')
    .nth(1);
  const now = await strongest.innerText();
  await slider.focus();
  await verdict.page.keyboard.press('Home');
  await expect(shown).toHaveText('Before training');
  await expect(strongest).not.toHaveText(now);
  await verdict.page.keyboard.press('ArrowRight');
  await expect(shown).toHaveText('After epoch 1');
  await time.getByRole('button', { name: 'Play the training' }).click();
  await expect(shown).toHaveText('Now', { timeout: 15_000 });
  await expect(strongest).toHaveText(now);
  await expect(time.getByRole('button', { name: 'Play the training' })).toBeVisible();
  await expect(verdict.alerts).toHaveCount(0);
});

test('UMAP runs when told to, can be cancelled, and lays the words out', async ({ verdict }) => {
  await trainAndOpen(verdict);
  await inside(verdict).getByRole('combobox', { name: 'Projection' }).selectOption('umap');
  const run = inside(verdict).getByRole('button', { name: /^Run UMAP on/ });
  await run.press('Enter');
  const cancel = inside(verdict).getByRole('button', { name: 'Cancel' });
  await expect(cancel).toBeFocused();
  await cancel.press('Enter');
  await expect(run).toBeFocused();
  await expect(verdict.alerts).toHaveCount(0);
  await inside(verdict).getByRole('combobox', { name: 'Words' }).selectOption('500');
  await run.click();
  await expect(inside(verdict).getByRole('img', { name: 'Map of 500 words by UMAP' })).toBeVisible({
    timeout: 60_000,
  });
});

test('after training on the film reviews "terrible" is near "awful" or "bad"', async ({ verdict }) => {
  test.skip(!hasImdb(), NO_IMDB);
  test.setTimeout(180_000);
  await trainAndOpen(verdict, 'dataset=imdb&recipe=fast&seed=1', 150_000);
  const found: string[] = [];
  for (const word of ['awful', 'bad']) {
    const panel = await find(verdict, word);
    await panel.getByRole('combobox', { name: 'How many neighbours' }).selectOption('20');
    found.push(...(await nearest(panel, 20)));
  }
  expect(found).toContain('terrible');
});

test('axe finds nothing, light or dark', async ({ verdict }) => {
  test.setTimeout(120_000);
  await trainAndOpen(verdict);
  const panel = await find(verdict, 'great');
  await panel.getByRole('button', { name: 'Pin', exact: true }).click();
  await inside(verdict).getByText('The map in words').click();
  await inside(verdict).getByRole('switch', { name: 'Untrained map beside it' }).click();
  await expectAccessible(verdict.page, 'the map of words');
});

test.describe('on a phone', () => {
  test.use(PHONE);

  test('it fits, thumbs reach it, and axe finds nothing', async ({ verdict }) => {
    test.setTimeout(120_000);
    await trainAndOpen(verdict);
    const panel = await find(verdict, 'great');
    await panel.getByRole('button', { name: 'Pin', exact: true }).click();
    await inside(verdict).getByText('What the map shows').click();
    await inside(verdict).getByText('The map in words').click();
    const { page } = verdict;
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(PHONE.viewport.width);
    expect(await tooSmallControls(page)).toEqual([]);
    expect(await cutTexts(page)).toEqual([]);
    await expectAccessible(page, 'the map on a phone', ['light']);
  });
});
