/** "Look at the data": every review as the network reads it, beside counts, balance and lengths. */
import { Alert, Button, NativeSelect, Progress as ProgressBar } from '@mantine/core';
import { useState, type JSX } from 'react';
import type { DataClient } from '../../clients';
import { describeProgress, shareOf } from '../../state/progressText';
import type { DatasetInfo, DataSettings, SplitName } from '../../types';
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
  const { test, open, cancel } = useTestSplit(client);
  const testInfo = test.status === 'open' ? test.info : null;
  const shown = split === 'train' ? info.train : testInfo;

  function choose(next: SplitName): void {
    setSplit(next);
    if (next === 'test') open();
  }

  function stopOpening(): void {
    cancel();
    setSplit('train');
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
            <output className={classes.note}>
              {describeProgress(test.progress, 'Opening the test reviews')}
            </output>
            <ProgressBar
              aria-label="Opening the test reviews"
              value={100 * (shareOf(test.progress) ?? 1)}
              animated
            />
            <Button variant="default" onClick={stopOpening}>
              Cancel
            </Button>
          </div>
        )}
        {split === 'test' && test.status === 'failed' && (
          <Alert color="orange" title="The test reviews could not be opened" role="alert">
            <p className={classes.alertText}>{test.message}</p>
            <Button variant="default" onClick={open}>
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
