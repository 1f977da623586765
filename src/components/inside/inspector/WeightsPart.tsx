/** The weights of the chosen layer: their figures and how their numbers are spread, before training and now. */
import { memo, useMemo, type JSX } from 'react';
import type { WeightsSnapshot } from '../../../insightTypes';
import { useVerdict } from '../../../state/store';
import { useChartTheme } from '../../charts/chartTheme';
import { ChartWithTable } from '../../charts/ChartWithTable';
import { useVisibleValue } from '../../page/useVisibleValue';
import { Term } from '../../story/Term';
import { weightData, weightFigure, weightSummary, weightTable, type WeightChange } from './weightFigure';
import { figureTable, figureData } from './weightNumbers';
import { areComparable, meaningOf, momentOf, weightsOf } from './weightTexts';
import { NumberTable } from './NumberTable';
import classes from './inspector.module.css';

interface WeightsPartProps {
  layer: string;
  weights: WeightsSnapshot;
}

export function WeightsPart({ layer, weights }: WeightsPartProps): JSX.Element {
  const first = useVerdict(({ snapshots }) => snapshots[0]?.weights ?? null);
  const changes = useMemo(() => changesOf(layer, weights, first), [layer, weights, first]);
  // Another layer is drawn at once, newer weights when the charts are in view.
  const [charts, held] = useVisibleValue(weights);
  const drawn = useMemo(() => changesOf(layer, held, first), [layer, held, first]);
  const hasBefore = changes.some(({ before }) => before !== null);
  return (
    <section className={classes.part} aria-labelledby="inspector-weights">
      <h3 id="inspector-weights" className={classes.title}>
        Weights of {layer}
      </h3>
      <p className={classes.note}>
        How the numbers of each table of weights are spread, with their{' '}
        <Term id="standardDeviation">standard deviation</Term>. Training pulls them from where chance put
        them: where the two outlines are the same, little was learnt; a few numbers far out, or numbers that
        are none (NaN), are a sign of trouble.
      </p>
      {!hasBefore && (
        <p className={classes.note}>
          How they were before training is not known: a saved model holds the weights of its end only. Train a
          network here to see both.
        </p>
      )}
      <NumberTable
        title={`Weights of ${layer} in figures`}
        table={figureTable(changes)}
        data={() => figureData(changes)}
      />
      <div ref={charts} className={classes.charts}>
        {drawn.map((change) => (
          <WeightChart key={change.now.name} change={change} />
        ))}
      </div>
    </section>
  );
}

function changesOf(layer: string, weights: WeightsSnapshot, first: WeightsSnapshot | null): WeightChange[] {
  const befores = first === null ? [] : weightsOf(first, layer);
  return weightsOf(weights, layer).map((now, i) => {
    const before = befores[i];
    return {
      now,
      nowName: 'now',
      before: areComparable(before, now) ? before : null,
      beforeName: momentOf(first?.epoch ?? 0),
    };
  });
}

const WeightChart = memo(function WeightChart({ change }: { change: WeightChange }): JSX.Element {
  const theme = useChartTheme();
  const { name } = change.now;
  const figure = useMemo(() => weightFigure(theme, change), [theme, change]);
  const table = useMemo(() => weightTable(change), [change]);
  return (
    <div className={classes.chart}>
      <ChartWithTable
        title={`Spread of ${name.replaceAll('/', ' ')}`}
        figure={figure}
        summary={`${meaningOf(name)} ${weightSummary(change)}`.trim()}
        table={table}
        data={() => weightData(change)}
        height={230}
      />
    </div>
  );
});
