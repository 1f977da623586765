/** What is known of the chosen dataset: loading with bytes and percent, open with its counts, or in trouble. */
import { Button, Progress } from '@mantine/core';
import { useState, type JSX } from 'react';
import { cancelOpening, chooseDataset, openDataset } from '../../state/dataActions';
import { DATASET_CHOICES } from '../../state/datasets';
import { describeProgress, shareOf } from '../../state/progressText';
import type { DataStatus } from '../../state/status';
import { useVerdict } from '../../state/store';
import type { DatasetId } from '../../types';
import { TroubleAlert } from '../page/TroubleAlert';
import classes from './data.module.css';

export function DatasetState(): JSX.Element {
  const data = useVerdict((state) => state.data);
  const dataset = useVerdict((state) => state.settings.dataset);
  // Before the page opens the reviews by itself there is nothing to press yet.
  const [wasOpening, setWasOpening] = useState(false);
  if (data.kind === 'opening' && !wasOpening) setWasOpening(true);
  return <div className={classes.state}>{contents(data, dataset, wasOpening)}</div>;
}

/** Said of film reviews whose ids are not the tutorial's. */
const COUNTED =
  'Words are ranked by counting these reviews, so ids differ from the tutorial’s: “npm run data” fetches Keras’s own index.';

const aboutOf = (dataset: DatasetId): string => DATASET_CHOICES.find(({ id }) => id === dataset)?.about ?? '';

function open(dataset: DatasetId): void {
  // Trouble is in the state that is shown here.
  openDataset(dataset).catch(() => {});
}

function contents(data: DataStatus, dataset: DatasetId, wasOpening: boolean): JSX.Element {
  switch (data.kind) {
    case 'closed':
      return (
        <div className={classes.opening}>
          <p className={`${classes.about} ${classes.progress}`}>{aboutOf(dataset)}</p>
          {wasOpening && (
            <Button variant="default" onClick={() => open(dataset)}>
              Open the reviews
            </Button>
          )}
        </div>
      );
    case 'opening': {
      const share = shareOf(data.progress);
      return (
        <div className={classes.opening}>
          <div className={classes.progress}>
            <p className={classes.about}>{describeProgress(data.progress, 'Opening the reviews')}</p>
            <Progress aria-label="Opening the reviews" value={100 * (share ?? 1)} animated={share === null} />
          </div>
          <Button variant="default" onClick={cancelOpening}>
            Cancel
          </Button>
        </div>
      );
    }
    case 'open': {
      const { info } = data;
      const { numReviews } = info.train;
      return (
        <p className={classes.about}>
          <span className={classes.count}>{`Training entries: ${numReviews}, labels: ${numReviews}.`}</span>{' '}
          <span className={classes.count}>{`Test entries: ${info.testReviews}.`}</span>
          <br />
          {aboutOf(info.id)}
          {info.id === 'imdb' && info.wordIndex === 'counted' && ` ${COUNTED}`}
        </p>
      );
    }
    case 'failed': {
      const { dataset: chosen, trouble, kept } = data;
      return (
        <>
          <TroubleAlert
            title="The reviews could not be opened"
            trouble={trouble}
            onRetry={() => open(chosen)}
          />
          {kept !== null && (
            <Button variant="default" className={classes.back ?? ''} onClick={() => chooseDataset(kept.id)}>
              Go back to “{kept.title}”
            </Button>
          )}
        </>
      );
    }
    default:
      return data satisfies never;
  }
}
