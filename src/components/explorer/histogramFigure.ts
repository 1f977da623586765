/** Reviews by length, as bars; the review length of the settings as a line. */
import type { SplitInfo } from '../../types';
import { axis, baseLayout } from '../charts/baseLayout';
import type { ChartTheme } from '../charts/chartTheme';
import type { Figure } from '../charts/plotDrawer';

export interface LengthBin {
  /** Words; `to` is Infinity for the last, open bin. */
  from: number;
  to: number;
  numReviews: number;
}

export function lengthBins({ lengthHistogram: { binWidth, counts } }: SplitInfo): LengthBin[] {
  return counts.map((numReviews, bin) => ({
    from: bin * binWidth,
    to: bin === counts.length - 1 ? Infinity : (bin + 1) * binWidth,
    numReviews,
  }));
}

/** "200 to 249 words", "1,000 words or more"; of bins one word wide "1 word", "2 words". */
export function binName({ from, to }: LengthBin): string {
  const start = `${from.toLocaleString('en')}${to === Infinity || to === from + 1 ? ` ${wordsFor(from)}` : ''}`;
  if (to === Infinity) return `${start} or more`;
  return to === from + 1 ? start : `${start} to ${(to - 1).toLocaleString('en')} words`;
}

const wordsFor = (count: number): string => (count === 1 ? 'word' : 'words');

export function histogramFigure(theme: ChartTheme, split: SplitInfo, maxLen: number): Figure {
  const bins = lengthBins(split);
  const { binWidth } = split.lengthHistogram;
  const end = bins.length * binWidth;
  const isMarked = maxLen < end;
  return {
    data: [
      {
        type: 'bar',
        x: bins.map(({ from }) => from + binWidth / 2),
        y: bins.map(({ numReviews }) => numReviews),
        width: binWidth * 0.9,
        text: bins.map(binName),
        textposition: 'none',
        marker: { color: theme.positive, opacity: 0.8 },
        hovertemplate: '%{text}: %{y:,} reviews<extra></extra>',
      },
    ],
    layout: baseLayout(theme, 'Length of the reviews', {
      margin: { t: 48, r: 12, b: 36, l: 52 },
      xaxis: axis(theme, 'Words (last bar: this or more)', { range: [0, end], nticks: 10, fixedrange: true }),
      yaxis: axis(theme, 'Reviews', { nticks: 5, fixedrange: true, tickformat: ',' }),
      shapes: isMarked
        ? [
            {
              type: 'line',
              x0: maxLen,
              x1: maxLen,
              y0: 0,
              y1: 1,
              yref: 'paper',
              line: { color: theme.text, dash: 'dot', width: 1.5 },
            },
          ]
        : [],
      annotations: isMarked
        ? [
            {
              x: maxLen,
              y: 1,
              yref: 'paper',
              yanchor: 'bottom',
              text: `review length ${maxLen}`,
              showarrow: false,
              font: { size: 11, color: theme.text },
            },
          ]
        : [],
      showlegend: false,
      dragmode: false,
    }),
  };
}
