/** "Look at the data": every review as the network reads it, beside counts, balance and lengths. */
import { Alert, Button, NativeSelect, Progress as ProgressBar } from '@mantine/core';
import { useState, type JSX } from 'react';
import type { DataClient } from '../../clients';
import type { DatasetInfo, DataSettings, Progress, SplitName } from '../../types';
import classes from './explorer.module.css';
import { LengthHistogram } from './LengthHistogram';
import { ReviewBrowser } from './ReviewBrowser';
import { SplitCounts } from './SplitCounts';
import { useTestSplit } from './useTestSplit';

export interface DataExplorerProps {
  client: DataClient;
  /** The open dataset. */
  info: DatasetInfo;
  /** How reviews are cut, padded and encoded. */
  settings: DataSettings;
}

/** Starts afresh when another dataset is opened. */
export default function DataExplorer(props: DataExplorerProps): JSX.Element {
  return <Explorer key={props.info.hash} {...props} />;
}

function Explorer({ client, info, settings }: DataExplorerProps): JSX.Element {
  const [split, setSplit] = useState<SplitName>('train');
  const test = useTestSplit(client);
  const testInfo = test.status === 'open' ? test.info : null;
  const shown = split === 'train' ? info.train : testInfo;

  function choose(next: SplitName): void {
    setSplit(next);
    if (next === 'test') test.open();
  }

  return (
    <div className={classes.explorer}>
      <div className={classes.reviews}>
        <NativeSelect
          label="Split"
          value={split}
          onChange={(event) => choose(event.currentTarget.value === 'test' ? 'test' : 'train')}
          data={[
            { value: 'train', label: 'Training reviews' },
            { value: 'test', label: 'Test reviews' },
          ]}
          className={classes.split}
        />
        {split === 'test' && test.status === 'opening' && (
          <div className={classes.opening}>
            <output className={classes.note}>{describeProgress(test.progress)}</output>
            <ProgressBar aria-label="Opening the test reviews" value={shareOf(test.progress)} animated />
          </div>
        )}
        {split === 'test' && test.status === 'failed' && (
          <Alert color="orange" title="The test reviews could not be opened" role="alert">
            <p className={classes.alertText}>{test.message}</p>
            <Button variant="default" onClick={test.open}>
              Try again
            </Button>
          </Alert>
        )}
        {shown !== null && (
          <ReviewBrowser
            key={split}
            client={client}
            split={split}
            numReviews={shown.numReviews}
            settings={settings}
          />
        )}
      </div>
      <div className={classes.facts}>
        <SplitCounts info={info} test={testInfo} />
        {shown !== null && <LengthHistogram split={shown} maxLen={settings.maxLen} />}
        <p className={classes.description}>{info.description}</p>
      </div>
    </div>
  );
}

/** Percent done; 100 (a full, animated bar) while the total is not known. */
function shareOf(progress: Progress | null): number {
  return progress === null || progress.total === 0 ? 100 : (100 * progress.done) / progress.total;
}

function describeProgress(progress: Progress | null): string {
  if (progress === null) return 'Opening the test reviews';
  const amount = (count: number): string =>
    progress.unit === 'bytes'
      ? `${(count / 1e6).toFixed(1)} MB`
      : `${count.toLocaleString('en')} ${progress.unit}`;
  const total = progress.total === 0 ? '' : ` of ${amount(progress.total)}`;
  return `${progress.phase}: ${amount(progress.done)}${total}`;
}
