/** The run in figures: bars of the epoch and of the whole run, speed, time left. */
import { Progress } from '@mantine/core';
import type { JSX } from 'react';
import { figuresOf } from '../../state/runFigures';
import { useVerdict } from '../../state/store';
import classes from './train.module.css';

export function RunFigures(): JSX.Element {
  const training = useVerdict((state) => state.training);
  const lastBatch = useVerdict((state) => state.batches.at(-1) ?? null);
  const plannedEpochs = useVerdict((state) => state.runSettings?.epochs ?? 1);
  const figures = figuresOf(training, lastBatch, plannedEpochs);
  return (
    <div className={classes.run}>
      <Bar label={figures.epochLabel} share={figures.epochShare} />
      <Bar label="Whole run" share={figures.runShare} />
      <dl className={classes.figures}>
        <Figure name="Epoch" value={figures.epoch} />
        <Figure name="Reviews per second" value={figures.speed} />
        <Figure name="ms per review" value={figures.cost} />
        <Figure {...figures.time} />
      </dl>
    </div>
  );
}

function Bar({ label, share }: { label: string; share: number }): JSX.Element {
  return (
    <div className={classes.bar}>
      <span className={classes.barLabel}>{label}</span>
      {/* Without a transition: each would be half a dozen frames, and where software draws them they cost training time. */}
      <Progress
        className={classes.barTrack ?? ''}
        aria-label={label}
        value={100 * share}
        size={8}
        transitionDuration={0}
      />
    </div>
  );
}

function Figure({ name, value }: { name: string; value: string }): JSX.Element {
  return (
    <div className={classes.figure}>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}
