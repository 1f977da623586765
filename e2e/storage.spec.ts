/** A browser that stores nothing: the page says so where it matters, and everything else goes on. */
import type { Page } from '@playwright/test';
import { STORAGE } from '../src/config';
import { QUICK } from './support/datasets';
import { expect, test } from './support/test';
import type { VerdictPage } from './support/verdictPage';

test('saved models of a newer version of the page are left alone, and training goes on', async ({
  verdict,
  page,
}) => {
  await page.addInitScript(openNewerVersion, STORAGE.databaseVersion + 1);
  const message = /belong to a newer version of this page: reload/;
  await verdict.open(QUICK);
  const alert = verdict.alerts.filter({ hasText: 'Saved models could not be listed' });
  await expect(alert).toContainText(message);
  await expectTrainingGoesOn(verdict, message);
  await expectNotSaved(verdict, message);
});

test('full storage is named, and once there is room again saving works', async ({ verdict, page }) => {
  await verdict.open(QUICK);
  await setQuota(page, 1);
  await expectTrainingGoesOn(verdict, /no room for saving the best epoch/);
  const name = await expectNotSaved(verdict, /no room for saving the model.*Delete saved models/);
  await setQuota(page, null);
  await name.press('Enter');
  await expect(verdict.savedModels).toContainText('Mine');
  await expect(name).toHaveValue('');
  // The run is still on the page, and can be kept now.
  await verdict.alerts.getByRole('button', { name: 'Try again' }).click();
  await expect(verdict.alerts).toHaveCount(0);
});

/** Runs in the page before its own scripts. */
function openNewerVersion(version: number): void {
  const opening = indexedDB.open('verdict', version);
  opening.addEventListener('success', () => opening.result.close());
}

/** @param quotaSize in bytes; null for the browser's own */
async function setQuota(page: Page, quotaSize: number | null): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const origin = new URL(page.url()).origin;
  await session.send('Storage.overrideQuotaForOrigin', {
    origin,
    ...(quotaSize === null ? {} : { quotaSize }),
  });
  // The override ends with its session, so that is left open.
  if (quotaSize === null) await session.detach();
}

async function expectTrainingGoesOn(verdict: VerdictPage, warning: RegExp): Promise<void> {
  await verdict.trainToEnd();
  await expect(verdict.historyRows).toHaveCount(1);
  const warnings = verdict.page.getByRole('status', { name: 'Warnings' });
  await expect(warnings).toContainText('The best epoch could not be saved in this browser');
  await expect(warnings).toContainText(warning);
  await expect(warnings).toContainText('Training goes on');
  await verdict.review.fill('A great film.');
  await expect(verdict.prediction).toContainText('%');
}

/** Presses Enter in the name's field; the name must still be there for another try. */
async function expectNotSaved(verdict: VerdictPage, message: RegExp): Promise<ReturnType<Page['getByRole']>> {
  const name = verdict.page.getByRole('textbox', { name: 'Save as' });
  await name.fill('Mine');
  await name.press('Enter');
  await expect(verdict.alerts.filter({ hasText: 'That did not work' })).toContainText(message);
  await expect(name).toHaveValue('Mine');
  return name;
}
