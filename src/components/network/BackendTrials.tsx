/** What the backends were measured to do here, and a click to change to a faster one. */
import { Button } from '@mantine/core';
import type { JSX } from 'react';
import { changeSettings } from '../../state/settingsActions';
import { isBusy } from '../../state/status';
import { useVerdict } from '../../state/store';
import { fasterThan, fastestFirst, isMeasured } from '../../state/trials';

const speed = (reviewsPerSecond: number): string =>
  reviewsPerSecond.toLocaleString('en', { maximumSignificantDigits: 2 });

export function BackendTrials(): JSX.Element | null {
  const trials = useVerdict((state) => state.trials);
  const current = useVerdict((state) => state.backend?.name ?? null);
  const hasTrials = useVerdict((state) => isMeasured(state.trials, state.settings));
  const isRunning = useVerdict((state) => isBusy(state.training));
  if (trials === null || !hasTrials) return null;
  const faster = current === null ? null : fasterThan(current, trials.results);
  const [first, ...others] = fastestFirst(trials.results);
  return (
    <>
      <p>
        Measured here: {speed(first!.reviewsPerSecond)} full reviews per second on {first!.title}
        {others.map(({ title, reviewsPerSecond }) => `, ${speed(reviewsPerSecond)} on ${title}`)}.
      </p>
      {faster !== null && (
        <Button
          variant="subtle"
          size="compact-sm"
          disabled={isRunning}
          onClick={() => changeSettings({ backend: faster.trial.backend })}
        >
          Change to {faster.trial.title}: {faster.times.toFixed(1)} times faster
        </Button>
      )}
    </>
  );
}
