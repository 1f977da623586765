import { describe, expect, it, vi } from 'vitest';
import { FIRST_WORD_ID, SPECIAL_WORDS } from '../config';
import { yieldToMessages } from '../data/yieldToMessages';
import { errorCode } from '../errors';
import { sigmoid } from '../evaluation/logistic';
import { expectClose } from '../kernels/testing/expectClose';
import { EMPTY_TOPOLOGY } from '../model/emptyNetwork';
import { exampleBundle } from '../model/testing/exampleBundle';
import type { ModelBundle } from '../types';
import { Insight } from './insight';
import { InsightModel } from './insightModel';

async function looking(bundle: ModelBundle): Promise<Insight> {
  const insight = new Insight();
  await insight.setModel(bundle);
  return insight;
}

/** @returns a model of a network and a linear model of every word */
function combined(): ModelBundle {
  const bundle = exampleBundle({ branches: 'both' });
  const weights = Float32Array.from({ length: bundle.meta.settings.numWords }, (_, i) => Math.sin(3 * i));
  bundle.meta.blend = { network: 0.7, linear: 0.6, bias: -0.2 };
  return { ...bundle, linear: { weights, bias: 0.1 } };
}

const NUM_MANY = 3000;

/** More words than are judged at once. */
const largeVocabulary = (): ModelBundle => exampleBundle({ numWords: NUM_MANY });

const NO_LSTM = { lstmLayers: 0, pooling: 'mean' } as const;

describe.each([
  ['a network', () => exampleBundle()],
  ['a network without LSTM', () => exampleBundle(NO_LSTM)],
  ['a network and a linear model', combined],
  ['a network that reads padding', () => exampleBundle({ readout: 'lastStep' })],
])('the words of %s', (_, makeBundle) => {
  it('have the score of a review of that one word', async () => {
    const insight = await looking(makeBundle());
    const facts = await insight.wordFacts(0, null);
    const words = facts.words.split('\n');
    expect(words.slice(0, 6)).toEqual([...SPECIAL_WORDS, "isn't", 'good']);
    expect(words).toHaveLength(40);
    expect([...facts.scores.subarray(0, FIRST_WORD_ID)].every(Number.isNaN)).toBe(true);
    const judged = await insight.judge(words.slice(FIRST_WORD_ID).map((word) => [word]));
    expectClose(facts.scores.subarray(FIRST_WORD_ID), judged.map(sigmoid), { atol: 1e-6, rtol: 0 });
    expect(new Set(facts.scores).size).toBeGreaterThan(30);
  });

  it('can be projected and have neighbours', async () => {
    const insight = await looking(makeBundle());
    const { words, scores } = await insight.wordFacts(0, null);
    for (const kind of ['pca2', 'pca3', 'sentiment'] as const) {
      const { ids, axes } = await insight.projectWords(0, null, kind, 30);
      expect(ids).toHaveLength(30);
      expect(axes.every((axis) => axis.length === 30 && axis.every(Number.isFinite))).toBe(true);
    }
    const near = await insight.neighbours(0, null, FIRST_WORD_ID + 1, 'cosine', 5);
    expect(near).toHaveLength(5);
    for (const { id, word, score } of near) {
      expect(word).toBe(words.split('\n')[id]);
      expect(Math.abs(score - scores[id]!)).toBeLessThan(1e-6);
    }
  });
});

describe('the words of a model', () => {
  it('are judged once, however many ask', async () => {
    const score = vi.spyOn(InsightModel.prototype, 'score');
    try {
      const insight = await looking(exampleBundle());
      const [a, b] = await Promise.all([insight.wordFacts(0, null), insight.wordFacts(0, null)]);
      await insight.projectWords(0, null, 'sentiment', 30);
      expect(a).toEqual(b);
      expect(score).toHaveBeenCalledTimes(1);
    } finally {
      score.mockRestore();
    }
  });

  it('are judged no longer when all who asked have left', async () => {
    const insight = await looking(largeVocabulary());
    const score = vi.spyOn(InsightModel.prototype, 'score');
    try {
      const asked = [
        insight.projectWords(1, null, 'pca2', 30),
        insight.wordFacts(2, null),
        insight.neighbours(3, null, FIRST_WORD_ID, 'cosine', 5),
      ];
      const refused = asked.map((answer) => expect(answer).rejects.toThrow('Cancelled.'));
      insight.cancel(1);
      insight.cancel(2);
      insight.cancel(3);
      await Promise.all(refused);
      expect(score).toHaveBeenCalledTimes(1);
      expect((await insight.wordFacts(4, null)).scores.filter(Number.isFinite)).toHaveLength(NUM_MANY - 4);
    } finally {
      score.mockRestore();
    }
  });

  it('are judged to the end for the one who stays', async () => {
    const insight = await looking(largeVocabulary());
    const leaving = expect(insight.wordFacts(1, null)).rejects.toThrow('Cancelled.');
    const staying = insight.wordFacts(2, null);
    insight.cancel(1);
    await leaving;
    expect((await staying).scores.filter(Number.isFinite)).toHaveLength(NUM_MANY - 4);
  });

  it('do not exist without a model or a network', async () => {
    await expect(new Insight().wordFacts(0, null)).rejects.toSatisfy(
      (error) => errorCode(error) === 'no-model',
    );
    const linear = { ...combined(), topology: EMPTY_TOPOLOGY, weights: [], optimizer: null };
    linear.meta = { ...linear.meta, settings: { ...linear.meta.settings, branches: 'linear' } };
    const insight = await looking(linear);
    await expect(insight.wordFacts(0, null)).rejects.toThrow(/linear.*no word vectors/);
    for (const refused of [
      insight.projectWords(0, null, 'pca2', 10),
      insight.neighbours(0, null, FIRST_WORD_ID, 'cosine', 5),
    ]) {
      await expect(refused).rejects.toSatisfy((error) => errorCode(error) === 'no-model');
    }
  });

  it('stay those of the old model in answers under way when another comes', async () => {
    const model = await InsightModel.create(exampleBundle());
    const free = vi.spyOn(model.network, 'dispose');
    const score = model.score.bind(model);
    vi.spyOn(model, 'score').mockImplementation(async (reviews) => {
      model.dispose();
      expect(free).not.toHaveBeenCalled();
      return score(reviews);
    });
    const { logOdds } = await model.wordSpace(yieldToMessages);
    expect(logOdds.subarray(FIRST_WORD_ID).every(Number.isFinite)).toBe(true);
    expect(free).toHaveBeenCalledOnce();
  });

  it('have no neighbours for what is no word', async () => {
    const insight = await looking(exampleBundle());
    for (const id of [0, 3, 40, 4.5])
      await expect(insight.neighbours(0, null, id, 'cosine', 5)).rejects.toThrow(/no such/);
  });
});
