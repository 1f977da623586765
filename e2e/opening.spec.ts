/** Opening the reviews can be called off, and begun again. */
import { expect, test } from './support/test';

test('a first opening that was cancelled can be begun again', async ({ verdict, page }) => {
  let isHeld = true;
  await page.route('**/sentences/train.json', (route) => (isHeld ? undefined : route.continue()));
  await verdict.open('dataset=sentences');
  await verdict.button('Cancel').click();
  isHeld = false;
  await verdict.button('Open the reviews').click();
  await expect(page.getByText('Training entries: 2400, labels: 2400.')).toBeVisible();
  await expect(verdict.button('Look at the data')).toBeEnabled();
});
