/** The probability against the words: a line, blue above even odds and orange below. */
import type { Data } from 'plotly.js';
import type { Reading } from '../../../insightTypes';
import { axis, baseLayout } from '../../charts/baseLayout';
import type { ChartTheme } from '../../charts/chartTheme';
import { channels } from '../../charts/divergingColours';
import type { Figure } from '../../charts/plotDrawer';
import { escapeHtml } from '../../charts/plotText';
import { probabilityOf } from './course';

export const COURSE_TITLE = 'Probability of “positive” after each word';

const EVEN = 0.5;

interface Line {
  x: number[];
  y: number[];
}

/** @param line x rising by 1; a point is put in wherever the line crosses even odds, so that both sides meet there */
export function withCrossings({ x, y }: Line): Line {
  const result: Line = { x: [], y: [] };
  y.forEach((after, i) => {
    const before = y[i - 1];
    if (before !== undefined && (before - EVEN) * (after - EVEN) < 0) {
      result.x.push((x[i - 1] ?? 0) + (EVEN - before) / (after - before));
      result.y.push(EVEN);
    }
    result.x.push(x[i] ?? 0);
    result.y.push(after);
  });
  return result;
}

function side({ x, y }: Line, colour: string, clip: (value: number) => number): Data[] {
  const quiet = { type: 'scatter', mode: 'lines', line: { width: 0 }, hoverinfo: 'skip' } as const;
  const [red, green, blue] = channels(colour);
  return [
    { ...quiet, x, y: x.map(() => EVEN) },
    { ...quiet, x, y: y.map(clip), fill: 'tonexty', fillcolor: `rgba(${red}, ${green}, ${blue}, 0.32)` },
  ];
}

/** @param place of the marked word; -1 for before the first */
export function courseFigure(theme: ChartTheme, { words, logOdds }: Reading, place: number): Figure {
  const line = { x: Array.from(logOdds, (_, i) => i), y: Array.from(logOdds, probabilityOf) };
  const shape = withCrossings(line);
  const text = [
    'before the first word',
    ...words.map(({ word }, i) => `after <b>${escapeHtml(word)}</b>, word ${i + 1}`),
  ];
  const hovertemplate = '%{text}<br>positive: %{y:.1%}<extra></extra>';
  const marked = place + 1;
  const data: Data[] = [
    ...side(shape, theme.positive, (value) => Math.max(value, EVEN)),
    ...side(shape, theme.negative, (value) => Math.min(value, EVEN)),
    { ...line, text, type: 'scatter', mode: 'lines', line: { color: theme.text, width: 2 }, hovertemplate },
    {
      x: [marked],
      y: [line.y[marked] ?? EVEN],
      text: [text[marked] ?? ''],
      type: 'scatter',
      mode: 'markers',
      marker: { symbol: 'diamond', size: 12, color: theme.text, line: { color: theme.panel, width: 2 } },
      hovertemplate,
    },
  ];
  const fixed = { automargin: false, fixedrange: true } as const;
  const layout = baseLayout(theme, COURSE_TITLE, {
    margin: { t: 34, r: 10, b: 40, l: 46 },
    xaxis: axis(theme, 'Word', { ...fixed, range: [-0.4, words.length + 0.4], nticks: 9, tickformat: 'd' }),
    yaxis: axis(theme, '', { ...fixed, range: [-0.03, 1.03], dtick: 0.25, tickformat: '.0%' }),
    showlegend: false,
    dragmode: false,
  });
  return { data, layout };
}
