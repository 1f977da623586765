/** A zip with weights of one byte: smaller, nearly the same, and the words exactly the same. */
import { strFromU8, unzipSync } from 'fflate';
import { beforeAll, expect, it } from 'vitest';
import { Random } from '../data/random';
import type { ModelBundle, NamedWeight } from '../types';
import { readArchive, writeArchive } from './archive';
import { exampleBundle } from './testing/exampleBundle';
import { editJson, repack } from './testing/repack';

/** Large enough for its tables to be quantised, and with ids that no byte holds. */
const SIZES = { numWords: 3000, embeddingUnits: 9, numBigrams: 2500, numTrigrams: 1700 };

let bundle: ModelBundle;
let quantised: Uint8Array;
let read: ModelBundle;

beforeAll(async () => {
  const plain = exampleBundle({ ...SIZES, branches: 'both' });
  const random = new Random(5, 'ids');
  const ids = (count: number, order: number): Int32Array =>
    Int32Array.from({ length: count * order }, (_, k) =>
      k % order === 0 ? 4 + Math.floor(k / order) : 4 + random.int(SIZES.numWords - 4),
    );
  const numFeatures = SIZES.numWords + SIZES.numBigrams + SIZES.numTrigrams;
  bundle = {
    ...plain,
    meta: { ...plain.meta, blend: { network: 0.7, linear: 0.4, bias: -0.1 } },
    ngrams: [ids(SIZES.numBigrams, 2), ids(SIZES.numTrigrams, 3)],
    linear: { weights: Float32Array.from({ length: numFeatures }, () => random.normal()), bias: 0.25 },
  };
  quantised = await writeArchive(bundle, { isQuantised: true });
  read = await readArchive(quantised, 'small.zip');
});

/** Half a step of 254, and a little for float32. */
function largestError(values: Float32Array): number {
  const range = values.reduce((a, b) => Math.max(a, b)) - values.reduce((a, b) => Math.min(a, b));
  return (range / 254 / 2) * 1.0001;
}

function expectNear(actual: Float32Array, expected: Float32Array, bound: number): void {
  expect(actual.length).toBe(expected.length);
  const error = expected.reduce((most, value, i) => Math.max(most, Math.abs(value - actual[i]!)), 0);
  expect(actual.every(Number.isFinite)).toBe(true);
  expect(error).toBeLessThanOrEqual(bound);
}

const isLarge = ({ values }: NamedWeight): boolean => values.length >= 1024;

it('keeps every weight within half a step, and small tensors exactly', () => {
  expect(read.weights.map(({ name, shape }) => ({ name, shape }))).toEqual(
    bundle.weights.map(({ name, shape }) => ({ name, shape })),
  );
  const large = bundle.weights.filter(isLarge);
  expect(large.length).toBeGreaterThan(2);
  bundle.weights.forEach((weight, i) => {
    const { values } = read.weights[i]!;
    expectNear(values, weight.values, isLarge(weight) ? largestError(weight.values) : 0);
  });
  expect(read.weights.find(isLarge)!.values, 'it is quantised at all').not.toEqual(large[0]!.values);
});

it('keeps the words of n-grams exactly, and the linear weights within half a step', () => {
  expect(read.ngrams).toEqual(bundle.ngrams);
  expect(read.linear!.bias).toBe(bundle.linear!.bias);
  expectNear(read.linear!.weights, bundle.linear!.weights, largestError(bundle.linear!.weights));
});

it.each([
  { title: 'both signs', low: -0.31, high: 0.77 },
  { title: 'zeros at the lower end', low: 0, high: 2 },
  { title: 'zeros at the upper end', low: -2, high: 0 },
])('keeps zeros among values of $title', async ({ low, high }) => {
  const random = new Random(6, 'zeros');
  const weights = bundle.weights.map((weight) => {
    const values = weight.values.map((_, i) => (i % 7 === 0 ? 0 : random.uniform(low, high)));
    return { ...weight, values };
  });
  const zip = await writeArchive({ ...bundle, weights }, { isQuantised: true });
  const { weights: again } = await readArchive(zip, 'zeros.zip');
  weights.filter(isLarge).forEach(({ name, values }) => {
    const after = again.find((weight) => weight.name === name)!.values;
    expect(after.every((value, i) => i % 7 !== 0 || value === 0)).toBe(true);
    expectNear(after, values, largestError(values));
  });
});

it('keeps values that are all alike', async () => {
  const weights = bundle.weights.map((weight) => ({ ...weight, values: weight.values.map(() => 0.125) }));
  const zip = await writeArchive({ ...bundle, weights }, { isQuantised: true });
  const { weights: again } = await readArchive(zip, 'alike.zip');
  expect(again).toEqual(weights);
});

it('leaves the optimizer out and the rest as it is', () => {
  expect(read.optimizer).toBeNull();
  const { id: _id, sizeBytes: _size, numParams: _params, ...meta } = bundle.meta;
  expect(read.meta).toMatchObject(meta);
  expect(read.vocabulary).toBe(bundle.vocabulary);
  expect(read.topology).toEqual(bundle.topology);
});

it('is a quarter of the size where the weights are, and written the same again', async () => {
  const files = unzipSync(quantised);
  const exact = unzipSync(await writeArchive(bundle));
  expect(files['weights.bin']!.length).toBeLessThan(0.3 * exact['weights.bin']!.length);
  expect(quantised.length).toBeLessThan(0.2 * (await writeArchive(bundle)).length);
  const again = await writeArchive(bundle, { isQuantised: true });
  expect(Buffer.compare(again, quantised)).toBe(0);
});

it('can be written again from what was read without a further loss', async () => {
  const second = await readArchive(await writeArchive(read, { isQuantised: true }), 'again.zip');
  second.weights.forEach(({ values }, i) => {
    expectNear(values, read.weights[i]!.values, 1e-6);
  });
});

it('says what is wrong with a scale that is no number, or a quantisation that is not known', async () => {
  const broken: [Record<string, unknown>, RegExp][] = [
    [{ dtype: 'uint8', min: 0, scale: 'wide' }, /small\.zip.*model\.json/],
    [{ dtype: 'uint16', min: 0, scale: 1 }, /small\.zip.*model\.json/],
  ];
  for (const [quantization, message] of broken) {
    const zip = repack(quantised, (files) =>
      editJson(files, 'model.json', (model) => {
        const [manifest] = (model as { weightsManifest: { weights: { quantization: unknown }[] }[] })
          .weightsManifest;
        manifest!.weights[0]!.quantization = quantization;
      }),
    );
    await expect(readArchive(zip, 'small.zip')).rejects.toThrow(message);
  }
  expect(strFromU8(unzipSync(quantised)['model.json']!)).toContain('"quantization"');
});
