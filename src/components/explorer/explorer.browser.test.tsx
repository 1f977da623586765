/** "Look at the data" in a real browser, over made-up reviews. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { VerdictError } from '../../errors';
import { soon } from '../charts/plotTesting';
import { show, type Shown } from '../charts/testing';
import DataExplorer from './DataExplorer';
import { createFakeClient, INFO, SETTINGS, TEST } from './fakeClient';

let shown: Shown | undefined;

beforeEach(() => {
  vi.spyOn(console, 'error');
});

afterEach(() => {
  shown?.close();
  shown = undefined;
  expect(console.error).not.toHaveBeenCalled();
  vi.restoreAllMocks();
});

function open(overrides: Parameters<typeof createFakeClient>[0] = {}): void {
  shown = show(
    <DataExplorer client={createFakeClient(overrides)} info={INFO} settings={SETTINGS} />,
    700,
    900,
  );
}

/** A promise that the test fulfils when it wants to. */
function createGate(): { open: () => void; opened: Promise<void> } {
  let openGate!: () => void;
  const opened = new Promise<void>((resolve) => {
    openGate = resolve;
  });
  return { open: openGate, opened };
}

const review = (index: number): ReturnType<typeof page.getByRole> =>
  page.getByRole('article', { name: `Review ${index}` });

describe('counts', () => {
  it('are said as in the tutorial, with the balance of the labels', async () => {
    open();
    await expect.element(page.getByText('Training entries: 3, labels: 3')).toBeVisible();
    await expect.element(page.getByText('Test entries: 3, labels: 3')).toBeVisible();
    await expect
      .element(page.getByText('Training labels: 2 positive, 1 negative (66.7% positive)'))
      .toBeVisible();
  });

  it('of lengths are a picture and a table', async () => {
    open();
    await expect
      .element(page.getByRole('img', { name: /4 words on average, 5 in the longest/ }))
      .toBeVisible();
    await page.getByText('Lengths as a table').click();
    await expect.element(page.getByRole('row', { name: '2 to 3 words 1' })).toBeVisible();
    await expect.element(page.getByRole('row', { name: '4 words or more 2' })).toBeVisible();
    await soon(() => expect(document.querySelectorAll('.bars .point')).toHaveLength(3));
  });
});

describe('a review', () => {
  it('shows its label and its words, unknown ones and the start marked', async () => {
    open();
    await page.getByRole('button', { name: 'Next review' }).click();
    await expect.element(review(1)).toHaveTextContent(/Label 0: negative.*<START> the film was dull <UNK>/);
    await expect.element(review(1)).toHaveTextContent(/5 words, 1 not in the vocabulary, 6 ids/);
    await expect.element(page.getByTitle('<UNK>')).toBeVisible();
  });

  it('is shown as ids and padded', async () => {
    open();
    await page.getByRole('switch', { name: 'Padded to 8' }).click();
    await expect.element(review(0)).toHaveTextContent(/<START> the film was good <PAD> <PAD> <PAD>/);
    await page.getByText('As ids').click();
    await expect.element(review(0)).toHaveTextContent(/8 ids with padding ?1 4 5 6 7 0 0 0$/);
  });

  it('says how many words were cut off', async () => {
    shown = show(
      <DataExplorer client={createFakeClient()} info={INFO} settings={{ ...SETTINGS, maxLen: 3 }} />,
    );
    await expect.element(review(0)).toHaveTextContent(/4 words, 1 cut off, 0 not in the vocabulary, 3 ids/);
  });

  it('is reached by its number; a number out of range is answered and changes nothing', async () => {
    open();
    const number = page.getByRole('spinbutton', { name: 'Review number' });
    await number.fill('2');
    await expect.element(review(2)).toBeVisible();
    await expect.element(page.getByRole('button', { name: 'Next review' })).toBeDisabled();
    await number.fill('7');
    await expect.element(page.getByText('Review numbers are whole, from 0 to 2.')).toBeVisible();
    await expect
      .element(number)
      .toHaveAccessibleDescription(/^Review numbers are whole, from 0 to 2\. 0 to 2$/);
    await expect.element(review(2)).toBeVisible();
  });

  it('that cannot be had is explained, and the last good one stays', async () => {
    const client = createFakeClient();
    open({
      review: (split, index, settings) =>
        index === 1
          ? Promise.reject(new VerdictError('no-data', 'The training split is gone. Open the dataset again.'))
          : client.review(split, index, settings),
    });
    await expect.element(review(0)).toBeVisible();
    await page.getByRole('button', { name: 'Next review' }).click();
    await expect.element(page.getByRole('alert')).toHaveTextContent('The training split is gone.');
    await expect.element(review(0)).toBeVisible();
  });

  it('asked for later wins over a slow answer to an earlier question', async () => {
    const client = createFakeClient();
    const gate = createGate();
    open({
      review: async (split, index, settings) => {
        if (index === 1) await gate.opened;
        return client.review(split, index, settings);
      },
    });
    const number = page.getByRole('spinbutton', { name: 'Review number' });
    await number.fill('1');
    await number.fill('2');
    await expect.element(review(2)).toBeVisible();
    gate.open();
    await gate.opened;
    await new Promise((resolve) => setTimeout(resolve, 50));
    await expect.element(review(2)).toBeVisible();
  });
});

