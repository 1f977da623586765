/**
 * Counts of numbers in bins whose width is a power of two and whose edges are its multiples. Bins of one histogram
 * then lie within those of any coarser one, so two can be added up or laid over each other without guessing.
 */
import type { Histogram } from './insightTypes';

/**
 * @param values those that are not finite are left out
 * @param min and @param max of the finite ones @param width a power of two
 */
export function histogramOf(values: Float32Array, min: number, max: number, width: number): Histogram {
  const first = Math.floor(min / width);
  const counts = new Uint32Array(Math.floor(max / width) - first + 1);
  // A division by a power of two and a multiplication with its inverse are the same to the bit.
  const perWidth = 1 / width;
  for (let i = 0; i < values.length; i++) {
    const bin = Math.floor(values[i]! * perWidth) - first;
    // Writing beside the array does nothing, and comparisons with NaN are false.
    if (bin >= 0 && bin < counts.length) counts[bin]!++;
  }
  return { width, first, counts: [...counts] };
}

/** The same numbers in wider bins. @param width a power of two, at least the histogram's own */
export function rebin({ width: before, first, counts }: Histogram, width: number): Histogram {
  if (width < before) throw new RangeError(`Bins of ${before} cannot be cut into bins of ${width}.`);
  if (width === before || counts.length === 0) return { width, first: width === before ? first : 0, counts };
  const factor = width / before;
  const newFirst = Math.floor(first / factor);
  const last = Math.floor((first + counts.length - 1) / factor);
  const sums = Array.from({ length: last - newFirst + 1 }, () => 0);
  counts.forEach((count, i) => {
    sums[Math.floor((first + i) / factor) - newFirst]! += count;
  });
  return { width, first: newFirst, counts: sums };
}

/** Both in bins of the coarser width and over the same range, so that their bins can be compared one by one. */
export function alignHistograms(a: Histogram, b: Histogram): [Histogram, Histogram] {
  const width = Math.max(a.width, b.width);
  const both = [rebin(a, width), rebin(b, width)] as const;
  const filled = both.filter(({ counts }) => counts.length > 0);
  if (filled.length === 0) return [both[0], both[1]];
  const first = Math.min(...filled.map((histogram) => histogram.first));
  const end = Math.max(...filled.map((histogram) => histogram.first + histogram.counts.length));
  const spread = (histogram: Histogram): Histogram => {
    const counts = Array.from({ length: end - first }, () => 0);
    histogram.counts.forEach((count, i) => {
      counts[histogram.first - first + i] = count;
    });
    return { width, first, counts };
  };
  return [spread(both[0]), spread(both[1])];
}

/** All numbers of both, in bins of the coarser width. */
export function mergeHistograms(a: Histogram, b: Histogram): Histogram {
  const [left, right] = alignHistograms(a, b);
  return { ...left, counts: left.counts.map((count, i) => count + right.counts[i]!) };
}
