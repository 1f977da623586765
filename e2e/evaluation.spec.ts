/** Two recipes trained on the sentences, evaluated, looked into and compared as a user does it. */
import { cutTexts, tooSmallControls } from './support/fit';
import { PHONE } from './support/phone';
import { expect, test } from './support/test';

test('two recipes are trained, evaluated and compared, and an error is opened', async ({ verdict, page }) => {
  await verdict.open('dataset=sentences&recipe=linear&seed=1');

  await test.step('the linear baseline answers without a network', async () => {
    await verdict.trainToEnd();
    const report = await verdict.report();
    expect(report?.settings.branches).toBe('linear');
    expect(report?.epochs).toHaveLength(1);
    expect(report?.epochs[0]?.valAccuracy).toBeGreaterThan(0.7);
    const { accuracy } = (await verdict.evaluateTest(60_000)).test;
    expect(accuracy).toBeGreaterThan(0.7);
    await expect(page.getByText('of 600 test reviews are judged rightly')).toBeVisible();
  });

  await test.step('the combined model is trained and evaluated', async () => {
    await page.getByRole('radio', { name: /^Combined/ }).check();
    await verdict.trainToEnd();
    expect((await verdict.evaluateTest(60_000)).test.accuracy).toBeGreaterThan(0.7);
    const evaluation = await verdict.evaluation();
    expect(evaluation?.temperature).toBeGreaterThan(0);
    for (const split of [evaluation?.validation, evaluation?.test]) {
      expect(split?.accuracy.value).toBeGreaterThan(0.7);
    }
  });

  await test.step('the threshold moves every figure', async () => {
    const slider = page.getByRole('slider', { name: 'Decision threshold' });
    const table = page.getByRole('table', { name: 'Confusion matrix' });
    const before = await table.innerText();
    await slider.focus();
    for (let i = 0; i < 10; i++) await slider.press('ArrowRight');
    await expect(table).not.toHaveText(before);
    await expect(page.getByRole('img', { name: /^ROC curve.*threshold 0\.60/ })).toBeVisible();
  });

  await test.step('validation can be judged, too, and its flattery is said', async () => {
    const splits = page.getByRole('radiogroup', { name: 'Judged on' });
    await splits.getByText('Validation').click();
    await expect(page.getByText(/flatter/).first()).toBeVisible();
    await splits.getByText('Test').click();
  });

  await test.step('an error is read whole, with the words that pushed it', async () => {
    const errors = page.getByRole('table', { name: 'Test reviews' });
    const first = errors.getByRole('button').first();
    await first.press('Enter');
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByText(/which is wrong/)).toBeVisible();
    await expect(dialog.getByText('pushed towards positive')).toBeVisible();
    await expect(dialog.getByRole('table').first()).toContainText(/[+−]\d/);
    await page.keyboard.press('Escape');
    await expect(first).toBeFocused();
  });

  await test.step('both runs stand side by side, with McNemar’s test', async () => {
    const rows = page.getByRole('table', { name: 'Recorded runs' }).locator('tbody').getByRole('row');
    await expect(rows).toHaveCount(2);
    for (const row of await rows.all()) await row.getByRole('checkbox').press('Space');
    const comparison = page.getByRole('region', { name: 'Comparison of runs' });
    await expect(comparison.getByText(/McNemar’s test/).first()).toBeVisible();
    await expect(comparison.getByRole('table', { name: 'What differs' })).toContainText('Recipe');
  });
});

test.describe('on a phone', () => {
  test.use(PHONE);

  test('the evaluation fits the width and a thumb', async ({ verdict, page }) => {
    await verdict.open('dataset=sentences&recipe=fast&seed=1');
    await verdict.trainToEnd();
    await verdict.evaluateTest(60_000);
    await expect(page.getByRole('img', { name: /^ROC curve/ })).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
      PHONE.viewport.width,
    );
    expect(await tooSmallControls(page)).toEqual([]);
    expect(await cutTexts(page)).toEqual([]);
  });
});
