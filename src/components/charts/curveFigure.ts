/** The tutorial's two plots: training green, validation yellow-orange, told apart by mark and dash as well. */
import type { Data } from 'plotly.js';
import type { BatchMetrics, EpochMetrics } from '../../types';
import { axis, baseLayout } from './baseLayout';
import type { ChartTheme } from './chartTheme';
import {
  epochStep,
  lastEpoch,
  smoothedBatches,
  trainingPoints,
  validationPoints,
  type Measure,
} from './curveSeries';
import type { Figure } from './plotDrawer';
import { legendAbove } from './legend';

export const CURVE_TITLES: Record<Measure, string> = {
  loss: 'Training and validation loss',
  accuracy: 'Training and validation accuracy',
};

const FORMATS: Record<Measure, { tick: string; hover: string }> = {
  loss: { tick: '.4~f', hover: '.4f' },
  accuracy: { tick: '.1~%', hover: '.1%' },
};

/** `isNarrow` leaves out what the title says too, so that the legend keeps to one row on a phone. */
export function curveFigure(
  theme: ChartTheme,
  measure: Measure,
  batches: BatchMetrics[],
  epochs: EpochMetrics[],
  isNarrow = false,
): Figure {
  const format = FORMATS[measure];
  const hovertemplate = `epoch %{x:.2~f}: %{y:${format.hover}}`;
  const data: Data[] = [
    {
      ...smoothedBatches(batches, measure),
      type: 'scatter',
      mode: 'lines',
      name: 'Batches',
      line: { color: theme.batches, width: 1.5 },
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
  // Without a point there is no scale yet: figures and lines would only stand behind the message.
  const hasPoints = batches.length + epochs.length > 0;
  const shared = { automargin: false, fixedrange: true, showgrid: hasPoints, showticklabels: hasPoints };
  const layout = baseLayout(theme, CURVE_TITLES[measure], {
    // Fixed, so that the plots of both measures begin at the same x.
    margin: isNarrow ? { t: 50, r: 8, b: 38, l: 44 } : { t: 50, r: 14, b: 38, l: 60 },
    xaxis: axis(theme, 'Epoch', { ...shared, range: [0, end * 1.03], tick0: 0, dtick: epochStep(end) }),
    yaxis: axis(theme, isNarrow ? '' : measure === 'loss' ? 'Loss' : 'Accuracy', {
      ...shared,
      tickformat: format.tick,
      nticks: 6,
    }),
    ...legendAbove(isNarrow ? 10 : 11),
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
