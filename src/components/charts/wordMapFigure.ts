/** The words on a plane, coloured by score. */
import type { Data } from 'plotly.js';
import { FIRST_WORD_ID, INDEX_FROM } from '../../config';
import type { WordMapUpdate } from '../../types';
import { axis, baseLayout } from './baseLayout';
import type { ChartTheme } from './chartTheme';
import { divergingColours } from './divergingColours';
import type { Figure } from './plotDrawer';
import { escapeHtml } from './plotText';
import { NUM_BINS, percent, scoreBin, scoreHalfWidth } from './wordScores';
import type { Range } from './stableRange';

export interface MapView {
  x: Range;
  y: Range;
  /** A new value drops the user's zoom. */
  revision: number;
  /** False where a finger drags: the page must scroll instead. */
  canDrag: boolean;
}

interface Points {
  x: number[];
  y: number[];
  /** What hover says of the word itself. */
  text: string[];
  /** Scores. */
  customdata: number[];
}

/** "<b>film</b>, rank 19" for every id, for hover. Made once per vocabulary: numbers are slow to format. */
export function hoverLabels(words: readonly string[]): string[] {
  const format = new Intl.NumberFormat('en');
  return words.map((word, id) => {
    const place = id < FIRST_WORD_ID ? `id ${id}` : `rank ${format.format(id - INDEX_FROM)}`;
    return `<b>${escapeHtml(word)}</b>, ${place}`;
  });
}

/** Groups of points from unscored (first) to NUM_BINS - 1 (last). */
function group(labels: readonly string[], { x, y, scores }: WordMapUpdate, halfWidth: number): Points[] {
  const groups = Array.from({ length: NUM_BINS + 1 }, (): Points => ({
    x: [],
    y: [],
    text: [],
    customdata: [],
  }));
  for (let id = 0; id < x.length; id++) {
    const score = scores[id] ?? Number.NaN;
    const points = groups[scoreBin(score, halfWidth) + 1];
    points?.x.push(x[id] ?? Number.NaN);
    points?.y.push(y[id] ?? Number.NaN);
    points?.text.push(labels[id] ?? '');
    points?.customdata.push(score);
  }
  return groups;
}

const MIDDLE = (NUM_BINS - 1) / 2;
/** Words without a score (bin -1) first, the strongest opinions last, on top. */
const DRAWING_ORDER = Array.from({ length: NUM_BINS + 1 }, (_, index) => index - 1).toSorted(
  (a, b) => extremity(a) - extremity(b),
);

/** 0 in the neutral bin, 1 at both ends; -1 for words without a score. */
function extremity(bin: number): number {
  return bin < 0 ? -1 : Math.abs(bin - MIDDLE) / MIDDLE;
}

function trace(points: Points | undefined, bin: number, color: string): Data {
  const strength = Math.max(0, extremity(bin));
  return {
    ...points,
    type: 'scattergl',
    mode: 'markers',
    name: bin < 0 ? 'no score' : `score bin ${bin + 1}`,
    marker: { color, size: 3 + 2 * strength, opacity: 0.5 + 0.35 * strength },
    hovertemplate: `%{text}<br>${bin < 0 ? 'no score yet' : 'positive: %{customdata:.1%}'}<extra></extra>`,
  };
}

/** `labels` as `hoverLabels` gives them. */
export function wordMapFigure(
  theme: ChartTheme,
  labels: readonly string[],
  update: WordMapUpdate,
  view: MapView,
): Figure {
  const colours = divergingColours(theme, NUM_BINS);
  const groups = group(labels, update, scoreHalfWidth(update.scores));
  const data = DRAWING_ORDER.map((bin) => trace(groups[bin + 1], bin, colours[bin] ?? theme.grid));
  const [first, second] = update.explained;
  const layout = baseLayout(theme, 'Words as the model sees them', {
    // Numbered, not ranked: the axes are turned to stay where they were, so either may hold more of the variance.
    xaxis: axis(theme, `Axis 1, ${percent(first)} of the variance`, {
      range: [...view.x],
      nticks: 6,
      fixedrange: !view.canDrag,
    }),
    yaxis: axis(theme, `Axis 2, ${percent(second)} of the variance`, {
      range: [...view.y],
      nticks: 6,
      fixedrange: !view.canDrag,
    }),
    showlegend: false,
    dragmode: view.canDrag ? 'zoom' : false,
    // A string, because plotly takes 0 for "keep nothing".
    uirevision: `zoom ${view.revision}`,
  });
  return { data, layout, doubleClick: false };
}
