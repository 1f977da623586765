/** Small models that have learnt a rule from generated reviews, for tests. */
import { prepare } from '../../data/preprocess';
import { Random } from '../../data/random';
import { rankByWord, rankReviews, type RankedReviews } from '../../data/ranked';
import { sampleDataset } from '../../data/testing/sampleDataset';
import { Session } from '../../model/session';
import { toySettings } from '../../model/testing/toyData';
import { RECIPES } from '../../recipes';
import type { ModelBundle, RecipeId, Settings } from '../../types';

export const POSITIVE_WORDS = ['good', 'great', 'lovely'];
export const NEGATIVE_WORDS = ['bad', 'awful', 'dull'];
const FILLERS = ['the', 'film', 'was', 'and', 'story', 'music', 'a', 'plot', 'with', 'very'];
const WORDS = [...FILLERS, 'not', ...POSITIVE_WORDS, ...NEGATIVE_WORDS];

/** One opinion among words that say nothing; "not" before it turns it. */
function reviews(n: number, seed: number): RankedReviews {
  const random = new Random(seed, 'reviews');
  const labels: number[] = [];
  const pick = (words: string[]): string => words[random.int(words.length)]!;
  const texts = Array.from({ length: n }, () => {
    const [isNegated, isGood] = [random.next() < 0.3, random.next() < 0.5];
    labels.push(Number(isNegated !== isGood));
    const opinion = [
      ...(isNegated ? ['not'] : []),
      ...(random.next() < 0.2 ? ['very'] : []),
      pick(isGood ? POSITIVE_WORDS : NEGATIVE_WORDS),
    ];
    const some = (): string[] => Array.from({ length: random.int(5) }, () => pick(FILLERS));
    return [...some(), ...opinion, ...some()];
  });
  return rankReviews(texts, labels, rankByWord(WORDS));
}

export interface Trained {
  session: Session;
  /** A new copy, whose buffers may be transferred. */
  copy: () => ModelBundle;
}

/** @param changed differs from the recipe in a small size */
export async function trainedModel(recipe: RecipeId, changed: Partial<Settings> = {}): Promise<Trained> {
  const { settings: full } = RECIPES[recipe];
  const settings: Settings = {
    ...toySettings,
    ...full,
    recipe,
    numWords: WORDS.length + 4,
    maxLen: 14,
    validationShare: 0.2,
    numBigrams: Math.min(full.numBigrams, 40),
    numTrigrams: Math.min(full.numTrigrams, 30),
    embeddingUnits: 6,
    units: 9,
    denseUnits: Math.min(full.denseUnits, 12),
    wordDropout: 0,
    embeddingDropout: 0,
    inputDropout: 0,
    recurrentDropout: 0,
    headDropout: 0,
    emaDecay: 0,
    clipNorm: 1,
    schedule: 'constant',
    epochs: full.branches === 'linear' ? 1 : 8,
    batchSize: 16,
    learningRate: 0.01,
    ...changed,
  };
  const data = await prepare(sampleDataset(WORDS, reviews(500, 1)), settings, () => Promise.resolve());
  const session = new Session();
  await session.train(settings, data, { continueCurrent: false, preferred: null });
  const bundle = await session.copyModel();
  return { session, copy: () => structuredClone(bundle) };
}
