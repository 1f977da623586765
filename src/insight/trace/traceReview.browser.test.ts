/** What a trace says of a whole model, against the network itself. */
import { describe, expect, it } from 'vitest';
import { joinReviews } from '../../encodedReviews';
import type { ReviewTrace } from '../../insightTypes';
import { expectClose } from '../../kernels/testing/expectClose';
import { exampleBundle } from '../../model/testing/exampleBundle';
import { layersOf } from '../../model/topology';
import type { ModelBundle, Settings } from '../../types';
import { InsightModel } from '../insightModel';
import { headLogOdds } from './head';
import { Pacer } from './pacer';
import { plainStack } from './plainStack';
import { traceReview, traceStack } from './traceReview';

const work = { pause: () => Promise.resolve(), report: () => {} };
const SIZES = { embeddingUnits: 9, units: 5, denseUnits: 7 } as const;
const PHRASES = { numBigrams: 3, numTrigrams: 2 } as const;
const CASES: { title: string; settings: Partial<Settings> }[] = [
  { title: 'two layers, the last state', settings: {} },
  { title: 'one layer, without a hidden dense layer', settings: { lstmLayers: 1, denseUnits: 0 } },
  { title: 'padding in front is read', settings: { readout: 'lastStep', padding: 'pre' } },
  { title: 'padding behind is read', settings: { readout: 'lastStep', padding: 'post' } },
  { title: 'largest values', settings: { pooling: 'max', lstmLayers: 1 } },
  { title: 'mean values, both ways', settings: { pooling: 'mean', direction: 'both' } },
  { title: 'last states of both ways', settings: { direction: 'both', lstmLayers: 2 } },
  {
    title: 'both ways with phrases, largest and mean values',
    settings: { pooling: 'maxMean', direction: 'both', lstmLayers: 1, ...PHRASES },
  },
];
const TEXT = "good w9 isn't bad w12 w13 good".split(' ');
const LONG = Array.from({ length: 21 }, (_, i) => (i % 4 === 0 ? 'good' : `w${7 + ((i * 5) % 20)}`));

/** Ids in the vocabulary: 4 isn't, 5 good, 6 bad. */
function bundleOf(settings: Partial<Settings>): ModelBundle {
  const bundle = exampleBundle({ ...SIZES, ...settings });
  if (settings.numBigrams === undefined) return bundle;
  return { ...bundle, ngrams: [Int32Array.of(4, 6, 5, 4, 6, 5), Int32Array.of(5, 13, 4, 4, 6, 16)] };
}

async function withModel<T>(bundle: ModelBundle, use: (model: InsightModel) => Promise<T>): Promise<T> {
  const model = await InsightModel.create(bundle);
  try {
    return await use(model);
  } finally {
    model.dispose();
  }
}

const traceText = (bundle: ModelBundle): Promise<ReviewTrace> =>
  withModel(bundle, (model) => traceReview(model, TEXT, work));

const answerOf = (bundle: ModelBundle, words: string[]): Promise<number> =>
  withModel(bundle, async (model) => (await model.score(joinReviews([model.reader.read(words).review])))[0]!);

/** The model with nothing read of one unit: its outgoing weights are 0. */
function silenced(bundle: ModelBundle, layer: number, direction: number, unit: number): ModelBundle {
  const lstms = layersOf(bundle.topology).filter(({ kind }) => kind === 'lstm');
  const { name, units, wrapped } = lstms[layer] as Extract<(typeof lstms)[0], { kind: 'lstm' }>;
  const numDirections = wrapped === null ? 1 : 2;
  const own = wrapped === null ? name : `${name}/${direction === 0 ? 'forward' : 'backward'}_${wrapped}`;
  const isAbove = (weight: string): boolean =>
    layer + 1 < lstms.length
      ? weight.startsWith(`${lstms[layer + 1]!.name}/`) && weight.endsWith('/kernel')
      : weight === 'dense/kernel';
  const column = direction * units + unit;
  const weights = bundle.weights.map((weight) => {
    const columns = weight.shape.at(-1)!;
    const values = weight.values.slice();
    if (weight.name === `${own}/recurrent_kernel`) values.fill(0, unit * columns, (unit + 1) * columns);
    if (isAbove(weight.name)) {
      // The largest values of all units stand before their means.
      for (let row = column; row < weight.shape[0]!; row += numDirections * units) {
        values.fill(0, row * columns, (row + 1) * columns);
      }
    }
    return { ...weight, values };
  });
  return { ...bundle, weights };
}

