/** Texts that people and machines paste into the box. None may break the page or block it. */
import { QUICK } from './support/datasets';
import { expect, test } from './support/test';

const TROUBLES: { name: string; text: string; answer: RegExp }[] = [
  { name: 'nothing but spaces', text: ' \n\t ', answer: /Type a few words/ },
  { name: 'punctuation only', text: '?!... --- ***', answer: /no words in this text/ },
  { name: 'no known word', text: 'zzxqj qqwxv', answer: /No verdict.*Knows 0 of 2 words/s },
  { name: 'nothing but emoji', text: '\u{1F600} \u{1F44D}', answer: /No verdict/ },
  { name: 'emoji', text: 'Great film \u{1F600}\u{1F44D}', answer: /%/ },
  { name: 'markup', text: '<script>alert(1)</script> a <b>great</b> film', answer: /%/ },
  { name: 'right to left', text: 'سيارة جميلة great', answer: /%/ },
  { name: 'a lone surrogate and control characters', text: 'great \uD800 film \u0000\u0007', answer: /%/ },
];

test('every kind of text gets a sensible answer', async ({ verdict, page }) => {
  await verdict.open(QUICK);
  await verdict.trainToEnd();
  for (const { name, text, answer } of TROUBLES) {
    await test.step(name, async () => {
      await verdict.review.fill('');
      await verdict.review.fill(text);
      await expect(verdict.prediction).toContainText(answer);
    });
  }
  await expect(page.locator('b', { hasText: 'great' })).toHaveCount(0);

  await test.step('a text from right to left stands so', async () => {
    await verdict.review.fill('سيارة جميلة');
    expect(await verdict.review.evaluate((field) => getComputedStyle(field).direction)).toBe('rtl');
  });

  await test.step('100,000 words', async () => {
    await verdict.review.fill('great film '.repeat(50_000));
    await expect(verdict.prediction).toContainText('%');
    expect(await page.getByRole('main').locator('*').count()).toBeLessThan(5_000);
  });
});
