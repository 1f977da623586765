/** A new name for a saved model, in place of its old one. */
import { Button, TextInput } from '@mantine/core';
import { useEffect, useRef, useState, type FormEvent, type JSX } from 'react';
import { renameSaved } from '../../state/modelActions';
import classes from './keep.module.css';

export interface RenameFormProps {
  id: string;
  name: string;
  onDone: () => void;
}

export function RenameForm({ id, name, onDone }: RenameFormProps): JSX.Element {
  const [text, setText] = useState(name);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.select(), []);

  function submit(event: FormEvent): void {
    event.preventDefault();
    void renameSaved(id, text);
    onDone();
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
      <Button type="submit" size="sm" disabled={text.trim() === ''}>
        Set name
      </Button>
    </form>
  );
}
