/** The list of errors and the dialog of a review, in a real browser. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { VerdictError } from '../../errors';
import { syntheticReviews } from '../../evaluation/testing/reviews';
import { soon } from '../charts/plotTesting';
import { show, type Shown } from '../charts/testing';
import { ErrorsTable, type ErrorsSource } from './ErrorsTable';
import { filterErrors, orderByError } from './errorOrder';
import { createSource } from './testing/source';

const TEST = syntheticReviews(2000);
const ORDER = orderByError(TEST);
const LISTS = filterErrors(TEST, ORDER, 0.5, 1);

let shown: Shown | undefined;

beforeEach(async () => {
  await page.viewport(1000, 900);
  vi.spyOn(console, 'error');
});

afterEach(() => {
  shown?.close();
  shown = undefined;
  expect(console.error).not.toHaveBeenCalled();
  vi.restoreAllMocks();
});

function open(source: Partial<ErrorsSource> = {}): void {
  const all = { ...createSource(TEST.labels), ...source };
  shown = show(<ErrorsTable test={TEST} temperature={1} threshold={0.5} {...all} />, 800, 800);
}

const row = (index: number | undefined): ReturnType<typeof page.getByRole> =>
  page.getByRole('button', { name: `Review ${index?.toLocaleString('en')}`, exact: true });

/** Indices of the reviews in the document, in their order. */
function listed(): number[] {
  return [...document.querySelectorAll('button[data-place]')].map((button) =>
    Number(button.textContent?.replaceAll(',', '')),
  );
}

const rowHeight = (): number | undefined =>
  document.querySelector('tbody tr')?.getBoundingClientRect().height;

describe('the list', () => {
  it('begins with the most wrong verdict and holds only what is in sight', async () => {
    open();
    await expect.element(row(LISTS.errors[0])).toBeVisible();
    const rows = listed();
    expect(rows).toEqual(LISTS.errors.slice(0, rows.length));
    expect(rows.length).toBeLessThan(40);
    await expect
      .element(page.getByRole('table', { name: 'Test reviews' }))
      .toHaveAttribute('aria-rowcount', String(LISTS.errors.length + 1));
  });

  it('reads the first words of the rows in sight only', async () => {
    const { review: read } = createSource(TEST.labels);
    const review = vi.fn<ErrorsSource['review']>(read);
    open({ review });
    await expect.element(page.getByText(`review no${LISTS.errors[0]} `, { exact: false })).toBeVisible();
    await soon(() => expect(document.querySelector('tbody')?.textContent).not.toContain('…'));
    expect(review.mock.calls.length).toBe(listed().length);
  });

  it('says which text could not be read', async () => {
    const { review: read } = createSource(TEST.labels);
    const broken = LISTS.errors[1];
    open({
      review: (index) =>
        index === broken ? Promise.reject(new VerdictError('offline', 'Gone.')) : read(index),
    });
    await expect.element(page.getByText('Could not be read.')).toBeVisible();
    await expect.element(page.getByText(`review no${LISTS.errors[2]} `, { exact: false })).toBeVisible();
  });

  it('is filtered', async () => {
    open();
    const filter = page.getByRole('combobox', { name: 'Show' });
    for (const kind of ['falsePositive', 'falseNegative', 'unsure', 'all'] as const) {
      await filter.selectOptions(kind);
      await soon(() => expect(listed()[0]).toBe(LISTS[kind][0]));
      expect(filter.element().textContent).toContain(`(${LISTS[kind].length.toLocaleString('en')})`);
    }
  });

  it('is walked through by keys, to its very end', async () => {
    open();
    await expect.element(row(LISTS.errors[0])).toBeVisible();
    row(LISTS.errors[0]).element().focus();
    await userEvent.keyboard('{ArrowDown}{ArrowDown}{ArrowUp}');
    await expect.element(row(LISTS.errors[1])).toHaveFocus();
    await userEvent.keyboard('{End}');
    await expect.element(row(LISTS.errors.at(-1))).toHaveFocus();
    await userEvent.keyboard('{Home}');
    await expect.element(row(LISTS.errors[0])).toHaveFocus();
    // One stop for the Tab key.
    expect(document.querySelectorAll('button[data-place][tabindex="0"]')).toHaveLength(1);
  });

  it('keeps the keyboard’s row when it is scrolled out of sight', async () => {
    open();
    await expect.element(row(LISTS.errors[0])).toBeVisible();
    row(LISTS.errors[0]).element().focus();
    const frame = document.querySelector('table')?.parentElement;
    frame?.scrollTo({ top: 4400 });
    await soon(() => expect(listed()).toContain(LISTS.errors[100]));
    await expect.element(row(LISTS.errors[0])).toHaveFocus();
    const hundredth = row(LISTS.errors[100]).element().getBoundingClientRect().top;
    const top = frame?.getBoundingClientRect().top ?? 0;
    expect(hundredth - top).toBeGreaterThan(20);
    expect(hundredth - top).toBeLessThan(80);
  });

  it('has rows of several lines on a phone, also when that is turned', async () => {
    open();
    await expect.element(row(LISTS.errors[0])).toBeVisible();
    expect(rowHeight()).toBe(44);
    await page.viewport(390, 844);
    await soon(() => expect(rowHeight()).toBe(66));
    expect(listed()[0]).toBe(LISTS.errors[0]);
  });

  it('says so when nothing is of a kind', async () => {
    const sure = { ...TEST, scores: TEST.scores.map((_, i) => (TEST.labels[i] === 1 ? 5 : -5)) };
    shown = show(<ErrorsTable test={sure} temperature={1} threshold={0.5} {...createSource(TEST.labels)} />);
    await expect.element(page.getByText('No review is of this kind.')).toBeVisible();
  });
});

