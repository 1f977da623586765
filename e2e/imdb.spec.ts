/** The newcomer's flow on a slice of the film reviews. */
import { hasImdb, NO_IMDB } from './support/datasets';
import { expect, test } from './support/test';

test.beforeAll(() => {
  if (!hasImdb()) console.warn(`SKIPPED: ${NO_IMDB}`);
});

test('a slice of the film reviews trains, is scored and answers', async ({ verdict, page }) => {
  test.skip(!hasImdb(), NO_IMDB);
  test.setTimeout(300_000);
  await verdict.open('dataset=imdb&reviews=1000&epochs=1');
  await verdict.trainToEnd(200_000);
  await expect(verdict.historyRows).toHaveCount(1);
  await expect(page.getByText(/Training entries: 25000, labels: 25000/)).toBeVisible();
  await verdict.review.fill('This film was just brilliant.');
  await expect(verdict.prediction).toContainText('%');
  const report = await verdict.report();
  expect(report?.settings).toMatchObject({ dataset: 'imdb', numReviews: 1000, epochs: 1 });
});

test('review 0 is shown as the golden ids and words', async ({ verdict, page }) => {
  test.skip(!hasImdb(), NO_IMDB);
  await verdict.open('dataset=imdb');
  await verdict.button('Look at the data').click();
  const explorer = page.getByRole('dialog', { name: 'Look at the data' });
  await expect(explorer.getByText('<START>').first()).toBeVisible();
  await explorer.getByText('As ids').click();
  await expect(explorer).toContainText(/1\s*14\s*22\s*16\s*43\s*530\s*973/);
});
