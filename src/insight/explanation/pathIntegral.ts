/**
 * The integral of a gradient along the straight path from a baseline to the input, in parts: one for each of the
 * vectors that move. Points are set where they are needed. The answer itself is known at every point, and with it how
 * wrong the rule is between any two of them: a network's gradient jumps where a ReLU begins to pass and where another
 * step has the maximum, and that of a long LSTM can have peaks that evenly set points miss.
 */

/** Of some points of the path. */
export interface PathPoints {
  /** [B] */
  values: Float32Array;
  /** For each point, for each part: vector times gradient. Their sum is the derivative of the value. */
  slopes: Float64Array[];
}

export interface PathIntegral {
  /** For each part; their sum is `end - start`, but for the error of the rule. */
  parts: Float64Array;
  start: number;
  end: number;
}

export interface PathOptions {
  /** @param alphas [B] in [0, 1], at most `ROUND` */
  at: (alphas: Float32Array) => Promise<PathPoints>;
  /** Called between passes; may wait, and throws to cancel. */
  pause: () => Promise<void>;
}

/** Points of a pass: some tens of milliseconds, and a multiple of the rows that the kernel takes at a time. */
const ROUND = 32;
/** Passes after the first: 288 points in all. */
const MAX_ROUNDS = 8;
/** Of the larger of 1 and the difference: what the errors between points may sum up to, were all of one sign. */
const TOLERANCE = 1e-3;

interface Point {
  alpha: number;
  value: number;
  slopes: Float64Array;
  /** Their sum. */
  slope: number;
}

/** The trapezoidal rule, points added between those where it is wrong by most. */
export async function integratePath({ at, pause }: PathOptions): Promise<PathIntegral> {
  const points: Point[] = [];
  const add = async (alphas: number[]): Promise<void> => {
    await pause();
    const scales = Float32Array.from(alphas);
    const { values, slopes } = await at(scales);
    scales.forEach((alpha, i) => {
      const some = slopes[i]!;
      points.push({ alpha, value: values[i]!, slopes: some, slope: some.reduce((a, b) => a + b, 0) });
    });
    points.sort((a, b) => a.alpha - b.alpha);
  };
  await add(Array.from({ length: ROUND }, (_, i) => i / (ROUND - 1)));
  const difference = Math.abs(points.at(-1)!.value - points[0]!.value);
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const errors = errorsBetween(points);
    if (errors.reduce((a, b) => a + b, 0) <= TOLERANCE * Math.max(1, difference)) break;
    await add(between(points, errors));
  }
  return { parts: trapezoids(points), start: points[0]!.value, end: points.at(-1)!.value };
}

/** Of the rule between each point and the next: its mean slope against the difference of the values. */
function errorsBetween(points: readonly Point[]): number[] {
  return points.slice(1).map((right, i) => {
    const left = points[i]!;
    const rule = ((right.alpha - left.alpha) * (left.slope + right.slope)) / 2;
    return Math.abs(rule - (right.value - left.value));
  });
}

/** `ROUND` new points, one after the other to where it helps most if an error falls as 1 / pieces, as at a jump. */
function between(points: readonly Point[], errors: readonly number[]): number[] {
  const numPieces = errors.map(() => 1);
  const gainOf = (i: number): number => errors[i]! / (numPieces[i]! * (numPieces[i]! + 1));
  for (let k = 0; k < ROUND; k++) {
    let best = 0;
    for (let i = 1; i < errors.length; i++) if (gainOf(i) > gainOf(best)) best = i;
    numPieces[best]!++;
  }
  return numPieces.flatMap((pieces, i) => {
    const [from, to] = [points[i]!.alpha, points[i + 1]!.alpha];
    return Array.from({ length: pieces - 1 }, (_, k) => from + ((k + 1) / pieces) * (to - from));
  });
}

/** The rule for each part. */
function trapezoids(points: readonly Point[]): Float64Array {
  const parts = new Float64Array(points[0]!.slopes.length);
  points.forEach(({ alpha, slopes }, i) => {
    const width = (points[i + 1]?.alpha ?? alpha) - (points[i - 1]?.alpha ?? alpha);
    slopes.forEach((slope, part) => {
      parts[part]! += (width / 2) * slope;
    });
  });
  return parts;
}
