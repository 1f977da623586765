/** Loss and accuracy as training goes on, one plot above the other. */
import { useMemo, type JSX } from 'react';
import type { BatchMetrics, EpochMetrics } from '../../types';
import { useChartTheme } from './chartTheme';
import classes from './charts.module.css';
import { CURVE_TITLES, curveFigure, curveLabel } from './curveFigure';
import { curveData, type Measure } from './curveSeries';
import { Plot } from './Plot';

export interface TrainingCurvesProps {
  /** All batches of the run so far, in order. */
  batches: BatchMetrics[];
  epochs: EpochMetrics[];
  isTraining: boolean;
}

const NARROW = '(max-width: 480px)';
const MEASURES: Measure[] = ['loss', 'accuracy'];

/** Fills its parent (at least 360 px high). The table of epochs beside it is its text equivalent. */
export default function TrainingCurves({ batches, epochs, isTraining }: TrainingCurvesProps): JSX.Element {
  const isEmpty = batches.length === 0 && epochs.length === 0;
  return (
    <div className={classes.curves}>
      {MEASURES.map((measure) => (
        <div key={measure} className={classes.curve}>
          <Curve measure={measure} batches={batches} epochs={epochs} isTraining={isTraining} />
          {isEmpty && (
            <p className={classes.message}>
              {isTraining ? 'Waiting for the first batch.' : 'The curve appears here when training starts.'}
            </p>
          )}
        </div>
      ))}
    </div>
  );
}

function Curve({
  measure,
  batches,
  epochs,
  isTraining,
}: TrainingCurvesProps & { measure: Measure }): JSX.Element {
  const theme = useChartTheme();
  const figure = useMemo(
    () => curveFigure(theme, measure, batches, epochs, matchMedia(NARROW).matches),
    [theme, measure, batches, epochs],
  );
  return (
    <Plot
      figure={figure}
      label={curveLabel(measure, epochs)}
      fileName={CURVE_TITLES[measure]}
      data={() => curveData(measure, batches, epochs)}
      isMoving={isTraining}
    />
  );
}
