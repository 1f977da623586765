/** The probability against the words: a line, blue above even odds and orange below. */
import type { Data } from 'plotly.js';
import type { Reading } from '../../../insightTypes';
import { axis, baseLayout } from '../../charts/baseLayout';
import type { ChartTheme } from '../../charts/chartTheme';
import { channels } from '../../charts/divergingColours';
import type { Figure } from '../../charts/plotDrawer';
import { escapeHtml } from '../../charts/plotText';
import { probabilityOf } from './course';
import type { PlotFrame } from './plotFrame';

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

/** The line and its shades. */
function courseTraces(theme: ChartTheme, { words, logOdds }: Reading): Data[] {
  const line = { x: Array.from(logOdds, (_, i) => i), y: Array.from(logOdds, probabilityOf) };
  const shape = withCrossings(line);
  const text = [
    'before the first word',
    ...words.map(({ word }, i) => `after <b>${escapeHtml(word)}</b>, word ${i + 1}`),
  ];
  return [
    ...side(shape, theme.positive, (value) => Math.max(value, EVEN)),
    ...side(shape, theme.negative, (value) => Math.min(value, EVEN)),
    {
      ...line,
      text,
      type: 'scatter',
      mode: 'lines',
      line: { color: theme.text, width: 2 },
      hovertemplate: '%{text}<br>positive: %{y:.1%}<extra></extra>',
    },
  ];
}

/** What PlotMarks needs to find a word in the picture. */
export const courseFrame = ({ words }: Reading): PlotFrame => ({
  margin: { t: 34, r: 10, b: 40, l: 46 },
  x: [-0.4, words.length + 0.4],
  y: [-0.03, 1.03],
});

export function courseFigure(theme: ChartTheme, reading: Reading): Figure {
  const { margin, x, y } = courseFrame(reading);
  const fixed = { automargin: false, fixedrange: true } as const;
  const layout = baseLayout(theme, COURSE_TITLE, {
    margin,
    xaxis: axis(theme, 'Word', { ...fixed, range: x, nticks: 9, tickformat: 'd' }),
    yaxis: axis(theme, '', { ...fixed, range: y, dtick: 0.25, tickformat: '.0%' }),
    showlegend: false,
    dragmode: false,
  });
  return { data: courseTraces(theme, reading), layout };
}
