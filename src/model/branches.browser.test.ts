/** Runs of the linear model, of the network and of both together, from prepared texts to answers. */
import { beforeAll, describe, expect, it } from 'vitest';
import { prepare, prepareTest } from '../data/preprocess';
import { Random } from '../data/random';
import { rankByWord, rankReviews, type RankedReviews } from '../data/ranked';
import { sampleDataset } from '../data/testing/sampleDataset';
import { RECIPES } from '../recipes';
import type { ModelBundle, PreparedData, Settings, TrainingEvent } from '../types';
import { readArchive, writeArchive } from './archive';
import { checkBundle } from './bundle';
import { Session } from './session';
import { toySettings } from './testing/toyData';

const WORDS = ['the', 'film', 'was', 'not', 'good', 'bad', 'very', 'music', 'and', 'story'];
const ranks = rankByWord(WORDS);

/** "not good" is negative and "not bad" positive: the pair says it, single words do not. */
function reviews(n: number, seed: number): RankedReviews {
  const random = new Random(seed, 'reviews');
  const labels: number[] = [];
  const texts = Array.from({ length: n }, () => {
    const [isNegated, isGood] = [random.next() < 0.5, random.next() < 0.5];
    labels.push(Number(isNegated !== isGood));
    const filler = (): string => ['the', 'film', 'music', 'and', 'story'][random.int(5)]!;
    const opinion = [...(isNegated ? ['not'] : ['very']), isGood ? 'good' : 'bad'];
    return [filler(), 'was', ...opinion, filler(), ...(random.next() < 0.5 ? [filler()] : [])];
  });
  return rankReviews(texts, labels, ranks);
}

const dataset = sampleDataset(WORDS, reviews(300, 1), reviews(100, 2));
const base: Settings = {
  ...toySettings,
  ...RECIPES.combined.settings,
  numWords: 14,
  maxLen: 8,
  validationShare: 0.25,
  numBigrams: 30,
  numTrigrams: 20,
  embeddingUnits: 6,
  units: 5,
  denseUnits: 8,
  epochs: 2,
  batchSize: 16,
};
const noCheckpoint = async (): Promise<void> => {};
const optionsOfTrain = { continueCurrent: false, preferred: null };

interface Trained {
  session: Session;
  data: PreparedData;
  bundle: ModelBundle;
  events: TrainingEvent[];
}

async function train(settings: Settings): Promise<Trained> {
  const data = await prepare(dataset, settings, noCheckpoint);
  const words = { vocabulary: data.vocabulary, ngrams: data.ngrams ?? [] };
  const session = new Session();
  const events: TrainingEvent[] = [];
  session.listen((event) => events.push(event));
  await session.train(settings, structuredClone(data), optionsOfTrain);
  return { session, data: { ...data, ...words }, bundle: await session.exportModel(), events };
}

async function testOf({ session, data }: Trained, settings: Settings): Promise<number> {
  const test = await dataset.loadTest({});
  const encoded = await prepareTest(
    dataset,
    test,
    settings,
    { vocabulary: data.vocabulary, ngrams: data.ngrams ?? [], hasLinear: settings.branches !== 'network' },
    noCheckpoint,
  );
  const { accuracy, answers } = await session.evaluate(encoded, null);
  expect(answers?.scores).toHaveLength(100);
  expect([...answers!.labels]).toEqual([...test.labels]);
  expect(answers!.numWords[0]).toBe(test.offsets[1]);
  return accuracy;
}

describe.each(['linear', 'both', 'network'] as const)('branches: %s', (branches) => {
  const settings = { ...base, branches };
  let trained: Trained;
  beforeAll(async () => {
    trained = await train(settings);
  });

  it('learns what pairs of words say', async () => {
    // Two epochs of 15 steps teach a network little; the linear model needs no more.
    expect(await testOf(trained, settings)).toBeGreaterThan(branches === 'network' ? 0.4 : 0.95);
    const epochs = trained.events.filter((event) => event.type === 'epoch');
    expect(epochs).toHaveLength(branches === 'linear' ? 1 : 2);
  });

  it('saves what it consists of', () => {
    const { meta, linear, ngrams, topology } = trained.bundle;
    checkBundle(trained.bundle);
    expect(ngrams).toHaveLength(2);
    expect(linear === undefined).toBe(branches === 'network');
    expect(meta.blend === undefined).toBe(branches !== 'both');
    expect(meta.temperature).toBeGreaterThan(0);
    expect(topology.config.layers.length === 0).toBe(branches === 'linear');
  });

  it('answers the same after a zip and another session', async () => {
    const texts = ['the film was not good and', 'not bad', 'very bad story', '', 'unheard of words'];
    const before = await Promise.all(texts.map((text) => trained.session.predict(text)));
    const copy = await readArchive(await writeArchive(trained.bundle), 'model.zip');
    const session = new Session();
    await session.importModel(copy, 'cpu');
    for (const [i, text] of texts.entries()) {
      const { positive, label } = await session.predict(text);
      expect(Math.abs(positive - before[i]!.positive)).toBeLessThanOrEqual(1e-5);
      expect(label).toBe(before[i]!.label);
    }
    expect(new Set(before.map(({ positive }) => positive)).size).toBeGreaterThan(2);
  });

  it('weighs words by leaving them out', async () => {
    const { session } = trained;
    const one = await prepareTest(
      dataset,
      rankReviews([['the', 'film', 'was', 'not', 'good']], [0], ranks),
      settings,
      {
        vocabulary: trained.data.vocabulary,
        ngrams: trained.data.ngrams ?? [],
        hasLinear: branches !== 'network',
      },
      noCheckpoint,
    );
    const contributions = await session.explain(one);
    expect(contributions.map(({ word }) => word)).toEqual(['the', 'film', 'was', 'not', 'good']);
    const logOdds = async (text: string): Promise<number> => {
      const { positive, negative } = await session.predict(text);
      return Math.log(positive / negative);
    };
    const expected = (await logOdds('the film was not good')) - (await logOdds('the film was good'));
    expect(Math.abs(contributions[3]!.contribution - expected)).toBeLessThanOrEqual(1e-4);
  });
});

it('ends early when validation grows no better', async () => {
  // With this rate the loss rises from the first epochs on.
  const settings = {
    ...base,
    branches: 'network' as const,
    epochs: 30,
    patience: 2,
    learningRate: 0.5,
    clipNorm: 0,
  };
  const { events } = await train(settings);
  const epochs = events.flatMap((event) => (event.type === 'epoch' ? [event] : []));
  expect(epochs.length).toBeLessThan(30);
  expect(epochs.slice(-2).map(({ isBest }) => isBest)).toEqual([false, false]);
  expect(epochs.at(-3)!.isBest).toBe(true);
});
