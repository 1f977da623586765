/** Encoded reviews as wholes: one of them, a copy, and the buffers to transfer. */
import type { EncodedReviews, ModelBundle, PreparedData } from './types';

/** Review `index` alone; copies. */
export function reviewAt(reviews: EncodedReviews, index: number): EncodedReviews {
  const { ids, offsets, labels, ngramIds, features, numWords } = reviews;
  const [from = 0, to = 0] = offsets.slice(index, index + 2);
  const one: EncodedReviews = {
    ids: ids.slice(from, to),
    offsets: Uint32Array.of(0, to - from),
    labels: labels.slice(index, index + 1),
  };
  if (ngramIds !== undefined) one.ngramIds = ngramIds.map((values) => values.slice(from, to));
  if (features !== undefined) {
    const [first = 0, last = 0] = features.offsets.slice(index, index + 2);
    one.features = {
      indices: features.indices.slice(first, last),
      offsets: Uint32Array.of(0, last - first),
    };
  }
  if (numWords !== undefined) one.numWords = numWords.slice(index, index + 1);
  return one;
}

/** At most `count` of the reviews, spread evenly over all; copies. */
export function someReviews(reviews: EncodedReviews, count: number): EncodedReviews {
  const total = reviews.labels.length;
  const taken = Math.min(count, total);
  return joinReviews(
    Array.from({ length: taken }, (_, i) => reviewAt(reviews, Math.floor((i * total) / taken))),
  );
}

/** All reviews in one, in order. They must have the same parts. */
export function joinReviews(parts: readonly EncodedReviews[]): EncodedReviews {
  const [first] = parts;
  const joined: EncodedReviews = {
    ids: concat(parts.map(({ ids }) => ids)),
    offsets: joinOffsets(parts.map(({ offsets }) => offsets)),
    labels: Uint8Array.from(parts.flatMap(({ labels }) => [...labels])),
  };
  if (first?.ngramIds !== undefined) {
    joined.ngramIds = first.ngramIds.map((_, i) => concat(parts.map(({ ngramIds }) => ngramIds![i]!)));
  }
  if (first?.features !== undefined) {
    joined.features = {
      indices: concat(parts.map(({ features }) => features!.indices)),
      offsets: joinOffsets(parts.map(({ features }) => features!.offsets)),
    };
  }
  return joined;
}

function concat(arrays: readonly Int32Array[]): Int32Array {
  const all = new Int32Array(arrays.reduce((sum, { length }) => sum + length, 0));
  let next = 0;
  for (const values of arrays) {
    all.set(values, next);
    next += values.length;
  }
  return all;
}

function joinOffsets(arrays: readonly Uint32Array[]): Uint32Array {
  let start = 0;
  const joined = arrays.flatMap((offsets) => {
    const shifted = Array.from(offsets.subarray(1), (offset) => start + offset);
    start += offsets.at(-1) ?? 0;
    return shifted;
  });
  return Uint32Array.from([0, ...joined]);
}

/** Copied in a millisecond or two. */
const LARGE_BYTES = 2 ** 21;

/**
 * A copy, array by array: tens of megabytes at once would hold the page up.
 * @param pause called before each large array; may wait, and throws to cancel
 */
export async function copyReviews(
  reviews: EncodedReviews,
  pause: () => Promise<void>,
): Promise<EncodedReviews> {
  const copy = async <T extends Int32Array | Uint32Array | Uint8Array>(values: T): Promise<T> => {
    if (values.byteLength > LARGE_BYTES) await pause();
    return values.slice() as T;
  };
  const { ids, offsets, labels, ngramIds, features, numWords } = reviews;
  const copied: EncodedReviews = {
    ids: await copy(ids),
    offsets: await copy(offsets),
    labels: await copy(labels),
  };
  if (ngramIds !== undefined) {
    copied.ngramIds = [];
    for (const values of ngramIds) copied.ngramIds.push(await copy(values));
  }
  if (features !== undefined) {
    copied.features = { indices: await copy(features.indices), offsets: await copy(features.offsets) };
  }
  if (numWords !== undefined) copied.numWords = await copy(numWords);
  return copied;
}

/** Every array of the reviews, in one list. */
function arraysOf({ ids, offsets, labels, ngramIds, features, numWords }: EncodedReviews): ArrayBufferView[] {
  return [
    ids,
    offsets,
    labels,
    ...(ngramIds ?? []),
    ...(features === undefined ? [] : [features.indices, features.offsets]),
    ...(numWords === undefined ? [] : [numWords]),
  ];
}

/** For a transfer to or from a worker. */
export const buffersOf = (reviews: EncodedReviews): ArrayBuffer[] =>
  arraysOf(reviews).map(({ buffer }) => buffer as ArrayBuffer);

/** The same for all that a run is given; its n-grams stay where they are needed, too. */
export const preparedBuffers = ({ training, validation, vectors = [] }: PreparedData): ArrayBuffer[] => [
  ...buffersOf(training),
  ...buffersOf(validation),
  ...vectors.map(({ buffer }) => buffer as ArrayBuffer),
];

/** Those of a model without its optimizer; its n-grams stay where they are needed, too. */
export const bundleBuffers = ({ weights, linear }: ModelBundle): ArrayBuffer[] => [
  ...weights.map(({ values }) => values.buffer as ArrayBuffer),
  ...(linear === undefined ? [] : [linear.weights.buffer as ArrayBuffer]),
];
