/** Answers to reviews and to their beginnings: those of the model that was trained, whatever else is asked with them. */
import { describe, expect, it } from 'vitest';
import { errorCode } from '../errors';
import { sigmoid } from '../evaluation/logistic';
import { expectClose } from '../kernels/testing/expectClose';
import type { RecipeId, Settings } from '../types';
import { Insight } from './insight';
import { trainedModel } from './testing/trainedModel';

const WORDS = 'not good and not bad the film was unheard of and very dull'.split(' ');
const EXACT = { atol: 2e-6, rtol: 2e-6 };

async function looking(
  recipe: RecipeId,
  changed?: Partial<Settings>,
): Promise<{ insight: Insight; session: Awaited<ReturnType<typeof trainedModel>>['session'] }> {
  const { copy, session } = await trainedModel(recipe, { epochs: 3, ...changed });
  const insight = new Insight();
  await insight.setModel(copy());
  return { insight, session };
}

const beginnings = (words: readonly string[]): string[][] =>
  Array.from({ length: words.length + 1 }, (_, length) => words.slice(0, length));

describe.each([
  ['tutorial', {}],
  ['tutorial', { readout: 'lastStep', padding: 'pre' }],
  ['fast', {}],
  ['combined', {}],
  ['linear', {}],
  ['mean', {}],
] as const)('a model of the recipe %s %o', (recipe, changed) => {
  it('answers a review as in training, alone and among others', async () => {
    const { insight, session } = await looking(recipe, changed);
    const reviews = beginnings(WORDS);
    const judged = await insight.judge(reviews);
    expect(judged).toHaveLength(WORDS.length + 1);
    for (const [i, review] of reviews.entries()) {
      const { positive } = await session.predict(review.join(' '));
      expectClose([sigmoid(judged[i]!)], [positive], { atol: 1e-6, rtol: 0 }, `beginning ${i}`);
      const [alone] = await insight.judge([review]);
      expectClose([judged[i]!], [alone!], EXACT, `alone ${i}`);
    }
    expect(new Set(judged).size).toBeGreaterThan(8);
  });

  it('reads word by word as it reads each beginning', async () => {
    const { insight } = await looking(recipe, changed);
    const { words, logOdds, numCut } = await insight.read(1, null, WORDS);
    expect(words.map(({ word }) => word)).toEqual(WORDS);
    expect(words.filter(({ isKnown }) => !isKnown).map(({ word }) => word)).toEqual(['unheard', 'of']);
    expectClose(logOdds, await insight.judge(beginnings(WORDS)), EXACT);
    expect(numCut).toBe(0);
  });
});

describe('a review that is cut', () => {
  it.each(['pre', 'post'] as const)(
    'is read from its first word that is read to its last: %s',
    async (truncating) => {
      for (const recipe of ['fast', 'combined'] as const) {
        const { insight } = await looking(recipe, { truncating, maxLen: 6 });
        const reading = await insight.read(1, null, WORDS);
        const kept = truncating === 'pre' ? WORDS.slice(-6) : WORDS.slice(0, 5);
        expect(reading.words.map(({ word }) => word)).toEqual(kept);
        expect(reading.numCut).toBe(WORDS.length - kept.length);
        expect(reading.isCutAtStart).toBe(truncating === 'pre');
        const [whole] = await insight.judge([WORDS]);
        expectClose([reading.logOdds.at(-1)!], [whole!], EXACT, 'the whole');
        if (recipe === 'combined') continue;
        const before = await insight.judge(beginnings(kept).slice(0, -1));
        expectClose(reading.logOdds.subarray(0, -1), before, EXACT, 'beginnings');
      }
    },
  );
});

describe('a long piece of work', () => {
  it('says how far it is, and can be cancelled', async () => {
    const { insight } = await looking('fast', { maxLen: 300 });
    const words = Array.from({ length: 200 }, (_, i) => WORDS[i % WORDS.length]!);
    const done: number[] = [];
    await insight.read(1, (progress) => done.push(progress.done), words);
    expect(done.length).toBeGreaterThan(2);
    expect(done[0]).toBe(0);
    expect(done).toEqual([...new Set(done)].toSorted((a, b) => a - b));
    expect(done.at(-1)).toBeLessThanOrEqual(200);
    const code: unknown = await insight
      .read(2, ({ done: number }) => number > 0 && insight.cancel(2), words)
      .catch(errorCode);
    expect(code).toBe('aborted');
  });
});
