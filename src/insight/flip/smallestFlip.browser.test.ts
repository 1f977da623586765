/** The smallest change that turns a trained model's verdict. */
import { beforeAll, describe, expect, it } from 'vitest';
import { errorCode } from '../../errors';
import { expectClose } from '../../kernels/testing/expectClose';
import { applyEdits } from '../../reviewEdits';
import type { Progress } from '../../types';
import { Insight } from '../insight';
import { trainedModel, type Trained } from '../testing/trainedModel';

const BOUNDS = { maxEdits: 3, maxJudged: 500 };
const REVIEWS = [
  'the film was not good',
  'a lovely story and great music',
  'the plot was dull and dull and the music was bad',
  'unheard of but not very bad',
].map((text) => text.split(' '));

describe.each(['tutorial', 'fast', 'combined', 'linear'] as const)('the recipe %s', (recipe) => {
  let trained: Trained;
  const insight = new Insight();
  beforeAll(async () => {
    trained = await trainedModel(recipe);
    await insight.setModel(trained.copy());
  });

  it('has verdicts that a change turns, as the model itself says', async () => {
    let numFound = 0;
    for (const words of REVIEWS) {
      const { found, closest, isExhausted } = await insight.smallestFlip(1, null, words, BOUNDS);
      if (found === null) continue;
      numFound++;
      expect([closest, isExhausted]).toEqual([null, false]);
      expect(found.words).toEqual(applyEdits(words, found.edits));
      const [before, after] = await insight.judge([words, found.words]);
      expect(after! > 0).not.toBe(before! > 0);
      expectClose([found.logOdds], [after!], { atol: 1e-5, rtol: 1e-5 });
      expect(found.edits.length).toBeLessThanOrEqual(BOUNDS.maxEdits);
    }
    expect(numFound).toBeGreaterThanOrEqual(3);
  });

  it('needs no more changes than any removal or negation of one word', async () => {
    for (const words of REVIEWS) {
      const [before] = await insight.judge([words]);
      const single = words.flatMap((word, place) => [
        words.filter((_, k) => k !== place),
        [...words.slice(0, place), 'not', word, ...words.slice(place + 1)],
      ]);
      const judged = await insight.judge(single);
      const isKnown = (i: number): boolean => !['unheard', 'of', 'but'].includes(words[Math.floor(i / 2)]!);
      if (!judged.some((after, i) => after > 0 !== before! > 0 && (i % 2 === 0 || isKnown(i)))) continue;
      const { found } = await insight.smallestFlip(1, null, words, BOUNDS);
      expect(found!.edits).toHaveLength(1);
    }
  });

  it('says what is closest when nothing may be tried but little', async () => {
    const words = REVIEWS[2]!;
    const { found, closest, numJudged, isExhausted } = await insight.smallestFlip(1, null, words, {
      maxEdits: 3,
      maxJudged: 1,
    });
    const [before, after] = await insight.judge([words, closest?.words ?? words]);
    if (found !== null) expect(numJudged).toBe(1);
    else {
      expect([numJudged, isExhausted]).toEqual([1, true]);
      if (closest !== null) expect(after).toBeGreaterThan(before!);
    }
  });
});

describe('changes', () => {
  it('are of words that are read: known ones are replaced by known ones, others removed', async () => {
    const trained = await trainedModel('best', { maxLen: 6, truncating: 'post' });
    const insight = new Insight();
    await insight.setModel(trained.copy());
    const words = 'dull unheard bad awful dull bad bad dull'.split(' ');
    const seen = new Set<number>();
    for (let maxEdits = 1; maxEdits <= 5; maxEdits++) {
      const { found, closest } = await insight.smallestFlip(1, null, words, { maxEdits, maxJudged: 400 });
      for (const { place, kind, words: after } of (found ?? closest)?.edits ?? []) {
        seen.add(place);
        expect(place).toBeLessThan(5);
        if (words[place] === 'unheard') expect(kind).toBe('remove');
        if (kind === 'negate') expect(after).toEqual(['not', words[place]]);
        if (kind === 'replace') {
          expect(trained.copy().vocabulary.split('\n')).toContain(after[0]);
          expect(after).not.toEqual([words[place]]);
        }
      }
    }
    expect(seen.size).toBeGreaterThan(0);
  });

  it('leave something to read', async () => {
    const insight = new Insight();
    await insight.setModel((await trainedModel('fast')).copy());
    const { found, numJudged } = await insight.smallestFlip(1, null, ['awful', 'unheard'], BOUNDS);
    expect(numJudged).toBeGreaterThan(0);
    if (found !== null) expect(found.words.some((word) => word !== 'unheard')).toBe(true);
    expect(await insight.smallestFlip(1, null, [], BOUNDS)).toEqual({
      found: null,
      closest: null,
      numJudged: 0,
      isExhausted: false,
    });
  });
});

describe('a search', () => {
  it('says how many reviews it has judged, and ends when it is cancelled', async () => {
    const insight = new Insight();
    const trained = await trainedModel('fast', { maxLen: 200 });
    await insight.setModel(trained.copy());
    const words = Array.from({ length: 150 }, () => 'awful');
    const bounds = { maxEdits: 2, maxJudged: 400 };
    const reports: Progress[] = [];
    const { numJudged } = await insight.smallestFlip(1, (progress) => reports.push(progress), words, bounds);
    expect(reports.map(({ done }) => done)).toEqual(
      reports.map(({ done }) => done).toSorted((a, b) => a - b),
    );
    expect(reports.at(-1)).toMatchObject({ done: numJudged, total: 400, unit: 'reviews' });
    expect(reports.length).toBeGreaterThan(3);
    expect(numJudged).toBeLessThanOrEqual(400);
    const code: unknown = await insight
      .smallestFlip(2, ({ done }) => done > 0 && insight.cancel(2), words, bounds)
      .catch(errorCode);
    expect(code).toBe('aborted');
    expect(await insight.smallestFlip(3, null, [], bounds).catch(errorCode)).toMatchObject({ numJudged: 0 });
  });

  it('is refused without a model', async () => {
    expect(await new Insight().smallestFlip(1, null, ['bad'], BOUNDS).catch(errorCode)).toBe('no-model');
  });
});