describe('a review', () => {
  it('opens by Enter with its text and the words that pushed it, and gives the focus back', async () => {
    open();
    const first = LISTS.errors[0];
    await expect.element(row(first)).toBeVisible();
    row(first).element().focus();
    await userEvent.keyboard('{Enter}');
    const dialog = page.getByRole('dialog', { name: `Test review ${first?.toLocaleString('en')}` });
    await expect.element(dialog).toBeVisible();
    await expect.element(dialog.getByText(/which is wrong/)).toBeVisible();
    const positive = dialog.getByRole('table', { name: 'Most towards positive' });
    await expect.element(positive.getByRole('row', { name: /^wonderful/ })).toBeVisible();
    expect(dialog.getByText('(−1.90)').elements().length).toBeGreaterThan(0);
    await userEvent.keyboard('{Escape}');
    await expect.element(row(first)).toHaveFocus();
  });

  it('opens by a click anywhere in its row', async () => {
    open();
    await page
      .getByRole('row')
      .nth(2)
      .click({ position: { x: 500, y: 20 } });
    await expect.element(page.getByRole('dialog')).toBeVisible();
  });

  it('is shown whole, and says what the model did not read', async () => {
    const { explain } = createSource(TEST.labels);
    open({ explain: async (index) => (await explain(index))?.slice(10) ?? null });
    await row(LISTS.errors[0]).click();
    await expect.element(page.getByText('The model reads 52 of these words', { exact: false })).toBeVisible();
    expect(page.getByRole('dialog').element().textContent).toContain(
      `(cut off:) review no${LISTS.errors[0]} `,
    );
  });

  it('is readable where the model cannot explain itself', async () => {
    open({ explain: () => Promise.resolve(null) });
    await row(LISTS.errors[0]).click();
    await expect.element(page.getByText('cannot be said for this model', { exact: false })).toBeVisible();
    expect(page.getByRole('dialog').element().textContent).toContain(`review no${LISTS.errors[0]} `);
  });

  it('is readable where explaining fails', async () => {
    open({ explain: () => Promise.reject(new Error('no')) });
    await row(LISTS.errors[0]).click();
    await expect.element(page.getByText('cannot be said for this model', { exact: false })).toBeVisible();
  });
});
