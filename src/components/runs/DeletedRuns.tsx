/** Runs that were deleted, until they are put back or let go. */
import { Button, CloseButton } from '@mantine/core';
import { useEffect, useRef, type JSX } from 'react';
import { forgetDeletedRun, putBackRun } from '../../state/runs/runActions';
import { useVerdict } from '../../state/store';
import { headingId } from '../page/Step';
import classes from './runs.module.css';

export function DeletedRuns(): JSX.Element | null {
  const deleted = useVerdict(({ runs }) => runs.deleted);
  if (deleted.length === 0) return null;
  return (
    // A list without markers is no list to some screen readers unless it says so.
    // oxlint-disable-next-line jsx-a11y/no-redundant-roles
    <ul className={classes.deletedList} role="list" aria-label="Deleted runs">
      {deleted.map(({ id, name }) => (
        <DeletedRun key={id} id={id} name={name} />
      ))}
    </ul>
  );
}

function DeletedRun({ id, name }: { id: string; name: string }): JSX.Element {
  const undo = useRef<HTMLButtonElement>(null);

  // From the button that deleted the run, which is gone, to the one that undoes it.
  useEffect(() => {
    const { activeElement, body } = document;
    if (activeElement === null || activeElement === body) undo.current?.focus();
  }, []);

  return (
    <li className={classes.deleted}>
      <p className={classes.deletedName}>Deleted “{name}”.</p>
      <Button
        ref={undo}
        variant="default"
        size="sm"
        aria-label={`Undo deleting “${name}”`}
        onClick={() => void putBackRun(id).then(catchFocus)}
      >
        Undo
      </Button>
      <CloseButton
        size={44}
        aria-label={`Let “${name}” go`}
        onClick={() => {
          forgetDeletedRun(id);
          // Once the button is gone.
          requestAnimationFrame(catchFocus);
        }}
      />
    </li>
  );
}

/** Where the keyboard goes on when what it was on has gone. */
function catchFocus(): void {
  if (document.activeElement === document.body) document.getElementById(headingId('compare'))?.focus();
}
