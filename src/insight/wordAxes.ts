/** The axes on which words are shown, and the words on them: principal components, or sentiment against frequency. */
import { FIRST_WORD_ID } from '../config';
import { VerdictError } from '../errors';
import type { ProjectedWords, ProjectionKind } from '../insightTypes';
import {
  addScatter,
  componentsOf,
  coordinates,
  meanOfRows,
  shareOfVariance,
} from '../model/principalComponents';
import type { Components } from '../model/principalComponents';
import { covarianceWith, sentimentAxis, towardsPositive } from './sentimentAxis';
import { commonestVectors, endOfCommonest, type WordSpace } from './wordSpace';

type Pause = () => Promise<void>;

export type LinearKind = Exclude<ProjectionKind, 'umap'>;

export interface WordAxes {
  /** [E] what lies at 0. */
  mean: Float64Array;
  /** Unit vectors, [E] each. */
  axes: Float64Array[];
  titles: string[];
  /** Whether the last axis is the words' frequency, which no vector says. */
  endsWithFrequency: boolean;
}

/** Multiplications between two pauses: some milliseconds. */
const PIECE = 4_000_000;

/** @param maxWords the commonest; they shape the axes */
export async function wordAxes(
  space: WordSpace,
  kind: LinearKind,
  maxWords: number,
  pause: Pause,
): Promise<WordAxes> {
  const end = endOfCommonest(space, maxWords);
  const table = commonestVectors(space, end);
  const logOdds = space.logOdds.subarray(FIRST_WORD_ID, end);
  const numAxes = kind === 'pca3' ? 3 : 2;
  const components = await principalComponents(table, space.units, numAxes, pause);
  const { mean, covariance } = components;
  if (kind === 'sentiment') {
    const axis = sentimentAxis(table, logOdds, components);
    return {
      mean,
      axes: [axis],
      titles: [
        `Learned sentiment, positive to the right: ${percent(shareOfVariance(covariance, axis))} of the variance`,
        'Frequency, commonest on top: -log10 of the rank',
      ],
      endsWithFrequency: true,
    };
  }
  const towards = covarianceWith(table, logOdds, mean);
  const axes = components.axes.map((axis) => towardsPositive(axis, towards));
  const titles = axes.map(
    (axis, i) => `Component ${i + 1}, ${percent(shareOfVariance(covariance, axis))} of the variance`,
  );
  return { mean, axes, titles, endsWithFrequency: false };
}

/** @throws VerdictError 'bad-settings' for what is no projection onto axes */
export function linearKind(kind: ProjectionKind): LinearKind {
  if (kind !== 'umap') return kind;
  throw new VerdictError('bad-settings', 'UMAP has no axes onto which other vectors could be projected.');
}

/** @param vectors [V, E], of the space that the axes are of or of an earlier epoch of it */
export function wordsOn(
  { mean, axes, titles, endsWithFrequency }: WordAxes,
  space: Pick<WordSpace, 'vectors' | 'units' | 'end'>,
  maxWords: number,
): ProjectedWords {
  const end = endOfCommonest(space, maxWords);
  const table = space.vectors.subarray(FIRST_WORD_ID * space.units, end * space.units);
  const ids = Int32Array.from({ length: Math.max(0, end - FIRST_WORD_ID) }, (_, i) => FIRST_WORD_ID + i);
  const shown = axes.map((axis) => coordinates(table, mean, axis));
  if (endsWithFrequency) shown.push(Float32Array.from(ids, (_, i) => -Math.log10(i + 1)));
  return { ids, axes: shown, axisTitles: titles };
}

/** As in model/principalComponents.ts, in pieces. Tables of too few numbers a row get axes of zeros. */
export async function principalComponents(
  table: Float32Array,
  dimensions: number,
  numAxes: number,
  pause: Pause,
): Promise<Components> {
  const mean = meanOfRows(table, dimensions);
  const scatter = new Float64Array(dimensions * dimensions);
  const step = Math.max(1, Math.floor(PIECE / dimensions ** 2)) * dimensions;
  for (let from = 0; from < table.length; from += step) {
    addScatter(scatter, table.subarray(from, from + step), mean);
    await pause();
  }
  const found = componentsOf(scatter, table.length / dimensions, mean, numAxes);
  while (found.axes.length < numAxes) found.axes.push(new Float64Array(dimensions));
  return found;
}

const percent = (share: number): string => `${(100 * share).toFixed(share < 0.0995 ? 1 : 0)}%`;
