/** Explanations of trained models: that they add up, and what each part of them is. */
import { beforeAll, describe, expect, it } from 'vitest';
import { errorCode } from '../../errors';
import { expectClose } from '../../kernels/testing/expectClose';
import type { Explanation } from '../../insightTypes';
import type { ModelBundle, RecipeId, Settings } from '../../types';
import { Insight } from '../insight';
import { InsightModel } from '../insightModel';
import { seeReview } from '../seenReview';
import {
  plainIntegratedGradients,
  readerOf,
  type PlainNetwork,
  type PlainVector,
} from '../testing/plainGradients';
import { trainedModel, type Trained } from '../testing/trainedModel';

interface Case {
  title: string;
  recipe: RecipeId;
  changed?: Partial<Settings>;
}

const CASES: Case[] = [
  { title: 'two LSTMs, the last word', recipe: 'tutorial' },
  {
    title: 'padding after the review is read',
    recipe: 'tutorial',
    changed: { readout: 'lastStep', lstmLayers: 1, epochs: 24 },
  },
  {
    title: 'padding before the review is read',
    recipe: 'tutorial',
    changed: { readout: 'lastStep', padding: 'pre', lstmLayers: 1 },
  },
  { title: 'two LSTMs, maxima and means', recipe: 'fast' },
  { title: 'n-grams, both directions', recipe: 'best' },
  { title: 'network and linear model', recipe: 'combined' },
  { title: 'a linear model alone', recipe: 'linear' },
  { title: 'means of words and pairs', recipe: 'mean' },
];
const REVIEWS = [
  'the film was not good',
  'a lovely story and great music',
  'the plot was dull and dull and the music was bad',
  'unheard of but not very bad',
  'film',
  '',
].map((text) => text.split(' ').filter((word) => word !== ''));

const sum = (values: Iterable<number>): number => [...values].reduce((a, b) => a + b, 0);
const gradients = (insight: Insight, words: string[]): Promise<Explanation> =>
  insight.explain(1, null, words, 'integratedGradients');

/** All that an explanation by gradients says of itself. */
function expectWhole(explanation: Explanation, judged: number): void {
  const { words, contributions, parts, logOdds, baselineLogOdds, rest, completenessError } = explanation;
  const difference = logOdds - baselineLogOdds!;
  const error = sum(contributions) + rest! - difference;
  expect(Math.abs(error)).toBeLessThan(1e-3 * Math.max(1, Math.abs(difference)));
  expectClose([completenessError!], [Math.abs(error)], { atol: 1e-4, rtol: 0 }, 'completeness error');
  expect(logOdds).toBe(judged);
  const shares = words.map((_, place) =>
    sum(
      parts
        .filter(({ start, order }) => place >= start && place < start + order)
        .map(({ contribution, order }) => contribution / order),
    ),
  );
  expectClose(contributions, shares, { atol: 1e-6, rtol: 1e-6 }, 'shares');
  expect(parts.filter(({ order }) => order === 1)).toHaveLength(words.length);
  for (const { start, order, text } of parts) {
    const covered = words.slice(start, start + order).map(({ word }) => word);
    expect(text).toBe(covered.join(' '));
  }
}

describe.each(CASES)('$title', ({ recipe, changed }) => {
  let trained: Trained;
  const insight = new Insight();
  beforeAll(async () => {
    trained = await trainedModel(recipe, changed);
    await insight.setModel(trained.copy());
  });

  it('has contributions that add up to the answer', async () => {
    const judged = await insight.judge(REVIEWS);
    for (const [i, words] of REVIEWS.entries()) {
      const explanation = await gradients(insight, words);
      expect(explanation.words.map(({ word }) => word)).toEqual(words);
      expectWhole(explanation, judged[i]!);
    }
    expect(Math.max(...judged)).toBeGreaterThan(1);
    expect(Math.min(...judged)).toBeLessThan(-1);
  });

  it('starts from a review whose vectors and features are nothing', async () => {
    const { baselineLogOdds } = await gradients(insight, REVIEWS[1]!);
    const without = trained.copy();
    for (const { name, values } of without.weights) if (name.endsWith('/embeddings')) values.fill(0);
    without.linear?.weights.fill(0);
    const bare = new Insight();
    await bare.setModel(without);
    const judged = await bare.judge([REVIEWS[1]!]);
    expectClose([baselineLogOdds!], judged, { atol: 1e-5, rtol: 1e-5 }, 'baseline');
  });

  it('says by leaving out what the review without each word is worth', async () => {
    for (const words of REVIEWS) {
      const { contributions, logOdds, parts, baselineLogOdds, rest } = await insight.explain(
        2,
        null,
        words,
        'leaveOneOut',
      );
      const without = await insight.judge(words.map((_, place) => words.filter((__, k) => k !== place)));
      expectClose(
        contributions,
        without.map((score) => logOdds - score),
        { atol: 2e-6, rtol: 1e-5 },
        'contributions',
      );
      expect([parts, baselineLogOdds, rest]).toEqual([[], null, null]);
    }
  });

  // A linear model gives pairs such as "was awful" to both of their words.
  it.runIf(recipe !== 'linear')(
    'has explanations of equal sense: the opinion counts most, in the direction that it has',
    async () => {
      for (const method of ['integratedGradients', 'leaveOneOut'] as const) {
        const { contributions } = await insight.explain(3, null, ['the', 'film', 'was', 'awful'], method);
        expect(contributions.indexOf(Math.min(...contributions))).toBe(3);
        expect(contributions[3]).toBeLessThan(-0.2);
      }
    },
  );
});

