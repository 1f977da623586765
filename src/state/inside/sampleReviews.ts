/** Some of a split's encoded reviews, spread evenly over it, as a network reads them: copies. */
import { VerdictError } from '../../errors';
import type { EncodedReviews } from '../../types';

/** Copied in a millisecond or two. */
const REVIEWS_PER_PIECE = 500;

/**
 * Without what only a linear model reads.
 * @param count at most so many; all of them where it is not smaller than their number
 * @param pause called now and then; may wait, and throws to cancel
 */
export async function sampleReviews(
  { ids, offsets, labels, ngramIds = [] }: EncodedReviews,
  count: number,
  pause: () => Promise<void>,
): Promise<EncodedReviews> {
  const total = labels.length;
  if (total === 0) throw new VerdictError('internal', 'There are no reviews to choose from.');
  const numChosen = Math.min(count, total);
  const chosen = Int32Array.from({ length: numChosen }, (_, i) => Math.floor((i * total) / numChosen));
  const chosenOffsets = new Uint32Array(numChosen + 1);
  chosen.forEach((review, i) => {
    chosenOffsets[i + 1] = chosenOffsets[i]! + offsets[review + 1]! - offsets[review]!;
  });
  const sources = [ids, ...ngramIds];
  const copies = sources.map(() => new Int32Array(chosenOffsets[numChosen]!));
  for (const [i, review] of chosen.entries()) {
    if (i % REVIEWS_PER_PIECE === 0) await pause();
    sources.forEach((source, k) =>
      copies[k]!.set(source.subarray(offsets[review], offsets[review + 1]), chosenOffsets[i]),
    );
  }
  const [chosenIds, ...chosenNgrams] = copies;
  return {
    ids: chosenIds!,
    offsets: chosenOffsets,
    labels: Uint8Array.from(chosen, (review) => labels[review]!),
    ...(chosenNgrams.length === 0 ? {} : { ngramIds: chosenNgrams }),
  };
}
