/** Each word a point: integrated gradients across, leaving it out upwards. */
import { dottedLine, quietLayout } from '../../evaluation/figureParts';
import type { ChartTheme } from '../../charts/chartTheme';
import type { Figure } from '../../charts/plotDrawer';
import { escapeHtml } from '../../charts/plotText';
import type { Comparison } from './comparison';

export const COMPARISON_TITLE = 'One way against the other';

export function comparisonFigure(theme: ChartTheme, comparison: Comparison): Figure {
  const { words, gradients, leftOut } = comparison;
  const ends = [...gradients, ...leftOut, 0];
  const low = Math.min(...ends);
  const high = Math.max(...ends);
  const margin = 0.08 * Math.max(high - low, 0.01);
  const range: [number, number] = [low - margin, high + margin];
  const colours = Array.from(gradients, (value, i) =>
    value + leftOut[i]! > 0 ? theme.positive : theme.negative,
  );
  return {
    data: [
      dottedLine(theme, [range[0], range[0]], [range[1], range[1]]),
      {
        type: 'scatter',
        mode: 'markers',
        name: 'Words',
        x: [...gradients],
        y: [...leftOut],
        text: words.map(escapeHtml),
        marker: { color: colours, size: 8, opacity: 0.75, line: { color: theme.panel, width: 1 } },
        hovertemplate: '%{text}<br>gradients %{x:+.2f}, left out %{y:+.2f}<extra></extra>',
      },
    ],
    layout: quietLayout(
      theme,
      COMPARISON_TITLE,
      { title: 'Integrated gradients', range, zeroline: true },
      { title: 'Left out', range, zeroline: true },
    ),
  };
}