const places = ({ parts }: Explanation): string[] => parts.map(({ start, order }) => `${start}+${order}`);

describe('integrated gradients', () => {
  it.each(['tutorial', 'fast', 'best'] as const)('are those of plain float64 code: %s', async (recipe) => {
    const trained = await trainedModel(recipe);
    const insight = new Insight();
    await insight.setModel(trained.copy());
    const words = 'the film was not very good'.split(' ');
    const { parts, rest, logOdds, baselineLogOdds } = await gradients(insight, words);
    const { network, vectors } = await plainly(trained.copy(), words);
    const expected = plainIntegratedGradients(
      network,
      vectors.map(({ step, values }) => ({ step, values })),
      400,
    );
    const tolerance = { atol: 1e-3 * Math.max(1, Math.abs(logOdds - baselineLogOdds!)), rtol: 0 };
    const logOddsOf = readerOf(network);
    expectClose([logOdds], [logOddsOf(vectors)], { atol: 1e-5, rtol: 1e-5 }, 'log-odds');
    const found = vectors.map(({ step, order }) => {
      const start = step - order;
      return parts.find((part) => part.start === start && part.order === order)?.contribution ?? NaN;
    });
    const isWord = vectors.map(({ step, order }) => step >= order);
    expectClose(
      found.filter((_, k) => isWord[k]),
      expected.filter((_, k) => isWord[k]),
      tolerance,
      'parts',
    );
    expectClose([rest!], [sum(expected.filter((_, k) => !isWord[k]))], tolerance, 'rest');
    expect(parts.some(({ order }) => order > 1)).toBe(recipe === 'best');
  });

  it('of network and linear model are those of each, blended', async () => {
    const trained = await trainedModel('combined');
    const words = 'the film was not very good'.split(' ');
    const of = async (change: (bundle: ModelBundle) => void): Promise<Explanation> => {
      const bundle = trained.copy();
      change(bundle);
      const insight = new Insight();
      await insight.setModel(bundle);
      return gradients(insight, words);
    };
    const whole = await of(() => {});
    const network = await of((bundle) => bundle.linear!.weights.fill(0));
    const linear = await of(({ weights }) => {
      for (const { name, values } of weights) if (name.endsWith('/embeddings')) values.fill(0);
    });
    const all = new Map<string, number>();
    for (const part of [network, linear]) {
      places(part).forEach((place, i) => {
        all.set(place, (all.get(place) ?? 0) + part.parts[i]!.contribution);
      });
    }
    expect(all.size).toBe(whole.parts.length);
    expectClose(
      whole.parts.map(({ contribution }) => contribution),
      places(whole).map((place) => all.get(place)!),
      { atol: 1e-5, rtol: 1e-5 },
    );
    expect(linear.completenessError).toBeLessThan(1e-5);
  });
});

