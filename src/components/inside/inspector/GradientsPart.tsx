/** How strongly the batches of the run pulled at each layer. */
import { useMemo, type JSX } from 'react';
import type { WeightsSnapshot } from '../../../insightTypes';
import { isBusy } from '../../../state/status';
import { useVerdict } from '../../../state/store';
import { useChartTheme } from '../../charts/chartTheme';
import { ChartWithTable } from '../../charts/ChartWithTable';
import { useVisibleValue } from '../../page/useVisibleValue';
import { Marked } from '../../story/Term';
import { GRADIENT_TITLE, gradientFigure } from './gradientFigure';
import { gradientData, gradientSeries, gradientSummary, gradientTable } from './gradientSeries';
import { useCalm } from '../useCalm';
import classes from './inspector.module.css';

/** Between two pictures of a run: every one is made of all of its batches. */
const PAUSE_MS = 1500;

export function GradientsPart({ weights }: { weights: WeightsSnapshot }): JSX.Element {
  const batches = useCalm(
    useVerdict((state) => state.batches),
    PAUSE_MS,
  );
  const isTraining = useVerdict(({ training }) => isBusy(training));
  const names = weights.weights.map(({ name }) => name).join('\n');
  const series = useMemo(
    () => gradientSeries(batches, names === '' ? [] : names.split('\n')),
    [batches, names],
  );
  const [chart, drawn] = useVisibleValue(series);
  const theme = useChartTheme();
  const figure = useMemo(() => gradientFigure(theme, drawn), [theme, drawn]);
  const table = useMemo(() => gradientTable(drawn), [drawn]);
  return (
    <section className={classes.part} aria-labelledby="inspector-gradients">
      <h3 id="inspector-gradients" className={classes.title}>
        Gradients
      </h3>
      <p className={classes.note}>
        <Marked text="The [[gradient|gradient]] says in which direction, and how strongly, a [[batch|batch]] wants to change the weights. The lines show how strongly: its length ([[norm|L2 norm]]), before [[clipping|clipping]]. A layer whose line sinks to almost nothing has stopped learning; a line that shoots up makes training unsteady." />
      </p>
      <div ref={chart}>
        {series.length === 0 ? (
          <p className={classes.empty}>
            {isTraining
              ? 'The first gradients are measured with the first batches.'
              : 'Gradients are there only while a network trains, and this model brought none along. Train one here, and each layer gets its line.'}
          </p>
        ) : (
          <ChartWithTable
            title={GRADIENT_TITLE}
            figure={figure}
            summary={`L2 norm of the loss’s gradient by all weights of a layer, of every tenth batch, before clipping. ${gradientSummary(drawn)}`}
            table={table}
            data={() => gradientData(series)}
            height={300}
          />
        )}
      </div>
    </section>
  );
}
