import { describe, expect, it } from 'vitest';
import type { Edit } from '../../insightTypes';
import { applyEdits, negateWord, removeWord, replaceWord } from '../../reviewEdits';
import { searchFlip, type FlipQuestion } from './searchFlip';

const WORDS = ['a', 'bad', 'dull', 'film', 'with', 'awful', 'music'];
const WEIGHTS: Record<string, number> = { bad: -1, dull: -2, awful: -1.5, good: 1, great: 3, fine: 0.5 };

/** Sums weights; "not" turns the word behind it. */
const scoreOf = (words: readonly string[]): number =>
  words.reduce((sum, word, i) => sum + (WEIGHTS[word] ?? 0) * (words[i - 1] === 'not' ? -1 : 1), 0.5);

const everyEdit = (words: readonly string[], others: readonly string[] = []): Edit[] =>
  words.flatMap((word, place) => [
    removeWord(place),
    negateWord(place, word),
    ...others.map((other) => replaceWord(place, [other])),
  ]);

function question(changes: Partial<FlipQuestion> = {}): FlipQuestion & { judged: string[][] } {
  const words = changes.words ?? WORDS;
  const judged: string[][] = [];
  return {
    words,
    logOdds: scoreOf(words),
    edits: everyEdit(words),
    maxEdits: 3,
    maxJudged: 2000,
    isReadable: (some) => some.length > 0,
    async judge(reviews) {
      judged.push(...reviews);
      return Float32Array.from(reviews, scoreOf);
    },
    ...changes,
    judged,
  };
}

/** By trying every set of changes. */
function fewestByForce({ words, edits, logOdds }: FlipQuestion): number {
  let sets: Edit[][] = [[]];
  for (let size = 1; size <= words.length; size++) {
    sets = sets.flatMap((some) =>
      edits.filter(({ place }) => place > (some.at(-1)?.place ?? -1)).map((edit) => some.concat(edit)),
    );
    if (sets.some((some) => scoreOf(applyEdits(words, some)) > 0 !== logOdds > 0)) return size;
  }
  return Infinity;
}

describe('searchFlip', () => {
  it.each([
    [['a', 'bad', 'film']],
    [['a', 'bad', 'dull', 'film']],
    [WORDS],
    [['great', 'film', 'with', 'good', 'music']],
    [['dull', 'dull', 'dull', 'awful', 'awful', 'a', 'film']],
  ])('finds as few changes as trying all of them does: %s', async (words) => {
    const asked = question({ words, maxEdits: 5 });
    const { found, closest, numJudged, isExhausted } = await searchFlip(asked);
    expect(found!.edits).toHaveLength(fewestByForce(asked));
    expect(found!.words).toEqual(applyEdits(words, found!.edits));
    expect(found!.logOdds).toBe(Math.fround(scoreOf(found!.words)));
    expect(found!.logOdds > 0).not.toBe(asked.logOdds > 0);
    expect(found!.edits.map(({ place }) => place)).toEqual(
      [...new Set(found!.edits.map(({ place }) => place))].toSorted((a, b) => a - b),
    );
    expect([closest, isExhausted]).toEqual([null, false]);
    expect(numJudged).toBe(asked.judged.length);
  });

  it('takes the best of those that it judges together', async () => {
    const { found } = await searchFlip(question({ edits: everyEdit(WORDS, ['fine', 'great']), maxEdits: 2 }));
    expect(found!.edits).toEqual([replaceWord(2, ['great'])]);
  });

  it('judges the promising changes first', async () => {
    const words = [...Array.from({ length: 300 }, () => 'a'), 'bad'];
    const edits = everyEdit(words).toReversed();
    const { found, numJudged } = await searchFlip(question({ words, edits }));
    expect(found!.edits).toEqual([negateWord(300, 'bad')]);
    expect(numJudged).toBe(64);
  });

  it('says what is closest where its bounds end it', async () => {
    const { found, closest, isExhausted } = await searchFlip(question({ maxEdits: 1 }));
    expect([found, isExhausted]).toEqual([null, true]);
    expect(closest!.edits).toEqual([negateWord(2, 'dull')]);
    expect(closest!.words).toEqual(['a', 'bad', 'not', 'dull', ...WORDS.slice(3)]);
    expect(closest!.logOdds).toBeCloseTo(0, 6);
  });

  it.each([1, 10, 63, 100])('judges no more than it may: %i', async (maxJudged) => {
    const words = Array.from({ length: 40 }, () => 'dull');
    const asked = question({ words, maxJudged, maxEdits: 5 });
    const result = await searchFlip(asked);
    expect(asked.judged).toHaveLength(result.numJudged);
    expect(result.numJudged).toBeLessThanOrEqual(maxJudged);
    expect(result).toMatchObject({ found: null, isExhausted: true });
    expect(result.closest!.logOdds).toBeGreaterThan(asked.logOdds);
  });

  it('tries no set twice, and none of two changes of a word', async () => {
    const words = Array.from({ length: 9 }, (_, i) => (i % 2 === 0 ? 'dull' : 'awful'));
    const asked = question({ words, edits: words.map((_, place) => removeWord(place)), maxEdits: 4 });
    await searchFlip(asked);
    const sets = new Set(asked.judged.map((review) => review.join(' ')));
    // 9 without one, 36 without two and so on, of which words alone do not tell all apart.
    expect(asked.judged.length).toBeLessThanOrEqual(9 + 36 + 84 + 126);
    expect(sets.size).toBeGreaterThan(8);
    expect(asked.judged.every((review) => review.length >= 5)).toBe(true);
  });

  it('knows when nothing is left to try', async () => {
    const edits = [removeWord(0), removeWord(1)];
    const result = await searchFlip(question({ words: ['dull', 'awful', 'film'], edits, maxEdits: 5 }));
    expect(result.found!.words).toEqual(['film']);
    const stuck = await searchFlip(
      question({
        words: ['dull', 'awful', 'film'],
        edits,
        maxEdits: 5,
        isReadable: (some) => some.length > 1,
      }),
    );
    expect(stuck).toMatchObject({ found: null, numJudged: 2, isExhausted: false });
    expect(stuck.closest!.words).toEqual(['awful', 'film']);
    expect(await searchFlip(question({ words: [], edits: [] }))).toEqual({
      found: null,
      closest: null,
      numJudged: 0,
      isExhausted: false,
    });
  });

  it('offers nothing as closest that is farther', async () => {
    const asked = question({ words: ['dull', 'film'], edits: [removeWord(1), replaceWord(1, ['awful'])] });
    expect(await searchFlip(asked)).toMatchObject({ found: null, closest: null, numJudged: 2 });
  });
});
