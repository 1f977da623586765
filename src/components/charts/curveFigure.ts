/** The tutorial's two plots: training green, validation yellow-orange, told apart by mark and dash as well. */
import type { Data } from 'plotly.js';
import type { BatchMetrics, EpochMetrics } from '../../types';
import { axis, baseLayout } from './baseLayout';
import type { ChartTheme } from './chartTheme';
import { lastEpoch, smoothedBatches, trainingPoints, validationPoints, type Measure } from './curveSeries';
import type { Figure } from './plotDrawer';

export const CURVE_TITLES: Record<Measure, string> = {
  loss: 'Training and validation loss',
  accuracy: 'Training and validation accuracy',
};

const FORMATS: Record<Measure, { tick: string; hover: string }> = {
  loss: { tick: '.4~f', hover: '.4f' },
  accuracy: { tick: '.1~%', hover: '.1%' },
};

export function curveFigure(
  theme: ChartTheme,
  measure: Measure,
  batches: BatchMetrics[],
  epochs: EpochMetrics[],
): Figure {
  const format = FORMATS[measure];
  const hovertemplate = `epoch %{x:.2~f}: %{y:${format.hover}}`;
  const data: Data[] = [
    {
      ...smoothedBatches(batches, measure),
      type: 'scatter',
      mode: 'lines',
      name: 'Batches',
      line: { color: theme.training, width: 1 },
      opacity: 0.65,
      hovertemplate,
    },
    {
      ...trainingPoints(epochs, measure),
      type: 'scatter',
      mode: 'lines+markers',
      name: 'Training',
      line: { color: theme.training, width: 2 },
      marker: { color: theme.training, size: 7, symbol: 'circle' },
      hovertemplate,
    },
    {
      ...validationPoints(epochs, measure),
      type: 'scatter',
      mode: 'lines+markers',
      name: 'Validation',
      line: { color: theme.validation, width: 2, dash: 'dot' },
      marker: { color: theme.validation, size: 8, symbol: 'diamond' },
      hovertemplate,
    },
  ];
  const end = lastEpoch(batches, epochs);
  const layout = baseLayout(theme, CURVE_TITLES[measure], {
    margin: { t: 50, r: 14, b: 34, l: 52 },
    xaxis: axis(theme, 'Epoch', { range: [0, end * 1.03], nticks: 13, tickformat: '~f', fixedrange: true }),
    yaxis: axis(theme, measure === 'loss' ? 'Loss' : 'Accuracy', {
      tickformat: format.tick,
      nticks: 6,
      fixedrange: true,
      ...(batches.length + epochs.length === 0 ? { range: measure === 'loss' ? [0, 0.8] : [0.5, 1] } : {}),
    }),
    showlegend: true,
    legend: {
      orientation: 'h',
      x: 0,
      xanchor: 'left',
      y: 1,
      yanchor: 'bottom',
      itemclick: false,
      itemdoubleclick: false,
      font: { size: 11 },
    },
    dragmode: false,
  });
  return { data, layout };
}

/** The state of one plot in a sentence. */
export function curveLabel(measure: Measure, epochs: EpochMetrics[]): string {
  const title = CURVE_TITLES[measure];
  const last = epochs.at(-1);
  if (last === undefined) return `${title}. No epoch has ended yet.`;
  const say = (value: number): string =>
    measure === 'loss' ? value.toFixed(4) : `${(100 * value).toFixed(1)}%`;
  const validation = measure === 'loss' ? last.valLoss : last.valAccuracy;
  const suffix = validation === null ? '' : `, validation ${say(validation)}`;
  return `${title}. After epoch ${last.epoch}: training ${say(last[measure])}${suffix}.`;
}