describe.each(CASES)('$title', ({ settings }) => {
  const bundle = bundleOf(settings);

  it.each([
    ['a short review', TEXT],
    ['a review that is cut', LONG],
    ['no word', []],
  ])('the plain pass answers %s as the network does', async (_, words) => {
    await withModel(bundle, async (model) => {
      const { review } = model.reader.read(words);
      const isPadded = settings.readout === 'lastStep';
      const pads = new Int32Array(isPadded ? bundle.meta.settings.maxLen - review.ids.length : 0);
      const ids = settings.padding === 'pre' ? [...pads, ...review.ids] : [...review.ids, ...pads];
      const stack = plainStack(bundle.topology, bundle.weights);
      const { inputs } = await traceStack(
        stack,
        { ids: Int32Array.from(ids), ngramIds: review.ngramIds ?? [] },
        new Pacer(work),
      );
      expectClose(headLogOdds(stack, inputs.at(-1)!).subarray(0, 1), await model.score(review), {
        atol: 1e-5,
        rtol: 1e-5,
      });
    });
  });

  it('importance is what silencing a unit by hand does to the answer', async () => {
    const trace = await traceText(bundle);
    const answer = await answerOf(bundle, TEXT);
    const numDirections = settings.direction === 'both' ? 2 : 1;
    for (const [place, { importance }] of trace.layers.entries()) {
      const expected: number[] = [];
      for (let unit = 0; unit < SIZES.units; unit++) {
        const without = silenced(bundle, Math.floor(place / numDirections), place % numDirections, unit);
        expected.push(answer - (await answerOf(without, TEXT)));
      }
      expectClose(importance, expected, { atol: 1e-5, rtol: 1e-3 }, `importance in ${place}`);
      expect(Math.max(...importance.map(Math.abs))).toBeGreaterThan(1e-3);
    }
  });

  it('every array has the shape that is promised, for the words that are read', async () => {
    const { words, layers } = await withModel(bundle, (model) => traceReview(model, LONG, work));
    expect(words).toEqual(LONG.slice(-bundle.meta.settings.maxLen));
    const numDirections = settings.direction === 'both' ? 2 : 1;
    expect(layers.map(({ isBackward }) => isBackward)).toEqual(
      Array.from({ length: (settings.lstmLayers ?? 2) * numDirections }, (_, i) => i % numDirections === 1),
    );
    for (const { units, h, c, gates, importance } of layers) {
      expect([h, c, gates, importance].map(({ length }) => length / units)).toEqual([12, 12, 48, 1]);
    }
  });
});

const states = ({ layers }: ReviewTrace, layer: number): number[] => [...layers[layer]!.h];

it('padding in front leaves its mark on the states, but is not shown', async () => {
  const [plain, padded] = await Promise.all(
    [{}, { readout: 'lastStep', padding: 'pre' } as const].map((settings) =>
      traceText(exampleBundle(settings)),
    ),
  );
  expect(padded!.words).toEqual(['<START>', ...TEXT]);
  expect(states(padded!, 0)).toHaveLength(states(plain!, 0).length);
  expect(states(padded!, 0)[0]).not.toBeCloseTo(states(plain!, 0)[0]!, 3);
});

it('a blended model counts what the network contributes to the whole', async () => {
  const alone = exampleBundle({ lstmLayers: 1 });
  const { settings } = alone.meta;
  const blended: ModelBundle = {
    ...alone,
    meta: {
      ...alone.meta,
      settings: { ...settings, branches: 'both' },
      blend: { network: 0.25, linear: 0.5, bias: 1 },
    },
    linear: { weights: new Float32Array(settings.numWords).fill(0.3), bias: -1 },
  };
  const [whole, network] = [await traceText(blended), await traceText(alone)];
  const expected = network.layers[0]!.importance.map((value) => 0.25 * value);
  expectClose(whole.layers[0]!.importance, expected, { atol: 1e-6, rtol: 1e-5 });
});

it('a model without LSTM has words and no layers', async () => {
  const bundle = exampleBundle({ lstmLayers: 0, pooling: 'mean' });
  const { words, layers } = await traceText(bundle);
  expect(words).toHaveLength(1 + TEXT.length);
  expect(layers).toEqual([]);
});
