/** The inspector of a network that was trained on the sentences: its figures are those of the rest of the page. */
import type { Locator, Page } from '@playwright/test';
import { expectAccessible } from './support/axe';
import { cutTexts, tooSmallControls } from './support/fit';
import { PHONE } from './support/phone';
import { expect, test } from './support/test';
import type { VerdictPage } from './support/verdictPage';

const SETTINGS = 'dataset=sentences&epochs=2&seed=1';

async function openInspector(page: Page): Promise<Locator> {
  await page.getByRole('tab', { name: 'Inspector' }).click();
  const panel = page.getByRole('tabpanel', { name: 'Inspector' });
  await expect(layersOf(panel)).toBeVisible({ timeout: 15_000 });
  return panel;
}

const cells = (row: Locator): Promise<string[]> => row.locator('th, td').allInnerTexts();

const layersOf = (panel: Locator): Locator => panel.getByRole('table', { name: 'Model summary' });

async function trained(verdict: VerdictPage, settings = SETTINGS): Promise<Locator> {
  await verdict.open(settings);
  await verdict.trainToEnd();
  return openInspector(verdict.page);
}

test('the network that was trained is looked into', async ({ verdict, page }) => {
  const panel = await trained(verdict);

  await test.step('layers and parameters are those of the summary, and of the report', async () => {
    const total = layersOf(panel).locator('tfoot td').nth(1);
    const report = await verdict.report();
    await expect(total).toHaveText((report?.numParams ?? 0).toLocaleString('en'));
    const summary = page
      .getByRole('table', { name: 'Model summary' })
      .first()
      .locator('tbody')
      .getByRole('row');
    const rows = layersOf(panel).locator('tbody').getByRole('row');
    await expect(rows).toHaveCount(await summary.count());
    for (const [i, row] of (await rows.all()).entries()) {
      expect((await cells(row)).slice(0, 4)).toEqual(await cells(summary.nth(i)));
    }
  });

  await test.step('its weights stand before and after training', async () => {
    await expect(panel.getByRole('heading', { name: 'Weights of lstm' })).toBeVisible();
    const figures = panel.getByRole('table', { name: 'Weights of lstm in figures' });
    for (const moment of ['before training', 'now']) {
      await expect(figures.getByRole('rowheader', { name: `kernel, ${moment}`, exact: true })).toBeVisible();
    }
    const deviation = async (row: string): Promise<string> =>
      figures.getByRole('row', { name: row }).getByRole('cell').nth(2).innerText();
    expect(await deviation('recurrent_kernel, now')).not.toBe(
      await deviation('recurrent_kernel, before training'),
    );
    await expect(panel.getByRole('img', { name: /^Spread of lstm kernel\..* before: / })).toBeVisible();
    // The weights of the output layer, chosen by keyboard.
    const choice = layersOf(panel).getByRole('button', { name: 'dense_1' });
    await choice.press('Enter');
    await expect(choice).toHaveAttribute('aria-pressed', 'true');
    await expect(choice).toBeFocused();
    await expect(panel.getByRole('img', { name: /^Spread of dense_1 bias/ })).toBeVisible();
    await panel.getByText('Spread of dense_1 kernel: the table').click();
    const spread = panel.getByRole('table', { name: 'Spread of dense_1 kernel' });
    await expect(spread.getByRole('columnheader')).toHaveText(['Value', 'before training', 'now']);
  });

  await test.step('each layer has the norms of its gradients', async () => {
    await expect(panel.getByRole('img', { name: /^Size of the gradients\..*In epoch 2/ })).toBeVisible();
    await panel.getByText('Size of the gradients: the table').click();
    const table = panel.getByRole('table', { name: 'Size of the gradients' });
    await expect(table.getByRole('columnheader')).toHaveText([
      'Epoch',
      'embedding',
      'lstm',
      'lstm_1',
      'dense',
      'dense_1',
    ]);
    const norms = await table.locator('td').allInnerTexts();
    expect(norms).toHaveLength(10);
    for (const cell of norms) expect(cell).toMatch(/^[\d.]*[1-9][\d.]*(e−\d+)?$/);
  });

  await test.step('the units are watched', async () => {
    await panel.getByRole('button', { name: 'Watch the units read' }).click();
    await expect(panel.getByText(/of 192 units .* over 200 test reviews\./)).toBeVisible({ timeout: 60_000 });
    await expect(panel.getByRole('img', { name: /^Units of lstm_1\. All 32 units/ })).toBeVisible();
    await panel.getByText('Units of dense: the table').click();
    const rows = panel.getByRole('table', { name: 'Units of dense' }).locator('tbody').getByRole('row');
    await expect(rows).toHaveCount(128);
  });

  await test.step('memory is told, and everything can be downloaded', async () => {
    const memory = panel.getByRole('table', { name: 'Memory' });
    await expect(memory.getByRole('row', { name: /^Parameters/ })).toContainText(/\d kB/);
    await expect(memory.getByRole('row', { name: /^Training worker Held/ })).toContainText(/\d MB/);
    await expect(memory.getByRole('row', { name: /^Copy to look into Held/ })).toContainText(/\d MB/);
    for (const title of ['Layers', 'Weights of dense_1 in figures', 'Memory']) {
      const download = page.waitForEvent('download');
      await panel.getByRole('button', { name: `Download: ${title} (CSV)` }).click();
      expect((await download).suggestedFilename()).toBe(`${title}.csv`);
    }
  });

  await expectAccessible(page, 'inspector');
});

test('numbers move while a run trains', async ({ verdict, page }) => {
  await verdict.open('dataset=sentences&epochs=60&seed=1');
  await verdict.startRun();
  await expect(verdict.historyRows.first()).toBeVisible({ timeout: 60_000 });
  const panel = await openInspector(page);
  const now = panel.getByRole('row', { name: 'kernel, now', exact: false }).first();
  const before = await now.innerText();
  await expect(now).not.toHaveText(before, { timeout: 30_000 });
  await expect(panel.getByRole('img', { name: /^Size of the gradients/ })).toBeVisible();
  await verdict.stopRun();
  await verdict.runEnded(30_000);
});

test('a linear model has no layers', async ({ verdict }) => {
  await verdict.open('dataset=sentences&recipe=linear&seed=1');
  await verdict.trainToEnd();
  await verdict.page.getByRole('tab', { name: 'Inspector' }).click();
  await expect(verdict.page.getByText('This model is linear: it has no layers to look into.')).toBeVisible();
});

test('a network without LSTM layers has weights and gradients, and no units', async ({ verdict }) => {
  const panel = await trained(verdict, 'dataset=sentences&recipe=mean&epochs=1&seed=1');
  await expect(panel.getByRole('heading', { name: 'Weights of embedding' })).toBeVisible();
  await expect(panel.getByRole('img', { name: /^Size of the gradients/ })).toBeVisible();
  await expect(panel.getByText('so there are none to be dead')).toBeVisible();
});

test.describe('on a phone', () => {
  test.use(PHONE);

  test('the inspector fits the width and a thumb', async ({ verdict, page }) => {
    const panel = await trained(verdict, 'dataset=sentences&recipe=fast&epochs=1&seed=1');
    await panel.getByRole('button', { name: 'Watch the units read' }).click();
    await expect(panel.getByText(/over 200 test reviews\./)).toBeVisible({ timeout: 60_000 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
      PHONE.viewport.width,
    );
    expect(await tooSmallControls(page)).toEqual([]);
    expect(await cutTexts(page)).toEqual([]);
    await expectAccessible(page, 'inspector on a phone');
  });
});
