/** Step 1: which reviews, how many, and how they become rows of numbers. */
import { Button } from '@mantine/core';
import { useId, useState, type JSX } from 'react';
import { openInfo } from '../../state/status';
import { useVerdict } from '../../state/store';
import fields from '../page/fields.module.css';
import { NumberField } from '../page/NumberField';
import { Step } from '../page/Step';
import { Marked } from '../story/Term';
import { DatasetChooser, MissingReviews } from './DatasetChooser';
import { DatasetState } from './DatasetState';
import classes from './data.module.css';
import { ExplorerDialog } from './ExplorerDialog';
import { MoreDataSettings } from './MoreDataSettings';

export function DataStep(): JSX.Element {
  const [hasMore, setMore] = useState(false);
  const [isExploring, setExploring] = useState(false);
  const isOpen = useVerdict((state) => openInfo(state.data) !== null);
  const moreId = useId();
  return (
    <Step
      id="data"
      lead="Reviews that people wrote, each marked positive or negative. The network learns from these examples alone."
      aside={
        <Button
          variant="subtle"
          size="compact-sm"
          aria-expanded={hasMore}
          aria-controls={moreId}
          onClick={() => setMore(!hasMore)}
        >
          {hasMore ? 'Fewer settings' : 'More settings'}
        </Button>
      }
    >
      <div className={classes.chooser}>
        <DatasetChooser />
        <Button variant="default" disabled={!isOpen} onClick={() => setExploring(true)}>
          Look at the data
        </Button>
      </div>
      <MissingReviews />
      <DatasetState />
      <div className={fields.row}>
        <NumberField setting="numReviews" step={500} description="0: all" />
        <NumberField setting="numWords" step={1000} description={<Marked text="[[id|ids]], 4 special" />} />
        <NumberField setting="maxLen" step={16} description="ids, with <START>" />
      </div>
      <div id={moreId} hidden={!hasMore}>
        <MoreDataSettings />
      </div>
      <ExplorerDialog isOpen={isExploring} onClose={() => setExploring(false)} />
    </Step>
  );
}
