/**
 * What was deleted, until it is put back or let go: beside the list that it came from, for as long as the
 * page is open, so that nobody has to hurry.
 */
import { Button, CloseButton } from '@mantine/core';
import { useEffect, useRef, type JSX } from 'react';
import { forgetDeleted, putBackDeleted } from '../../state/modelActions';
import { useVerdict } from '../../state/store';
import type { ModelMeta } from '../../types';
import classes from './keep.module.css';

export interface DeletedModelsProps {
  /** Called when one of them leaves the list: its buttons are gone, and the keyboard's focus with them. */
  onLeave: () => void;
}

export function DeletedModels({ onLeave }: DeletedModelsProps): JSX.Element | null {
  const deleted = useVerdict((state) => state.deletedModels);
  if (deleted.length === 0) return null;
  return (
    // oxlint-disable-next-line jsx-a11y/no-redundant-roles
    <ul className={classes.list} role="list" aria-label="Deleted models">
      {deleted.map(({ meta }) => (
        <DeletedModel key={meta.id} meta={meta} onLeave={onLeave} />
      ))}
    </ul>
  );
}

function DeletedModel({
  meta: { id, name },
  onLeave,
}: DeletedModelsProps & { meta: ModelMeta }): JSX.Element {
  const undo = useRef<HTMLButtonElement>(null);
  useEffect(() => followFocus(undo.current), []);
  return (
    <li className={classes.row}>
      <p className={classes.deleted}>Deleted “{name}”.</p>
      <div className={classes.buttons}>
        <Button
          ref={undo}
          variant="default"
          size="sm"
          aria-label={`Undo deleting “${name}”`}
          onClick={() => void putBackDeleted(id).then(onLeave)}
        >
          Undo
        </Button>
        <CloseButton
          size={44}
          aria-label={`Let “${name}” go`}
          onClick={() => {
            forgetDeleted(id);
            onLeave();
          }}
        />
      </div>
    </li>
  );
}

/** From the button that deleted the model to the one that undoes it, unless the person has gone elsewhere. */
function followFocus(undo: HTMLButtonElement | null): void {
  const { activeElement, body } = document;
  const isHere = undo?.closest('section')?.contains(activeElement) ?? false;
  if (isHere || activeElement === null || activeElement === body) undo?.focus();
}
