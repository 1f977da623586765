/** A run's name; pressed, a field in its place. */
import { TextInput } from '@mantine/core';
import { useEffect, useRef, useState, type JSX, type SubmitEvent } from 'react';
import { renameRun } from '../../state/runs/runActions';
import { ActionButton } from '../page/ActionButton';
import classes from './runs.module.css';

export function RunName({ id, name }: { id: string; name: string }): JSX.Element {
  const [isRenaming, setRenaming] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const isLeaving = useRef(false);

  useEffect(() => {
    if (!isRenaming && isLeaving.current) button.current?.focus();
    isLeaving.current = isRenaming;
  }, [isRenaming]);

  if (isRenaming) return <NameForm id={id} name={name} onDone={() => setRenaming(false)} />;
  return (
    <button
      ref={button}
      type="button"
      className={classes.name}
      aria-label={`Rename “${name}”`}
      title="Rename"
      onClick={() => setRenaming(true)}
    >
      {name}
    </button>
  );
}

function NameForm({ id, name, onDone }: { id: string; name: string; onDone: () => void }): JSX.Element {
  const [text, setText] = useState(name);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.select(), []);
  const isEmpty = text.trim() === '';

  function submit(event: SubmitEvent): void {
    event.preventDefault();
    if (isEmpty) return;
    void renameRun(id, text);
    onDone();
  }

  return (
    <form className={classes.rename} onSubmit={submit}>
      <TextInput
        ref={input}
        aria-label="Name of the run"
        maxLength={100}
        value={text}
        className={classes.nameField ?? ''}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => event.key === 'Escape' && onDone()}
      />
      <ActionButton type="submit" size="sm" isWaiting={isEmpty}>
        Set name
      </ActionButton>
    </form>
  );
}
