/** Every term of the page with its explanation, searchable. */
import { CloseButton, TextInput } from '@mantine/core';
import { useEffect, useId, useRef, useState, type JSX } from 'react';
import { showGlossary } from '../../state/story/storyActions';
import { GLOSSARY, searchTerms } from './glossary';
import classes from './glossary.module.css';

const close = (): void => showGlossary(false);

/** The browser's own dialog: it keeps the focus inside, closes with Escape and gives the focus back. */
export default function GlossaryDialog(): JSX.Element {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  const [query, setQuery] = useState('');
  const found = searchTerms(query);

  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);

  return (
    <dialog ref={dialog} className={classes.dialog} aria-labelledby={titleId} onClose={close}>
      <div className={classes.head}>
        <h2 id={titleId} className={classes.title}>
          Glossary
        </h2>
        <CloseButton size={44} aria-label="Close" onClick={close} />
      </div>
      <div className={classes.search}>
        <TextInput
          label="Search the terms"
          value={query}
          onChange={({ currentTarget: { value } }) => setQuery(value)}
        />
        <output className={classes.count}>
          {found.length === 1 ? '1 term' : `${found.length === 0 ? 'No' : found.length} terms`}
        </output>
      </div>
      {/* Scrolls on its own, so the keyboard must reach it. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <section className={classes.body} tabIndex={0} aria-label="Terms">
        <dl className={classes.list}>
          {found.map((id) => (
            <div key={id} className={classes.entry}>
              <dt>{GLOSSARY[id].name}</dt>
              <dd>{GLOSSARY[id].text}</dd>
            </div>
          ))}
        </dl>
      </section>
    </dialog>
  );
}
