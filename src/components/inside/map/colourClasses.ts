/** The colours of the map: classes of words that are drawn alike. Pure. */
import type { WordClusters } from '../../../insightTypes';
import type { MapColour } from '../../../state/inside/mapState';
import type { ChartTheme } from '../../charts/chartTheme';
import { channels, divergingColours } from '../../charts/divergingColours';
import { scoreHalfWidth } from '../../charts/wordScores';
import { rankOf } from './mapWords';

export type MarkerSymbol = 'circle' | 'square' | 'diamond' | 'triangle-up' | 'cross' | 'star';

export interface ColourClass {
  /** For people: "ranks 1 to 50". */
  name: string;
  colour: string;
  symbol: MarkerSymbol;
  /** px where words are not sized by frequency. */
  size: number;
  opacity: number;
}

export interface Colouring {
  kind: MapColour;
  classes: ColourClass[];
  /** By id; -1 leaves a word out. */
  classOf: (id: number) => number;
  /** Classes in the order in which they are drawn, the last on top. */
  order: number[];
  /** Of the scale of sentiment: it shows 0.5 +- this. */
  halfWidth: number;
}

/** Odd: the middle is neutral. Few traces draw fast, and the steps hardly show. */
export const NUM_SENTIMENT_CLASSES = 17;
/** The last rank of each class but the last. */
const RANK_ENDS = [50, 200, 1000, 5000];
export const MAX_CLUSTERS = 12;

/** Told apart without colour too; what looks most alike is not of neighbouring clusters. */
const SYMBOLS: MarkerSymbol[] = ['circle', 'square', 'diamond', 'triangle-up', 'cross', 'star'];
/** Twelve hues of similar weight on white, then the same on near-black. Blue and orange stand for sentiment. */
const CLUSTER_COLOURS = {
  light: [
    '#137d3a',
    '#8e3fa8',
    '#a87800',
    '#c22f55',
    '#00838a',
    '#5b5bd6',
    '#7a5230',
    '#4f7a00',
    '#b0388f',
    '#4d6470',
    '#8a2f2f',
    '#2f6b58',
  ],
  dark: [
    '#5fd086',
    '#cf94e6',
    '#e6bd4a',
    '#f28ba6',
    '#4fd0d6',
    '#a3a3ff',
    '#cfa27c',
    '#b3d84f',
    '#f09bd8',
    '#b0c3cc',
    '#e89a9a',
    '#8fd6bd',
  ],
} as const;
/** The commonest words, the rarest. */
const RANK_COLOURS = { light: ['#4b1d7a', '#cdbfe0'], dark: ['#e6d2ff', '#54456b'] } as const;

const plain = (name: string, colour: string, symbol = 'circle' as MarkerSymbol): ColourClass => ({
  name,
  colour,
  symbol,
  size: 5,
  opacity: 0.75,
});

export const isDark = ({ panel }: ChartTheme): boolean =>
  channels(panel).reduce((sum, channel) => sum + channel, 0) < 3 * 128;

/** @param scaleScores those that the scale has to hold */
export function bySentiment(theme: ChartTheme, scores: Float32Array, scaleScores = scores): Colouring {
  const halfWidth = scoreHalfWidth(scaleScores);
  const middle = (NUM_SENTIMENT_CLASSES - 1) / 2;
  const strengths = Array.from(
    { length: NUM_SENTIMENT_CLASSES },
    (_, bin) => Math.abs(bin - middle) / middle,
  );
  const classes = divergingColours(theme, NUM_SENTIMENT_CLASSES).map((colour, bin): ColourClass => {
    const strength = strengths[bin] ?? 0;
    const from = 0.5 - halfWidth + (2 * halfWidth * bin) / NUM_SENTIMENT_CLASSES;
    return {
      name: `positive from ${(100 * from).toFixed(0)}%`,
      colour,
      symbol: 'circle',
      size: 4 + 2 * strength,
      opacity: 0.5 + 0.35 * strength,
    };
  });
  const unknown = classes.length;
  classes.push({ name: 'no score', colour: theme.grid, symbol: 'circle', size: 4, opacity: 0.6 });
  const order = strengths.map((_, bin) => bin).toSorted((a, b) => (strengths[a] ?? 0) - (strengths[b] ?? 0));
  return {
    kind: 'sentiment',
    classes,
    halfWidth,
    order: [unknown, ...order],
    classOf(id) {
      const score = scores[id] ?? Number.NaN;
      if (Number.isNaN(score)) return unknown;
      const share = (score - 0.5 + halfWidth) / (2 * halfWidth);
      return Math.min(NUM_SENTIMENT_CLASSES - 1, Math.max(0, Math.floor(share * NUM_SENTIMENT_CLASSES)));
    },
  };
}

export function byFrequency(theme: ChartTheme): Colouring {
  const [common, rare] = RANK_COLOURS[isDark(theme) ? 'dark' : 'light'];
  const format = new Intl.NumberFormat('en');
  const classes = [...RANK_ENDS, Infinity].map((end, place): ColourClass => {
    const first = (RANK_ENDS[place - 1] ?? 0) + 1;
    const last = Number.isFinite(end) ? ` to ${format.format(end)}` : ' and rarer';
    return plain(`rank ${format.format(first)}${last}`, mix(common, rare, place / RANK_ENDS.length));
  });
  return {
    kind: 'frequency',
    classes,
    halfWidth: 0.5,
    // Rare words are many: the common ones lie on top.
    order: classes.map((_, place) => place).toReversed(),
    classOf(id) {
      const rank = rankOf(id) ?? Infinity;
      const place = RANK_ENDS.findIndex((end) => rank <= end);
      return place < 0 ? RANK_ENDS.length : place;
    },
  };
}

export function byCluster(theme: ChartTheme, { clusters, typicalWords }: WordClusters): Colouring {
  const colours = CLUSTER_COLOURS[isDark(theme) ? 'dark' : 'light'];
  const classes = typicalWords.map((_, place) =>
    plain(
      `cluster ${place + 1}`,
      colours[place % colours.length] ?? theme.text,
      SYMBOLS[place % SYMBOLS.length],
    ),
  );
  return {
    kind: 'cluster',
    classes,
    halfWidth: 0.5,
    order: classes.map((_, place) => place),
    classOf(id) {
      const cluster = clusters[id] ?? 255;
      return cluster < classes.length ? cluster : -1;
    },
  };
}

function mix(one: string, other: string, share: number): string {
  const end = channels(other);
  const mixed = channels(one).map((channel, i) => Math.round(channel + share * ((end[i] ?? 0) - channel)));
  return `rgb(${mixed.join(', ')})`;
}

/** For each class the places of its words among the points. */
export function groupPoints(ids: Int32Array, { classes, classOf }: Colouring): number[][] {
  const groups = classes.map((): number[] => []);
  for (let index = 0; index < ids.length; index++) groups[classOf(ids[index] ?? 0)]?.push(index);
  return groups;
}
