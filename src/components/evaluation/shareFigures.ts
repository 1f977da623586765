/** Shares with their intervals: the calibration curve, and accuracy by length. */
import type { ScatterData } from 'plotly.js';
import type { CalibrationBin, LengthAccuracy, Share } from '../../evaluation/report';
import type { ChartTheme } from '../charts/chartTheme';
import type { Figure } from '../charts/plotDrawer';
import { dottedLine, quietLayout, shareAxis } from './figureParts';
import { count, lengthRange } from './format';

export const CALIBRATION_TITLE = 'Calibration';
export const LENGTH_TITLE = 'Accuracy by review length';

function errorBars(shares: Share[], colour: string): NonNullable<ScatterData['error_y']> {
  return {
    type: 'data',
    symmetric: false,
    array: shares.map(({ value, interval }) => (interval?.high ?? 0) - (value ?? 0)),
    arrayminus: shares.map(({ value, interval }) => (value ?? 0) - (interval?.low ?? 0)),
    color: colour,
    thickness: 1.5,
    width: 3,
  };
}

export function calibrationFigure(theme: ChartTheme, colour: string, bins: CalibrationBin[]): Figure {
  const filled = bins.filter(({ numReviews }) => numReviews > 0);
  const shares = filled.map(({ sharePositive }) => sharePositive);
  return {
    data: [
      dottedLine(theme, [0, 0], [1, 1]),
      {
        type: 'scatter',
        mode: 'lines+markers',
        x: filled.map(({ meanProbability }) => meanProbability ?? 0),
        y: shares.map(({ value }) => value ?? 0),
        error_y: errorBars(shares, colour),
        text: filled.map(({ numReviews }) => `${count(numReviews)} reviews`),
        line: { color: colour, width: 2 },
        marker: { color: colour, size: 7 },
        hovertemplate: '%{text}<br>said %{x:.1%}, positive %{y:.1%}<extra></extra>',
      },
    ],
    layout: quietLayout(
      theme,
      CALIBRATION_TITLE,
      shareAxis('Probability the model gave'),
      shareAxis('Share that is positive'),
    ),
  };
}

export function lengthFigure(theme: ChartTheme, colour: string, groups: LengthAccuracy[]): Figure {
  const shares = groups.map(({ accuracy }) => accuracy);
  return {
    data: [
      {
        type: 'scatter',
        mode: 'lines+markers',
        x: groups.map((_, group) => group),
        y: shares.map(({ value }) => value ?? 0),
        error_y: errorBars(shares, colour),
        text: groups.map(
          ({ from, to, numReviews }) => `${lengthRange(from, to)} words, ${count(numReviews)} reviews`,
        ),
        line: { color: colour, width: 2 },
        marker: { color: colour, size: 7 },
        hovertemplate: '%{text}<br>right: %{y:.1%}<extra></extra>',
      },
    ],
    layout: quietLayout(
      theme,
      LENGTH_TITLE,
      {
        title: 'Words, up to',
        tickmode: 'array',
        tickvals: groups.map((_, group) => group),
        ticktext: groups.map(({ to }) => count(to)),
        range: [-0.4, groups.length - 0.6],
      },
      { title: 'Accuracy', tickformat: '.0~%' },
    ),
  };
}
