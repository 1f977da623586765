/** Saved models with the keyboard alone: nothing is lost, neither a model nor the place on the page. */
import type { Page } from '@playwright/test';
import { QUICK } from './support/datasets';
import { expect, test } from './support/test';

test('save, rename, delete and undo keep the focus where the work goes on', async ({ verdict, page }) => {
  await verdict.open(QUICK);
  await verdict.trainToEnd();

  await test.step('Enter saves', async () => {
    const name = page.getByRole('textbox', { name: 'Save as' });
    await name.fill('Mine');
    await name.press('Enter');
    await expect(verdict.savedModels).toContainText('Mine');
    await expect(name).toHaveValue('');
    await expect(name).toBeFocused();
  });

  const kept = verdict.savedModels.getByRole('listitem').filter({ hasText: 'kept by itself' });
  await test.step('a name of its own makes a kept epoch the user’s', async () => {
    await expect(kept).toHaveCount(1);
    const rename = kept.getByRole('button', { name: /^Rename/ });
    await rename.press('Enter');
    const field = page.getByRole('textbox', { name: 'New name' });
    await field.press('Escape');
    await expect(rename).toBeFocused();
    await rename.press('Enter');
    await field.fill('Best of all');
    await field.press('Enter');
    await expect(page.getByRole('button', { name: 'Rename “Best of all”' })).toBeFocused();
    await expect(kept).toHaveCount(0);
  });

  await test.step('what was deleted can be put back, however late', async () => {
    await page.getByRole('button', { name: 'Delete “Best of all”' }).press('Enter');
    const undo = page.getByRole('button', { name: 'Undo deleting “Best of all”' });
    await expect(undo).toBeFocused();
    await expect(verdict.savedModels).not.toContainText('Best of all');
    // Another notice comes and goes: the model is still at hand.
    await verdict.button('Save model').click();
    await expect(page.getByRole('status', { name: 'Notice' })).toContainText('Saved');
    await undo.press('Enter');
    await expect(verdict.savedModels).toContainText('Best of all');
    await expect(page.getByRole('heading', { name: 'Saved models' })).toBeFocused();
  });
});

test('what cannot be read is listed, and can be deleted', async ({ verdict, page }) => {
  await verdict.open('dataset=sentences');
  await page.evaluate(putForeignRecord);
  await page.reload();
  await verdict.ready();
  const row = verdict.savedModels.getByRole('listitem').filter({ hasText: 'From elsewhere' });
  await expect(row).toContainText(/cannot be read/);
  await row.getByRole('button', { name: 'Delete “From elsewhere” for good' }).press('Enter');
  await expect(row).toHaveCount(0);
  await expect(page.getByRole('heading', { name: 'Saved models' })).toBeFocused();
  expect(await numRecords(page)).toBe(0);
});

/** Runs in the page, whose own connection has made the stores. */
function putForeignRecord(): Promise<void> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('verdict');
    opening.addEventListener('error', () => reject(opening.error));
    opening.addEventListener('success', () => {
      const transaction = opening.result.transaction('metas', 'readwrite');
      transaction.objectStore('metas').put({ id: 'x', name: 'From elsewhere' });
      transaction.addEventListener('complete', () => {
        opening.result.close();
        resolve();
      });
    });
  });
}

function numRecords(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const opening = indexedDB.open('verdict');
        opening.addEventListener('success', () => {
          const count = opening.result.transaction('metas').objectStore('metas').count();
          count.addEventListener('success', () => {
            opening.result.close();
            resolve(count.result);
          });
        });
      }),
  );
}