/** The network of a bundle for plain code, and the vectors of all words, pairs and triples of a review. */
async function plainly(
  bundle: ModelBundle,
  words: string[],
): Promise<{ network: PlainNetwork; vectors: (PlainVector & { order: number })[] }> {
  const model = await InsightModel.create(bundle);
  const { weights, settings } = model.parts;
  const named = (end: string): string[] =>
    weights.filter(({ name }) => name.endsWith(end)).map(({ name }) => name.slice(0, -end.length));
  const lstms: string[][] = [];
  for (const name of named('/recurrent_kernel')) {
    if (name.includes('/backward_')) lstms.at(-1)!.push(name);
    else lstms.push([name]);
  }
  const denses = named('/kernel').filter((name) => !lstms.flat().includes(name));
  const { ids, ngramIds = [] } = seeReview(model, words).review;
  const tables = weights.filter(({ name }) => name.endsWith('/embeddings'));
  const vectors = tables.flatMap(({ values, shape }, k) =>
    Array.from(k === 0 ? ids : ngramIds[k - 1]!, (row, step) => {
      const E = shape[1]!;
      return { step, order: k + 1, row, values: [...values.subarray(row * E, (row + 1) * E)] };
    }).filter(({ row }) => k === 0 || row > 0),
  );
  model.dispose();
  return { network: { lstms, pooling: settings.pooling, denses, weights }, vectors };
}

describe('a review that is cut', () => {
  it.each(['pre', 'post'] as const)(
    'lists the words that reached the model alone: %s',
    async (truncating) => {
      const trained = await trainedModel('combined', { truncating, maxLen: 6 });
      const insight = new Insight();
      await insight.setModel(trained.copy());
      const words = 'not good and not bad the film was not good'.split(' ');
      const explanation = await gradients(insight, words);
      const kept = truncating === 'pre' ? words.slice(-6) : words.slice(0, 5);
      expect(explanation.words.map(({ word }) => word)).toEqual(kept);
      const judged = await insight.judge([
        words,
        ...words.map((_, place) => words.filter((__, k) => k !== place)),
      ]);
      expectWhole(explanation, judged[0]!);
      // "bad" is known to the linear model alone, and some pairs begin before the first word or end behind the last.
      expect(Math.abs(explanation.rest!)).toBeGreaterThan(1e-3);
      const left = await insight.explain(4, null, words, 'leaveOneOut');
      const first = truncating === 'pre' ? words.length - 6 : 0;
      expectClose(
        left.contributions,
        kept.map((_, k) => judged[0]! - judged[1 + first + k]!),
        { atol: 2e-6, rtol: 1e-5 },
        'contributions',
      );
    },
  );
});

describe('pairs and triples', () => {
  it('are parts where the model knows them, and count for their words', async () => {
    const trained = await trainedModel('combined');
    const insight = new Insight();
    await insight.setModel(trained.copy());
    const { parts } = await gradients(insight, 'the film was not good'.split(' '));
    const pair = parts.find(({ text }) => text === 'not good')!;
    expect(pair).toMatchObject({ start: 3, order: 2 });
    expect(pair.contribution).toBeLessThan(-0.2);
  });

  it('that come twice are one feature of a linear model, shared by its places', async () => {
    const trained = await trainedModel('linear');
    const insight = new Insight();
    await insight.setModel(trained.copy());
    const bundle = trained.copy();
    const id = 4 + bundle.vocabulary.split('\n').indexOf('dull');
    const { parts, completenessError } = await gradients(insight, 'dull and dull'.split(' '));
    const single = parts.filter(({ text }) => text === 'dull').map(({ contribution }) => contribution);
    expect(single).toEqual([bundle.linear!.weights[id]! / 2, bundle.linear!.weights[id]! / 2]);
    expect(completenessError).toBeLessThan(1e-5);
  });
});

describe('a call under way', () => {
  it('ends when it is cancelled', async () => {
    const insight = new Insight();
    await insight.setModel((await trainedModel('tutorial', { epochs: 1 })).copy());
    for (const method of ['integratedGradients', 'leaveOneOut'] as const) {
      const call = insight.explain(7, null, REVIEWS[2]!, method);
      insight.cancel(7);
      const code: unknown = await call.catch(errorCode);
      expect(code).toBe('aborted');
    }
  });

  it('is answered by the model that it was put to', async () => {
    const [first, second] = [await trainedModel('tutorial'), await trainedModel('mean')];
    const insight = new Insight();
    await insight.setModel(first.copy());
    const expected = await gradients(insight, REVIEWS[2]!);
    const call = gradients(insight, REVIEWS[2]!);
    await insight.setModel(second.copy());
    expect({ ...(await call), elapsedMs: 0 }).toEqual({ ...expected, elapsedMs: 0 });
    expect((await gradients(insight, REVIEWS[2]!)).logOdds).not.toBe(expected.logOdds);
  });

  it('is refused without a model', async () => {
    const code: unknown = await gradients(new Insight(), ['film']).catch(errorCode);
    expect(code).toBe('no-model');
  });
});
