/** ROC and precision-recall curves with the threshold that is set. */
import type { EvaluationReport, ThresholdReport } from '../../evaluation/report';
import type { ChartTheme } from '../charts/chartTheme';
import type { Figure } from '../charts/plotDrawer';
import { dottedLine, quietLayout, shareAxis, thresholdMark } from './figureParts';
import { decimal } from './format';

export const ROC_TITLE = 'ROC curve';
export const PRECISION_RECALL_TITLE = 'Precision and recall';

export function rocFigure(
  theme: ChartTheme,
  colour: string,
  { roc }: EvaluationReport,
  at: ThresholdReport,
): Figure {
  const falsePositiveRate = 1 - (at.specificity.value ?? 1);
  return {
    data: [
      dottedLine(theme, [0, 0], [1, 1]),
      {
        type: 'scatter',
        mode: 'lines',
        x: roc.map((point) => point.falsePositiveRate),
        y: roc.map((point) => point.truePositiveRate),
        line: { color: colour, width: 2 },
        hovertemplate: 'false positive %{x:.3f}<br>true positive %{y:.3f}<extra></extra>',
      },
      thresholdMark(theme, falsePositiveRate, at.recall.value ?? 0, `threshold ${decimal(at.threshold, 2)}`),
    ],
    layout: quietLayout(theme, ROC_TITLE, shareAxis('False positive rate'), shareAxis('True positive rate')),
  };
}

export function precisionRecallFigure(
  theme: ChartTheme,
  colour: string,
  { precisionRecall, numPositive, numReviews }: EvaluationReport,
  at: ThresholdReport,
): Figure {
  const chance = numPositive / numReviews;
  return {
    data: [
      dottedLine(theme, [0, chance], [1, chance]),
      {
        type: 'scatter',
        mode: 'lines',
        x: precisionRecall.map((point) => point.recall),
        y: precisionRecall.map((point) => point.precision),
        line: { color: colour, width: 2 },
        hovertemplate: 'recall %{x:.3f}<br>precision %{y:.3f}<extra></extra>',
      },
      // Where nothing is called positive, precision is 1 by convention.
      thresholdMark(
        theme,
        at.recall.value ?? 0,
        at.precision.value ?? 1,
        `threshold ${decimal(at.threshold, 2)}`,
      ),
    ],
    layout: quietLayout(theme, PRECISION_RECALL_TITLE, shareAxis('Recall'), shareAxis('Precision')),
  };
}