describe('search', () => {
  it('counts the reviews with a word, steps through them, and marks it', async () => {
    open();
    await page.getByRole('textbox', { name: 'Search a word' }).fill(' Good');
    await userEvent.keyboard('{Enter}');
    await expect.element(page.getByText('2 reviews contain “good”; this is match 1.')).toBeVisible();
    expect(document.querySelectorAll('mark')).toHaveLength(1);
    await page.getByRole('button', { name: 'Next match' }).click();
    await expect.element(page.getByText('2 reviews contain “good”; this is match 2.')).toBeVisible();
    await expect.element(review(2)).toBeVisible();
    await soon(() => expect(document.querySelectorAll('mark')).toHaveLength(2));
    await page.getByRole('button', { name: 'Previous match' }).click();
    await expect.element(review(0)).toBeVisible();
  });

  it('goes to the first match when the shown review has none, and explains a word that does not show', async () => {
    open();
    await page.getByRole('textbox', { name: 'Search a word' }).fill('zyzzyva');
    await page.getByRole('button', { name: 'Search' }).click();
    await expect.element(page.getByText('1 review contains “zyzzyva”; this is match 1.')).toBeVisible();
    await expect.element(review(1)).toHaveTextContent(/“zyzzyva” does not show/);
  });

  it.each([
    ['Good!', '2 reviews contain “good”', 1],
    ['was-good', '1 review contains “was good”', 2],
    [' the  FILM, was', '2 reviews contain “the film was”', 3],
  ])('marks what %j finds, word for word', async (typed, said, numMarked) => {
    open();
    await page.getByRole('textbox', { name: 'Search a word' }).fill(typed);
    await userEvent.keyboard('{Enter}');
    await expect.element(page.getByText(`${said}; this is match 1.`)).toBeVisible();
    await soon(() => expect(document.querySelectorAll('mark')).toHaveLength(numMarked));
    expect(page.getByText(/does not show/).elements()).toHaveLength(0);
  });

  it('says when the text holds no word', async () => {
    open();
    await page.getByRole('textbox', { name: 'Search a word' }).fill('?!');
    await userEvent.keyboard('{Enter}');
    await expect.element(page.getByText(/That holds no word/)).toBeVisible();
  });

  it('says when no review has the word', async () => {
    open();
    await page.getByRole('textbox', { name: 'Search a word' }).fill('submarine');
    await userEvent.keyboard('{Enter}');
    await expect.element(page.getByText('No review here contains “submarine”.')).toBeVisible();
    await expect.element(page.getByRole('button', { name: 'Next match' })).toBeDisabled();
  });
});

describe('the test split', () => {
  it('is opened on demand, once', async () => {
    const openTest = vi.fn(() => Promise.resolve(TEST));
    open({ openTest });
    await expect.element(review(0)).toBeVisible();
    expect(openTest).not.toHaveBeenCalled();
    const chooser = page.getByRole('combobox', { name: 'Split' });
    await chooser.selectOptions('Test reviews');
    await expect
      .element(page.getByText('Test labels: 1 positive, 2 negative (33.3% positive)'))
      .toBeVisible();
    await chooser.selectOptions('Training reviews');
    await chooser.selectOptions('Test reviews');
    await expect.element(review(0)).toBeVisible();
    expect(openTest).toHaveBeenCalledTimes(1);
  });

  it('reports bytes while it is fetched, and stops fetching when the explorer goes away', async () => {
    let signal: AbortSignal | undefined;
    open({
      openTest: (options) => {
        signal = options?.signal;
        options?.onProgress?.({
          phase: 'Fetching reviews',
          done: 2_500_000,
          total: 10_000_000,
          unit: 'bytes',
        });
        return new Promise(() => {});
      },
    });
    await page.getByRole('combobox', { name: 'Split' }).selectOptions('Test reviews');
    await expect
      .element(page.getByRole('status').getByText('Fetching reviews: 2.5 MB of 10.0 MB, 25%'))
      .toBeVisible();
    await expect.element(page.getByRole('progressbar')).toHaveAttribute('aria-valuenow', '25');
    expect(signal?.aborted).toBe(false);
    shown?.close();
    shown = undefined;
    expect(signal?.aborted).toBe(true);
  });

  it('can be given up while it is fetched, and asked for again', async () => {
    const openTest = vi
      .fn<ReturnType<typeof createFakeClient>['openTest']>(() => Promise.resolve(TEST))
      .mockImplementationOnce(
        (options) =>
          new Promise((_, reject) => {
            options?.signal?.addEventListener('abort', () =>
              reject(new VerdictError('aborted', 'Cancelled.')),
            );
          }),
      );
    open({ openTest });
    const chooser = page.getByRole('combobox', { name: 'Split' });
    await chooser.selectOptions('Test reviews');
    await page.getByRole('button', { name: 'Cancel' }).click();
    await expect.element(chooser).toHaveValue('train');
    await expect.element(review(0)).toBeVisible();
    expect(page.getByRole('alert').elements()).toHaveLength(0);
    await chooser.selectOptions('Test reviews');
    await expect.element(page.getByText(/Test labels: 1 positive/)).toBeVisible();
  });

  it('tells what went wrong and tries again', async () => {
    const openTest = vi
      .fn(() => Promise.resolve(TEST))
      .mockRejectedValueOnce(
        new VerdictError('offline', 'The connection broke off. Check the network and try again.'),
      );
    open({ openTest });
    await page.getByRole('combobox', { name: 'Split' }).selectOptions('Test reviews');
    await expect.element(page.getByRole('alert')).toHaveTextContent('The connection broke off.');
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect.element(page.getByText(/Test labels: 1 positive/)).toBeVisible();
    expect(page.getByRole('alert').elements()).toHaveLength(0);
  });
});
