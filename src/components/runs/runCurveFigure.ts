/** Validation curves of several runs in one plot. */
import type { Data } from 'plotly.js';
import { bestEpoch } from '../../state/runs/runFacts';
import { letterOf } from '../../state/runs/runsState';
import { percent } from '../../state/statusText';
import type { RunSummary } from '../../types';
import { axis, baseLayout } from '../charts/baseLayout';
import type { ChartTheme } from '../charts/chartTheme';
import { epochStep, validationPoints, type Measure } from '../charts/curveSeries';
import type { Figure } from '../charts/plotDrawer';
import { escapeHtml } from '../charts/plotText';
import { runStyle } from './runStyle';

export const RUN_CURVE_TITLES: Record<Measure, string> = {
  accuracy: 'Validation accuracy of the runs',
  loss: 'Validation loss of the runs',
};

const FORMATS: Record<Measure, { tick: string; hover: string }> = {
  loss: { tick: '.4~f', hover: '.4f' },
  accuracy: { tick: '.1~%', hover: '.1%' },
};

/** @param runs the first is A; the key of letters and names stands outside the plot */
export function runCurveFigure(theme: ChartTheme, measure: Measure, runs: readonly RunSummary[]): Figure {
  const { tick, hover } = FORMATS[measure];
  const data = runs.map(({ name, epochs }, index): Data => {
    const { colour, dash, symbol } = runStyle(theme, index);
    return {
      ...validationPoints(epochs, measure),
      type: 'scatter',
      mode: 'lines+markers',
      name: letterOf(index),
      line: { color: colour, width: 2, dash },
      marker: { color: colour, size: 8, symbol },
      hovertemplate: `${letterOf(index)}, ${escapeHtml(name)}<br>epoch %{x}: %{y:${hover}}<extra></extra>`,
    };
  });
  const end = Math.max(1, ...runs.map(({ epochs }) => epochs.at(-1)?.epoch ?? 0));
  const layout = baseLayout(theme, RUN_CURVE_TITLES[measure], {
    margin: { t: 36, r: 14, b: 38, l: 58 },
    xaxis: axis(theme, 'Epoch', {
      automargin: false,
      fixedrange: true,
      range: [0.5, end + 0.5],
      tick0: 0,
      dtick: epochStep(end),
    }),
    yaxis: axis(theme, '', { automargin: false, fixedrange: true, tickformat: tick, nticks: 6 }),
    showlegend: false,
    dragmode: false,
  });
  return { data, layout };
}

/** The plot in a sentence. */
export function runCurveLabel(measure: Measure, runs: readonly RunSummary[]): string {
  const parts = runs.map(({ epochs }, index) => {
    const best = bestEpoch(epochs);
    if (best === null) return `${letterOf(index)} has no validation reviews`;
    const value = measure === 'accuracy' ? percent(best.valAccuracy) : (best.valLoss?.toFixed(4) ?? 'none');
    return `${letterOf(index)} ${value} in epoch ${best.epoch}`;
  });
  return `${RUN_CURVE_TITLES[measure]}. At the best accuracy: ${parts.join(', ')}.`;
}
