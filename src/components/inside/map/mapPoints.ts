/** Words as points of a plane: what a projection gives, turned as the visitor turned it. Pure. */
import type { ProjectedWords } from '../../../insightTypes';

export interface MapPoints {
  /** [n] ids of the words, ascending. */
  ids: Int32Array;
  /** [n] */
  x: Float32Array;
  y: Float32Array;
}

/** How a cloud of three axes is turned, in radians: about the upright axis, then about the one that lies across. */
export interface Turn {
  yaw: number;
  pitch: number;
}

export const FIRST_TURN: Turn = { yaw: 0.6, pitch: 0.35 };

/** Distance of the eye in half-widths of the cloud: near enough to see what is in front. */
const EYE = 4;

export const flatPoints = ({ ids, axes: [x, y] }: ProjectedWords): MapPoints => ({
  ids,
  x: x ?? new Float32Array(ids.length),
  y: y ?? new Float32Array(ids.length),
});

/**
 * The axes centred and stretched to -1 to 1 each, so that a cloud fills the view from every side.
 * @param like whose values get to -1 and 1
 */
export function stretch(axes: readonly Float32Array[], like = axes): Float32Array[] {
  return axes.map((axis, i) => {
    let low = Infinity;
    let high = -Infinity;
    for (const value of like[i] ?? axis) {
      if (value < low) low = value;
      if (value > high) high = value;
    }
    const half = (high - low) / 2 || 1;
    const middle = (low + high) / 2;
    return axis.map((value) => (value - middle) / half);
  });
}

/** A point of the stretched cloud as it is seen: x to the right, y upwards. */
export function turnPoint(x: number, y: number, z: number, { yaw, pitch }: Turn): [number, number] {
  const across = x * Math.cos(yaw) + z * Math.sin(yaw);
  const towards = z * Math.cos(yaw) - x * Math.sin(yaw);
  const up = y * Math.cos(pitch) - towards * Math.sin(pitch);
  const near = towards * Math.cos(pitch) + y * Math.sin(pitch);
  const size = EYE / (EYE - near);
  return [across * size, up * size];
}

/** @param axes three, as `stretch` gives them */
export function turnedPoints(ids: Int32Array, axes: readonly Float32Array[], turn: Turn): MapPoints {
  const [a, b, c] = axes;
  const x = new Float32Array(ids.length);
  const y = new Float32Array(ids.length);
  for (let i = 0; i < ids.length; i++) {
    const [across, up] = turnPoint(a?.[i] ?? 0, b?.[i] ?? 0, c?.[i] ?? 0, turn);
    x[i] = across;
    y[i] = up;
  }
  return { ids, x, y };
}

/** The place of a word among the points, -1 where it is not shown. */
export function indexOfId({ ids }: Pick<MapPoints, 'ids'>, id: number): number {
  let low = 0;
  let high = ids.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = ids[middle] ?? -1;
    if (found === id) return middle;
    if (found < id) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

/** Ids are those of the commonest words, or of a few: ends and number tell. */
export const isSameWords = (one: Int32Array, other: Int32Array): boolean =>
  one === other || (one.length === other.length && one[0] === other[0] && one.at(-1) === other.at(-1));

/** Only these words. @param ids in any order */
export function onlyWords(projected: ProjectedWords, ids: Iterable<number>): ProjectedWords {
  const places = [...new Set(ids)].map((id) => indexOfId(projected, id)).filter((place) => place >= 0);
  places.sort((one, other) => one - other);
  return {
    ids: Int32Array.from(places, (place) => projected.ids[place] ?? 0),
    axes: projected.axes.map((axis) => Float32Array.from(places, (place) => axis[place] ?? Number.NaN)),
    axisTitles: projected.axisTitles,
  };
}
