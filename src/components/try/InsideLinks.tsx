/** Ways from the verdict into the model, once there is a verdict. */
import { Button } from '@mantine/core';
import type { JSX } from 'react';
import type { InsideView } from '../../state/inside/insideState';
import { useVerdict } from '../../state/store';
import { openTyped } from '../inside/openView';
import classes from './try.module.css';
import { hasVerdict } from './VerdictPanel';

const VIEWS: { view: InsideView; title: string }[] = [
  { view: 'reading', title: 'How it reads it' },
  { view: 'why', title: 'Why it says so' },
  { view: 'whatIf', title: 'What if' },
];

export function InsideLinks(): JSX.Element {
  const isShown = useVerdict(
    ({ prediction }) => prediction.kind === 'ready' && hasVerdict(prediction.prediction),
  );
  return (
    <div className={classes.insideLinks}>
      {isShown &&
        VIEWS.map(({ view, title }) => (
          <Button key={view} variant="subtle" size="compact-sm" onClick={() => openTyped(view)}>
            {title} ›
          </Button>
        ))}
    </div>
  );
}
