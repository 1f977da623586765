/** A new name for a saved model, in place of its old one. */
import { TextInput } from '@mantine/core';
import { useEffect, useRef, useState, type JSX, type SubmitEvent } from 'react';
import { renameSaved } from '../../state/modelActions';
import { useVerdict } from '../../state/store';
import { ActionButton } from '../page/ActionButton';
import classes from './keep.module.css';

export interface RenameFormProps {
  id: string;
  name: string;
  onDone: () => void;
}

export function RenameForm({ id, name, onDone }: RenameFormProps): JSX.Element {
  const [text, setText] = useState(name);
  const isBusy = useVerdict((state) => state.keepTask !== null);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.select(), []);
  const isWaiting = isBusy || text.trim() === '';

  async function rename(): Promise<void> {
    if (await renameSaved(id, text)) onDone();
  }

  function submit(event: SubmitEvent): void {
    event.preventDefault();
    if (!isWaiting) void rename();
  }

  return (
    <form className={classes.rename} onSubmit={submit}>
      <TextInput
        ref={input}
        aria-label="New name"
        maxLength={100}
        value={text}
        className={classes.name ?? ''}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => event.key === 'Escape' && onDone()}
      />
      <ActionButton type="submit" size="sm" isWaiting={isWaiting}>
        Set name
      </ActionButton>
    </form>
  );
}
