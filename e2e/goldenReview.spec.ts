/** The film reviews are those of the published data set, in its order and with its ids. */
import { hasImdb, NO_IMDB } from './support/datasets';
import { expect, test } from './support/test';

test('review 0 is shown as the golden ids and words', async ({ verdict, page }) => {
  test.skip(!hasImdb(), NO_IMDB);
  await verdict.open('dataset=imdb');
  await verdict.button('Look at the data').click();
  const explorer = page.getByRole('dialog', { name: 'Look at the data' });
  await expect(explorer.getByText('<START>').first()).toBeVisible();
  await explorer.getByText('As ids').click();
  await expect(explorer).toContainText(/1\s*14\s*22\s*16\s*43\s*530\s*973/);
});
