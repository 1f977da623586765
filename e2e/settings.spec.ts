/** Settings and the page's address say the same. */
import { expect, test } from './support/test';

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
