/** What each unit does while the network reads some test reviews, and which of them never do anything. */
import { Button } from '@mantine/core';
import { memo, useMemo, useState, type JSX } from 'react';
import type { LayerActivity } from '../../../insightTypes';
import { watchUnits, type WatchedUnits } from '../../../state/inside/networkLook';
import { useSteadyInsight, valueOf, type Ask } from '../../../state/inside/useInsight';
import { useChartTheme } from '../../charts/chartTheme';
import { ChartWithTable } from '../../charts/ChartWithTable';
import { ProgressText } from '../../page/ProgressText';
import { TroubleAlert } from '../../page/TroubleAlert';
import { Term } from '../../story/Term';
import { counted } from './numbers';
import { activityTitle, unitData, unitFigure, unitSummary, unitTable } from './unitFigure';
import classes from './inspector.module.css';

export function UnitsPart({ hasUnits }: { hasUnits: boolean }): JSX.Element {
  return (
    <section className={classes.part} aria-labelledby="inspector-units">
      <h3 id="inspector-units" className={classes.title}>
        Dead units
      </h3>
      <p className={classes.note}>
        A <Term id="unit">unit</Term> is one number that a layer computes. One that stays the same whatever is
        read tells the next layer nothing: it is dead, and the network could do without it.
      </p>
      {hasUnits ? (
        <WatchedPart />
      ) : (
        <p className={classes.empty}>
          This network has no units between the words’ vectors and the answer, so there are none to be dead.
        </p>
      )}
    </section>
  );
}

/** While a network trains, between two readings, which take what training could use. */
const PAUSE_MS = 5000;

/** A new function is a new question, so that what failed can be asked again. */
const newQuestion = (): Ask<WatchedUnits> => (client, options) => watchUnits(client, options);

function WatchedPart(): JSX.Element {
  const [question, setQuestion] = useState<Ask<WatchedUnits> | null>(null);
  const insight = useSteadyInsight(question, PAUSE_MS);
  const watched = valueOf(insight);
  const isWatching = insight.kind === 'waiting' || insight.kind === 'ready';
  return (
    <>
      <div className={classes.action}>
        <Button variant="default" onClick={() => setQuestion(isWatching ? null : newQuestion)}>
          {isWatching ? 'Stop watching' : 'Watch the units read'}
        </Button>
        <p className={classes.progress} aria-live="polite">
          {watched !== null && insight.kind !== 'failed' ? (
            watchedText(watched)
          ) : insight.kind === 'waiting' ? (
            <ProgressText progress={insight.progress} doing="Watching the units read" />
          ) : (
            'Reads some reviews of the test set, which is fetched first if need be.'
          )}
        </p>
      </div>
      {insight.kind === 'failed' && (
        <TroubleAlert title="The units could not be watched" trouble={insight.trouble} />
      )}
      {watched !== null && (
        <div className={classes.charts}>
          {watched.layers.map((activity) => (
            <UnitChart
              key={`${activity.name} ${String(activity.isBackward)}`}
              activity={activity}
              isOneOfTwo={watched.layers.filter(({ name }) => name === activity.name).length > 1}
            />
          ))}
        </div>
      )}
    </>
  );
}

function watchedText({ layers, numReviews }: WatchedUnits): string {
  const numUnits = layers.reduce((sum, { min }) => sum + min.length, 0);
  const numDead = layers.reduce((sum, { dead }) => sum + dead.length, 0);
  const found =
    numDead === 0
      ? `None of ${counted(numUnits, 'unit')} is dead`
      : `${numDead.toLocaleString('en')} of ${counted(numUnits, 'unit')} ${numDead === 1 ? 'is' : 'are'} dead`;
  return `${found}, over ${counted(numReviews, 'test review')}.`;
}

/** Not drawn anew for each step of the progress. */
const UnitChart = memo(function UnitChart({
  activity,
  isOneOfTwo,
}: {
  activity: LayerActivity;
  isOneOfTwo: boolean;
}): JSX.Element {
  const theme = useChartTheme();
  const title = activityTitle(activity, isOneOfTwo);
  const figure = useMemo(() => unitFigure(theme, title, activity), [theme, title, activity]);
  const table = useMemo(() => unitTable(activity), [activity]);
  return (
    <ChartWithTable
      title={`Units of ${title}`}
      figure={figure}
      summary={unitSummary(activity)}
      table={table}
      data={() => unitData(activity)}
      height={250}
    />
  );
});
