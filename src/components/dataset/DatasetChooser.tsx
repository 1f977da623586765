/** Which dataset, and what to do when the film reviews are not there. */
import { NativeSelect } from '@mantine/core';
import type { JSX } from 'react';
import { chooseDataset } from '../../state/dataActions';
import { DATASET_CHOICES, hasImdb } from '../../state/datasets';
import { useVerdict } from '../../state/store';
import fields from '../page/fields.module.css';
import classes from './data.module.css';

const options = DATASET_CHOICES.map(({ id, label }) => ({
  value: id,
  label: id === 'imdb' && !hasImdb ? `${label}: not on this server yet` : label,
}));

function choose(value: string): void {
  const choice = DATASET_CHOICES.find(({ id }) => id === value);
  if (choice !== undefined) chooseDataset(choice.id);
}

export function DatasetChooser(): JSX.Element {
  const dataset = useVerdict((state) => state.settings.dataset);
  return (
    <NativeSelect
      label="Dataset"
      className={classes.choice ?? ''}
      data={options}
      value={dataset}
      onChange={(event) => choose(event.currentTarget.value)}
    />
  );
}

/** What to do when the film reviews are not there. */
export function MissingReviews(): JSX.Element | null {
  if (hasImdb) return null;
  return (
    <p className={fields.note}>
      The film reviews are missing here. To add them, run <code>npm run data</code> in the project’s folder,
      then start the page again.
    </p>
  );
}
