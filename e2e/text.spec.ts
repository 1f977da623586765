/** Texts that people and machines paste into the box. None may break the page or block it. */
import { QUICK } from './support/datasets';
import { expect, test } from './support/test';
import type { VerdictPage } from './support/verdictPage';

/** What the page must answer, in words that no other text of the list gets. */
const TROUBLES: { name: string; text: string; answer: RegExp }[] = [
  { name: 'punctuation only', text: '?!... --- ***', answer: /no words in this text/ },
  { name: 'no known word', text: 'zzxqj qqwxv', answer: /No verdict.*Knows 0 of 2 words/s },
  { name: 'nothing but emoji', text: '\u{1F600} \u{1F44D}', answer: /No verdict.*Knows 0 of 2 words/s },
  { name: 'emoji', text: 'Great film \u{1F600}\u{1F44D}', answer: /Knows 2 of 3 words/ },
  { name: 'right to left', text: 'سيارة جميلة جدا great', answer: /Knows 1 of 4 words/ },
  {
    name: 'a lone surrogate and control characters',
    text: 'great \uD800 film \u0000\u0007 good',
    answer: /Knows 3 of 5 words/,
  },
  { name: 'HTML', text: '<script>alert(1)</script> a <b>great</b> film', answer: /Knows \d of 9 words/ },
];

test.beforeEach(async ({ verdict }) => {
  await verdict.open(QUICK);
  await verdict.trainToEnd();
});

test('every kind of text gets a sensible answer of its own', async ({ verdict }) => {
  for (const { name, text, answer } of TROUBLES) {
    await test.step(name, async () => {
      await verdict.clearReview();
      await enter(verdict, text);
      await expect(verdict.prediction).toContainText(answer);
    });
  }
});

test('a text from right to left stands so', async ({ verdict }) => {
  await enter(verdict, 'سيارة جميلة');
  expect(await verdict.review.evaluate((field) => getComputedStyle(field).direction)).toBe('rtl');
});

test('a text of nothing but spaces counts as none', async ({ verdict }) => {
  await verdict.judge('A great film.');
  await enter(verdict, ' \n\t ');
  await expect(verdict.prediction).toContainText('Type a few words and');
});

test('markup is text, not elements', async ({ verdict, page }) => {
  await verdict.judge('<b>great</b> <img src=x onerror=alert(1)> film');
  const seen = page.getByText('The words as the model sees them').locator('..');
  await expect(seen).toContainText(/great/);
  await expect(seen.locator('b, img')).toHaveCount(0);
});

test('of 100,000 words all are counted, and only the review length is read', async ({ verdict, page }) => {
  await verdict.clearReview();
  await verdict.review.fill('great film '.repeat(50_000));
  await expect(verdict.prediction).toContainText('Knows 100,000 of 100,000 words.');
  await expect(verdict.prediction).toContainText('99,968 did not fit the review length');
  expect(await page.getByRole('main').locator('*').count()).toBeLessThan(5_000);
});

/** Types the text unit by unit: half of a surrogate pair would not survive the way of `fill`. */
async function enter({ review }: VerdictPage, text: string): Promise<void> {
  await review.evaluate(
    (field: HTMLTextAreaElement, units) => {
      // React listens to the field's own setter; the prototype's goes past it, as typing does.
      const value = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value');
      value?.set?.call(field, String.fromCharCode(...units));
      field.dispatchEvent(new Event('input', { bubbles: true }));
    },
    Array.from({ length: text.length }, (_, i) => text.charCodeAt(i)),
  );
}
