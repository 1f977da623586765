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
  /** Called between rounds; may wait, and throws to cancel. */
  pause: () => Promise<void>;
}

/** Points of a round. */
const ROUND = 32;
/** Rounds after the first: 288 points in all. */
const MAX_ROUNDS = 8;
/** Of the larger of 1 and the difference: what the errors between points may sum up to, were all of one sign. */
const TOLERANCE = 1e-3;

/** Float32 tells alphas apart that differ by 6e-8. */
const NARROWEST = 1e-6;

interface Point {
  alpha: number;
  value: number;
  slopes: Float64Array;
  /** Their sum. */
  slope: number;
}

/** Points are added between those where the rule is wrong by most. */
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
  let rule = ruleFor(points);
  for (let round = 0; round < MAX_ROUNDS; round++) {
    if (rule.errors.reduce((a, b) => a + b, 0) <= TOLERANCE * Math.max(1, difference)) break;
    const alphas = between(points, rule.errors);
    if (alphas.length === 0) break;
    await add(alphas);
    rule = ruleFor(points);
  }
  const parts = new Float64Array(points[0]!.slopes.length);
  points.forEach(({ slopes }, i) => {
    for (let part = 0; part < parts.length; part++) parts[part]! += rule.weights[i]! * slopes[part]!;
  });
  return { parts, start: points[0]!.value, end: points.at(-1)!.value };
}

interface Rule {
  /** What the slopes at each point are multiplied by. */
  weights: Float64Array;
  /** Between each point and the next: how far the slopes' integral is from the difference of the values. */
  errors: number[];
}

/**
 * Between two points the trapezoid, or the parabola that runs through the next point on the left, on the right, or
 * the mean of both: whichever is least wrong. A parabola is better where the slope is smooth, and as bad as a jump
 * that it looks across; `integral = h (p0 + p1) / 2 - h^3 / 6 * second divided difference`.
 */
function ruleFor(points: readonly Point[]): Rule {
  const weights = new Float64Array(points.length);
  const errors = points.slice(1).map((right, k) => {
    const left = points[k]!;
    const h = right.alpha - left.alpha;
    const trapezoid = (h * (left.slope + right.slope)) / 2 - (right.value - left.value);
    const bends = [bendAt(points, k), bendAt(points, k + 1)];
    const [before, after] = bends.map((bend) => (-(h ** 3) / 6) * (bend?.value ?? 0)) as [number, number];
    const choices = [
      [0, 0],
      [1, 0],
      [0, 1],
      [0.5, 0.5],
    ].map(([a, b]) => ({ shares: [a!, b!], error: Math.abs(trapezoid + a! * before + b! * after) }));
    const best = choices.reduce((a, b) => (b.error < a.error ? b : a));
    weights[k]! += h / 2;
    weights[k + 1]! += h / 2;
    bends.forEach((bend, side) => {
      bend?.factors.forEach((factor, i) => {
        weights[bend.first + i]! -= best.shares[side]! * (h ** 3 / 6) * factor;
      });
    });
    return best.error;
  });
  return { weights, errors };
}

interface Bend {
  /** Second divided difference of the slopes of three points, of which the one in the middle was asked for. */
  value: number;
  first: number;
  /** Of the slopes of the three. */
  factors: [number, number, number];
}

/** Null for the first and the last point. */
function bendAt(points: readonly Point[], middle: number): Bend | null {
  const [a, b, c] = [points[middle - 1], points[middle], points[middle + 1]];
  if (a === undefined || b === undefined || c === undefined) return null;
  const whole = c.alpha - a.alpha;
  const left = 1 / ((b.alpha - a.alpha) * whole);
  const right = 1 / ((c.alpha - b.alpha) * whole);
  const factors: Bend['factors'] = [left, -left - right, right];
  const value = factors[0] * a.slope + factors[1] * b.slope + factors[2] * c.slope;
  return { value, first: middle - 1, factors };
}

/** New points, one after the other to where it helps most if an error falls as 1 / pieces, as at a jump. */
function between(points: readonly Point[], errors: readonly number[]): number[] {
  const widths = errors.map((_, i) => points[i + 1]!.alpha - points[i]!.alpha);
  const numPieces = errors.map(() => 1);
  const gainOf = (i: number): number => {
    const next = numPieces[i]! + 1;
    return widths[i]! < next * NARROWEST ? 0 : errors[i]! / (numPieces[i]! * next);
  };
  for (let k = 0; k < ROUND; k++) {
    let best = 0;
    for (let i = 1; i < errors.length; i++) if (gainOf(i) > gainOf(best)) best = i;
    if (gainOf(best) > 0) numPieces[best]!++;
  }
  return numPieces.flatMap((pieces, i) =>
    Array.from({ length: pieces - 1 }, (_, k) => points[i]!.alpha + ((k + 1) / pieces) * widths[i]!),
  );
}
