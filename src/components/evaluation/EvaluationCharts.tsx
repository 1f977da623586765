/** ROC, precision and recall, calibration, accuracy by length. */
import { memo, useMemo, type JSX } from 'react';
import { accuracyByLength } from '../../evaluation/lengthGroups';
import type { ThresholdReport } from '../../evaluation/report';
import { useChartTheme } from '../charts/chartTheme';
import { ChartWithTable } from '../charts/ChartWithTable';
import { PRECISION_RECALL_TITLE, precisionRecallFigure, ROC_TITLE, rocFigure } from './curveFigures';
import classes from '../charts/chartWithTable.module.css';
import { CALIBRATION_TITLE, calibrationFigure, LENGTH_TITLE, lengthFigure } from './shareFigures';
import {
  calibrationSummary,
  calibrationTable,
  lengthSummary,
  lengthTable,
  precisionRecallSummary,
  precisionRecallTable,
  rocSummary,
  rocTable,
} from './summaries';
import type { SplitEvaluation } from './useSplitEvaluation';

interface ChartProps {
  evaluation: SplitEvaluation;
  /** The same everywhere for one split. */
  colour: string;
}

interface ThresholdChartProps extends ChartProps {
  at: ThresholdReport;
}

interface EvaluationChartsProps {
  evaluation: SplitEvaluation;
  at: ThresholdReport;
  isValidation: boolean;
  isCalibrated: boolean;
}

export const EvaluationCharts = memo(function EvaluationCharts({
  evaluation,
  at,
  isValidation,
  isCalibrated,
}: EvaluationChartsProps): JSX.Element {
  const theme = useChartTheme();
  const colour = isValidation ? theme.validation : theme.positive;
  const hasBothClasses = evaluation.report.reason === null;
  return (
    <div className={classes.charts}>
      {hasBothClasses && <RocChart evaluation={evaluation} at={at} colour={colour} />}
      {hasBothClasses && <PrecisionRecallChart evaluation={evaluation} at={at} colour={colour} />}
      <CalibrationChart evaluation={evaluation} colour={colour} isCalibrated={isCalibrated} />
      <LengthChart evaluation={evaluation} at={at} colour={colour} />
    </div>
  );
});

function RocChart({ evaluation: { report, steps }, at, colour }: ThresholdChartProps): JSX.Element {
  const theme = useChartTheme();
  const figure = useMemo(() => rocFigure(theme, colour, report, at), [theme, colour, report, at]);
  const table = useMemo(() => rocTable(steps), [steps]);
  return <ChartWithTable title={ROC_TITLE} figure={figure} summary={rocSummary(report, at)} table={table} />;
}

function PrecisionRecallChart({
  evaluation: { report, steps },
  at,
  colour,
}: ThresholdChartProps): JSX.Element {
  const theme = useChartTheme();
  const figure = useMemo(() => precisionRecallFigure(theme, colour, report, at), [theme, colour, report, at]);
  const table = useMemo(() => precisionRecallTable(steps), [steps]);
  return (
    <ChartWithTable
      title={PRECISION_RECALL_TITLE}
      figure={figure}
      summary={precisionRecallSummary(report, at)}
      table={table}
    />
  );
}

const CalibrationChart = memo(function CalibrationChart({
  evaluation: { report },
  colour,
  isCalibrated,
}: ChartProps & { isCalibrated: boolean }): JSX.Element {
  const theme = useChartTheme();
  const { calibration } = report;
  const figure = useMemo(
    () => calibrationFigure(theme, colour, calibration.bins),
    [theme, colour, calibration],
  );
  const table = useMemo(() => calibrationTable(calibration), [calibration]);
  return (
    <ChartWithTable
      title={CALIBRATION_TITLE}
      figure={figure}
      summary={calibrationSummary(calibration, isCalibrated)}
      table={table}
    />
  );
});

function LengthChart({ evaluation, at, colour }: ThresholdChartProps): JSX.Element {
  const theme = useChartTheme();
  const { groups, input, temperature } = evaluation;
  const rows = useMemo(
    () => accuracyByLength(groups, input, at.threshold, temperature),
    [groups, input, at, temperature],
  );
  const figure = useMemo(() => lengthFigure(theme, colour, rows), [theme, colour, rows]);
  const table = useMemo(() => lengthTable(rows), [rows]);
  return <ChartWithTable title={LENGTH_TITLE} figure={figure} summary={lengthSummary(rows)} table={table} />;
}
