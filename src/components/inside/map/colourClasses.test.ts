import { expect, test } from 'vitest';
import { INDEX_FROM } from '../../../config';
import type { ChartTheme } from '../../charts/chartTheme';
import { byCluster, byFrequency, bySentiment, groupPoints, NUM_SENTIMENT_CLASSES } from './colourClasses';
import { extremes, meanScore, shownWords } from './wordLists';

const THEME: ChartTheme = {
  positive: 'rgb(0, 0, 200)',
  negative: 'rgb(200, 100, 0)',
  training: 'rgb(1, 1, 1)',
  batches: 'rgb(1, 1, 1)',
  validation: 'rgb(1, 1, 1)',
  grid: 'rgb(220, 220, 220)',
  text: 'rgb(20, 20, 20)',
  panel: 'rgb(255, 255, 255)',
};
const SCORES = Float32Array.of(Number.NaN, Number.NaN, Number.NaN, Number.NaN, 0.05, 0.5, 0.95, Number.NaN);

test('sentiment: negative first, neutral in the middle, words without a score by themselves', () => {
  const { classOf, order } = bySentiment(THEME, SCORES);
  expect([4, 5, 6, 7].map(classOf)).toEqual([0, 8, 16, NUM_SENTIMENT_CLASSES]);
  // The strongest are drawn last, on top.
  expect(order.slice(-2).toSorted((a, b) => a - b)).toEqual([0, 16]);
});

test('the scale of one epoch can be that of another', () => {
  const timid = SCORES.map((score) => 0.5 + (score - 0.5) / 10);
  expect(bySentiment(THEME, timid).classOf(6)).toBe(16);
  expect(bySentiment(THEME, timid, SCORES).classOf(6)).toBeLessThan(11);
});

test('frequency: by rank', () => {
  const { classOf, classes } = byFrequency(THEME);
  expect([1, 50, 51, 1000, 1001, 90_000].map((rank) => classOf(rank + INDEX_FROM))).toEqual([
    0, 0, 1, 2, 3, 4,
  ]);
  expect(classes[0]?.name).toBe('rank 1 to 50');
});

test('clusters: told apart by shape too; special ids belong to none', () => {
  const clusters = { clusters: Uint8Array.of(255, 255, 255, 255, 1, 0, 1), typicalWords: [['a'], ['b']] };
  const colouring = byCluster(THEME, clusters);
  expect(groupPoints(Int32Array.of(3, 4, 5, 6), colouring)).toEqual([[2], [1, 3]]);
  expect(colouring.classes[0]?.symbol).not.toBe(colouring.classes[1]?.symbol);
});

test('in words: the strongest, the mean, and all of them for a download', () => {
  const ids = Int32Array.of(4, 5, 6, 7);
  expect(extremes(ids, SCORES, 1)).toEqual({ positive: [6], negative: [4] });
  expect(meanScore(ids, SCORES)).toBeCloseTo(0.5);
  const list = ['', '', '', '', 'bad', 'film', 'good', 'qqwx'];
  const words = { list, scores: SCORES, idOf: new Map(list.map((word, id) => [word, id])) };
  const { columns, rows } = shownWords(
    { ids },
    [Float32Array.of(1, 2, 3, 4)],
    ['x'],
    words,
    bySentiment(THEME, SCORES),
  );
  expect(columns).toEqual(['word', 'rank', 'positive', 'x']);
  expect(rows[3]).toEqual(['qqwx', 7 - INDEX_FROM, null, 4]);
});
