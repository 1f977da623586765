/** What drives the units, by the kernel and in plain loops, against states that were traced review by review. */
import { describe, expect, it } from 'vitest';
import { FIRST_WORD_ID } from '../../config';
import { Random } from '../../data/random';
import { plainTraining } from '../../model/network';
import { exampleBundle } from '../../model/testing/exampleBundle';
import { toyReviews } from '../../model/testing/toyData';
import { TfNetwork } from '../../model/tfNetwork';
import type { EncodedReviews, ModelBundle, Settings } from '../../types';
import { errorCode, VerdictError } from '../../errors';
import { InsightModel } from '../insightModel';
import { traceReview } from './traceReview';
import { unitDrivers } from './unitDrivers';

const work = { pause: () => Promise.resolve(), report: () => {} };
const SIZES = { embeddingUnits: 9, units: 5, denseUnits: 7 } as const;
const NUM_REVIEWS = 61;
interface Case {
  title: string;
  settings: Partial<Settings>;
  goesBackwards?: true;
}

const PHRASES: Case = {
  title: 'phrases',
  settings: { pooling: 'mean', direction: 'both', lstmLayers: 1, numBigrams: 3 },
};
const CASES: Case[] = [
  { title: 'two layers', settings: {} },
  { title: 'padding in front is read', settings: { readout: 'lastStep', padding: 'pre' } },
  { title: 'two layers both ways', settings: { pooling: 'maxMean', direction: 'both' } },
  { title: 'a layer that reads backwards', settings: { lstmLayers: 1 }, goesBackwards: true },
  PHRASES,
];

function bundleOf({ settings, goesBackwards }: Omit<Case, 'title'>): ModelBundle {
  const bundle = exampleBundle({ ...SIZES, ...settings });
  if (goesBackwards === true) return backwards(bundle);
  return settings.numBigrams === undefined
    ? bundle
    : { ...bundle, ngrams: [Int32Array.of(10, 11, 12, 13, 14, 15)] };
}

/** Its one LSTM reads from the last word to the first. */
function backwards(bundle: ModelBundle): ModelBundle {
  const { topology } = bundle;
  const layers = topology.config.layers.map((layer) =>
    layer.class_name === 'LSTM' ? { ...layer, config: { ...layer.config, go_backwards: true } } : layer,
  );
  return { ...bundle, topology: { ...topology, config: { ...topology.config, layers } } };
}

function reviewsOf(bundle: ModelBundle): EncodedReviews {
  const reviews = toyReviews(NUM_REVIEWS, 5, bundle.meta.settings);
  if (bundle.ngrams === undefined) return reviews;
  const random = new Random(2, 'ngrams');
  return { ...reviews, ngramIds: [reviews.ids.map(() => random.int(4))] };
}

/** Changes of one unit at each word, from traces. */
async function tracedChanges(
  model: InsightModel,
  reviews: EncodedReviews,
  place: number,
  unit: number,
): Promise<Map<number, number[]>> {
  const changes = new Map<number, number[]>();
  for (let review = 0; review < NUM_REVIEWS; review++) {
    const ids = reviews.ids.slice(reviews.offsets[review], reviews.offsets[review + 1]);
    const words = [...ids.subarray(1)].map((id) => model.vocabulary.wordOf(id));
    const { layers } = await traceReview(model, words, work);
    const { h, units, isBackward } = layers[place]!;
    ids.forEach((id, t) => {
      const before = isBackward ? t + 1 : t - 1;
      const change = h[t * units + unit]! - (h[before * units + unit] ?? 0);
      if (id >= FIRST_WORD_ID) changes.set(id, [...(changes.get(id) ?? []), change]);
    });
  }
  return changes;
}

const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

describe.each(CASES)('$title', ({ settings, ...rest }) => {
  it.each(['kernel', 'plain'])('by the %s', async (kind) => {
    const bundle = bundleOf({ settings, ...rest });
    const model = await InsightModel.create(bundle);
    const reviews = reviewsOf(bundle);
    const { topology, weights } = model.parts;
    const plain = new TfNetwork(topology, weights, plainTraining(0));
    const asked = Object.create(model, kind === 'plain' ? { network: { value: plain } } : {}) as InsightModel;
    const numPlaces = (settings.lstmLayers ?? 2) * (settings.direction === 'both' ? 2 : 1);
    for (let place = 0; place < numPlaces; place++) {
      const { numReviews, units } = await unitDrivers(asked, place, reviews, work);
      expect(numReviews).toBe(NUM_REVIEWS);
      expect(units).toHaveLength(SIZES.units);
      // Phrases are drawn here, so that a trace, which looks for them, cannot know them.
      if (bundle.ngrams !== undefined) continue;
      const unit = place % SIZES.units;
      const changes = [...(await tracedChanges(model, reviews, place, unit))].filter(
        ([, { length }]) => length >= 5,
      );
      const { raising, lowering } = units[unit]!;
      const expected = changes
        .map(([id, values]) => ({ id, change: mean(values), times: values.length }))
        .toSorted((a, b) => b.change - a.change);
      const best = expected.filter(({ change }) => change > 0).slice(0, 12);
      const least = expected
        .filter(({ change }) => change < 0)
        .toReversed()
        .slice(0, 12);
      for (const [actual, wanted] of [
        [raising, best],
        [lowering, least],
      ] as const) {
        expect(actual.map(({ word, times }) => [word, times])).toEqual(
          wanted.map(({ id, times }) => [model.vocabulary.wordOf(id), times]),
        );
        actual.forEach(({ meanChange }, i) => expect(meanChange).toBeCloseTo(wanted[i]!.change, 5));
      }
      expect(raising.length + lowering.length).toBeGreaterThan(5);
    }
    plain.dispose();
    model.dispose();
  });
});

it('kernel and plain loops agree where phrases count', async () => {
  const bundle = bundleOf(PHRASES);
  const model = await InsightModel.create(bundle);
  const { topology, weights } = model.parts;
  const plain = new TfNetwork(topology, weights, plainTraining(0));
  const other = Object.create(model, { network: { value: plain } }) as InsightModel;
  for (const place of [0, 1]) {
    const [ours, theirs] = [model, other].map((asked) =>
      unitDrivers(asked, place, reviewsOf(bundle), work),
    ) as [ReturnType<typeof unitDrivers>, ReturnType<typeof unitDrivers>];
    const rounded = (drivers: Awaited<typeof ours>): unknown =>
      drivers.units.map(({ raising }) =>
        raising.slice(0, 5).map(({ word, meanChange }) => [word, meanChange.toFixed(5)]),
      );
    expect(rounded(await ours)).toEqual(rounded(await theirs));
  }
  plain.dispose();
  model.dispose();
});

it('can be called off, and refuses a layer that is not there', async () => {
  const bundle = bundleOf({ settings: {} });
  const model = await InsightModel.create(bundle);
  const reviews = reviewsOf(bundle);
  await expect(unitDrivers(model, 2, reviews, work)).rejects.toSatisfy(
    (error) => errorCode(error) === 'bad-settings',
  );
  const slow = {
    ...work,
    pause: () => Promise.reject(new VerdictError('aborted', 'Cancelled.')),
    report: () => {},
  };
  const many = { ...reviews, ...toyReviews(20_000, 1, bundle.meta.settings) };
  await expect(unitDrivers(model, 0, many, slow)).rejects.toSatisfy(
    (error) => errorCode(error) === 'aborted',
  );
  model.dispose();
});
