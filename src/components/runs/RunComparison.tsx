/** The ticked runs side by side: curves, settings, and which of two is better. */
import { useMemo, type JSX } from 'react';
import { uncheckRuns } from '../../state/runs/runActions';
import { checkedRuns } from '../../state/runs/runsState';
import { useVerdict } from '../../state/store';
import type { RunSummary } from '../../types';
import { useChartTheme } from '../charts/chartTheme';
import type { Measure } from '../charts/curveSeries';
import { Plot } from '../charts/Plot';
import { ActionButton } from '../page/ActionButton';
import { DifferencesTable } from './DifferencesTable';
import { EpochsTable } from './EpochsTable';
import { RunCurveKey } from './RunCurveKey';
import { RUN_CURVE_TITLES, runCurveFigure, runCurveLabel } from './runCurveFigure';
import classes from './runs.module.css';
import { TwoRuns } from './TwoRuns';

const MEASURES: Measure[] = ['accuracy', 'loss'];

export default function RunComparison(): JSX.Element {
  const state = useVerdict(({ runs }) => runs);
  const runs = useMemo(() => checkedRuns(state), [state]);
  return (
    <section className={classes.comparison} aria-label="Comparison of runs">
      <div className={classes.keyRow}>
        <RunCurveKey runs={runs} />
        <ActionButton variant="subtle" size="sm" isWaiting={false} onClick={uncheckRuns}>
          Untick all
        </ActionButton>
      </div>
      <div className={classes.plots}>
        {MEASURES.map((measure) => (
          <div key={measure} className={classes.plot}>
            <RunCurve measure={measure} runs={runs} />
          </div>
        ))}
      </div>
      <EpochsTable runs={runs} />
      <div className={classes.details}>
        <DifferencesTable runs={runs} />
        <TwoRuns runs={runs} />
      </div>
    </section>
  );
}

function RunCurve({ measure, runs }: { measure: Measure; runs: RunSummary[] }): JSX.Element {
  const theme = useChartTheme();
  const figure = useMemo(() => runCurveFigure(theme, measure, runs), [theme, measure, runs]);
  return <Plot figure={figure} label={runCurveLabel(measure, runs)} fileName={RUN_CURVE_TITLES[measure]} />;
}
