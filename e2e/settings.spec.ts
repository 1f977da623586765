/** Settings, recipes and the page's address say the same. */
import type { Locator } from '@playwright/test';
import { cutTexts, tooSmallControls } from './support/fit';
import { PHONE } from './support/phone';
import { expect, test } from './support/test';
import type { VerdictPage } from './support/verdictPage';

test('an address sets the page', async ({ verdict }) => {
  await verdict.open(
    'dataset=sentences&recipe=tutorial&epochs=3&reviews=500&vocabulary=3000&length=40&seed=7&batch=32&backend=cpu',
  );
  await expect(verdict.dataset).toHaveValue('sentences');
  await expect(verdict.epochs).toHaveValue('3');
  await verdict.button('More settings').first().click();
  const expected = {
    'Training reviews': '500',
    'Vocabulary size': '3000',
    'Review length': '40',
    Seed: '7',
    'Batch size': '32',
  };
  for (const [name, value] of Object.entries(expected)) {
    await expect(verdict.number(name), name).toHaveValue(value);
  }
});

test('a change on the page is in the address, and a reload keeps it', async ({ verdict, page }) => {
  await verdict.open('dataset=sentences');
  await verdict.epochs.fill('4');
  await verdict.epochs.blur();
  await expect.poll(() => new URL(page.url()).hash).toContain('epochs=4');
  await page.reload();
  await verdict.ready();
  await expect(verdict.epochs).toHaveValue('4');
});

test('a value that makes no sense is named and replaced by the default', async ({ verdict }) => {
  await verdict.open('dataset=sentences&epochs=-3&vocabulary=many&backend=abacus');
  await expect(verdict.alerts.first()).toContainText(/epochs/i);
  await expect(verdict.alerts.first()).toContainText(/vocabulary/i);
  await expect(verdict.epochs).toHaveValue('12');
  await expect(verdict.train).toBeEnabled();
});

test('the same seed gives the same run', async ({ verdict, page }) => {
  const address = 'dataset=sentences&epochs=1&reviews=400&vocabulary=1000&length=24&seed=5&backend=wasm';
  await verdict.open(address);
  await verdict.trainToEnd();
  const first = (await verdict.report())?.epochs[0];
  await page.reload();
  await verdict.ready();
  await verdict.trainToEnd();
  const second = (await verdict.report())?.epochs[0];
  expect(first).toBeDefined();
  expect(second).toEqual({ ...first, seconds: second?.seconds });
});

const recipe = ({ page }: VerdictPage, name: RegExp): Locator =>
  page.getByRole('group', { name: /Recipe/ }).getByRole('radio', { name });
const hash = ({ page }: VerdictPage): string => new URL(page.url()).hash;

test('a recipe is chosen, edited, kept over a reload and put back', async ({ verdict, page }) => {
  await verdict.open('dataset=sentences');
  await recipe(verdict, /^Fast/).check();
  await expect.poll(() => hash(verdict)).toBe('#dataset=sentences&recipe=fast&epochs=1&seed=1');
  await expect(verdict.epochs).toHaveValue('1');
  await expect(page.getByRole('table', { name: 'Model summary' })).toContainText('GlobalMaxPooling1D');

  await verdict.button('Layers').click();
  await verdict.number('Units per layer').fill('24');
  await expect.poll(() => hash(verdict)).toBe('#dataset=sentences&recipe=fast&epochs=1&seed=1&units=24');
  await page.reload();
  await verdict.ready();
  await expect(recipe(verdict, /^Fast edited/)).toBeChecked();
  await verdict.button('Layers').click();
  await expect(verdict.number('Units per layer')).toHaveValue('24');

  await verdict.button('Back to the recipe').click();
  await expect(verdict.number('Units per layer')).toHaveValue('32');
  await expect.poll(() => hash(verdict)).toBe('#dataset=sentences&recipe=fast&epochs=1&seed=1');
});

test('every recipe shows its layers, or says that it has none', async ({ verdict, page }) => {
  await verdict.open('dataset=sentences');
  const summary = page.getByRole('table', { name: 'Model summary' });
  for (const [name, layer] of [
    [/^Best network/, 'Bidirectional'],
    [/^Mean of words/, 'GlobalAveragePooling1D'],
    [/^Combined/, 'Concatenate'],
    [/^Tutorial, tuned/, 'SpatialDropout1D'],
  ] as const) {
    await recipe(verdict, name).check();
    await expect(summary, String(name)).toContainText(layer);
  }
  await recipe(verdict, /^Linear/).check();
  await expect(page.getByText('The linear model has no layers')).toBeVisible();
  await expect(verdict.epochs).toBeDisabled();
});

test('a recipe is chosen and edited without a mouse', async ({ verdict, page }) => {
  await verdict.open('dataset=sentences');
  await recipe(verdict, /^Tutorial \(as/).focus();
  await page.keyboard.press('ArrowDown');
  await expect(recipe(verdict, /^Fast/)).toBeChecked();
  await expect(recipe(verdict, /^Fast/)).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(verdict.button('Words')).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(verdict.button('Layers')).toHaveAttribute('aria-expanded', 'true');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await expect(verdict.number('LSTM layers')).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect.poll(() => hash(verdict)).toContain('layers=1');
  await recipe(verdict, /^Fast edited/).focus();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect.poll(() => hash(verdict)).toBe('#dataset=sentences&recipe=fast&epochs=1&seed=1');
});

test('an edited recipe trains', async ({ verdict }) => {
  await verdict.open(
    'dataset=sentences&recipe=fast&reviews=600&vocabulary=1000&length=24&units=9&pooling=mean',
  );
  await verdict.trainToEnd();
  expect((await verdict.report())?.settings).toMatchObject({ recipe: 'fast', units: 9, pooling: 'mean' });
});

test.describe('on a phone', () => {
  test.use(PHONE);

  test('all settings fit the width and a thumb', async ({ verdict, page }) => {
    await verdict.open('dataset=sentences&recipe=combined&units=24');
    for (const group of ['Words', 'Layers', 'Against learning by heart']) await verdict.button(group).tap();
    await verdict.button('More settings').last().tap();
    await expect(page.getByRole('table', { name: 'Model summary' })).toContainText('Bidirectional');
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(PHONE.viewport.width);
    expect(await tooSmallControls(page)).toEqual([]);
    expect(await cutTexts(page)).toEqual([]);
  });
});
