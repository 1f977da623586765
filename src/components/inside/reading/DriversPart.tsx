/** The words that raise and lower a unit's state most over a sample of the test reviews, looked for when asked. */
import { Button, NativeSelect, Progress } from '@mantine/core';
import { useState, type JSX } from 'react';
import { cancelDrivers, findDrivers } from '../../../state/inside/driverActions';
import { isSameTraining, type FoundDrivers } from '../../../state/inside/driversState';
import { describeProgress, shareOf } from '../../../state/progressText';
import { useVerdict } from '../../../state/store';
import { TroubleAlert } from '../../page/TroubleAlert';
import { DriverLists } from './DriverLists';
import classes from './reading.module.css';
import { unitName } from './units';

const SAMPLES = [500, 2000, 5000];
const USUAL_SAMPLE = 2000;
const count = (value: number): string => value.toLocaleString('en');

interface DriversPartProps {
  /** Of the layer in the trace. */
  index: number;
  /** Of the layer. */
  units: number;
  unit: number;
  isBackward: boolean;
}

export function DriversPart({ index, units, unit, isBackward }: DriversPartProps): JSX.Element {
  const [numReviews, setNumReviews] = useState(USUAL_SAMPLE);
  const status = useVerdict(({ inside }) => inside.drivers.status);
  const found = useFound(index, units);
  const isWorking = status.kind === 'working' && status.layer === index;
  const name = unitName(unit);
  return (
    <section className={`${classes.part} ${classes.divided}`} aria-label={`The words that drive ${name}`}>
      <h4 className={classes.title}>The words that drive {name.toLowerCase()}</h4>
      <p className={classes.note}>
        Reads a sample of the test reviews, spread evenly over them, and notes how far each word moves the
        state of every unit of this layer. A word counts when it comes at least five times.
        {isBackward && ' These units come from behind: a word is met after those that follow it.'}
      </p>
      <div className={classes.controls}>
        <NativeSelect
          label="Sample"
          value={String(numReviews)}
          data={SAMPLES.map((size) => ({ value: String(size), label: `${count(size)} reviews` }))}
          onChange={(event) => setNumReviews(Number(event.currentTarget.value))}
        />
        {/* One button, so that the focus stays on it. */}
        <Button
          variant={isWorking ? 'default' : 'filled'}
          onClick={() => (isWorking ? cancelDrivers() : void findDrivers(index, numReviews))}
        >
          {isWorking ? 'Cancel' : found === null ? 'Find the words' : 'Find again'}
        </Button>
      </div>
      {isWorking && (
        <>
          <Progress
            value={100 * (shareOf(status.progress) ?? 0)}
            aria-label="Test reviews read"
            className={classes.progress ?? ''}
          />
          <p className={classes.note}>{describeProgress(status.progress, 'Opening the test reviews')}</p>
        </>
      )}
      {status.kind === 'failed' && status.layer === index && (
        <TroubleAlert
          title="The words could not be found"
          trouble={status.trouble}
          onRetry={() => void findDrivers(index, numReviews)}
        />
      )}
      {/* Always there, so that the result is read out; the lists are for who looks at them. */}
      <p className={classes.note} aria-live="polite">
        {found !== null && <Source found={found} />}
      </p>
      {found !== null && <DriverLists name={name} {...found.drivers.units[unit]!} />}
    </section>
  );
}

/** Of this model, as it is now or as it was a few epochs ago. */
function useFound(index: number, units: number): FoundDrivers | null {
  const found = useVerdict(({ inside }) => inside.drivers.found[index] ?? null);
  const model = useVerdict((state) => state.model);
  if (found === null || found.drivers.units.length !== units) return null;
  return isSameTraining(found.model, model) ? found : null;
}

function Source({ found }: { found: FoundDrivers }): JSX.Element {
  const isOld = useVerdict(({ inside }) => inside.modelVersion !== found.modelVersion);
  return (
    <>
      Over {count(found.drivers.numReviews)} test reviews.
      {isOld && ' The model has been trained on since then: find them again for how it is now.'}
    </>
  );
}
