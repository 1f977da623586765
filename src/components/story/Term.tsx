/** A technical term in a text: pressed, it is explained on the spot. */
import { useRef, type JSX, type ReactNode } from 'react';
import type { TermId } from './glossary';
import { toggleTerm, useOpenTerm } from './openTerm';
import classes from './term.module.css';

export function Term({ id, children }: { id: TermId; children: ReactNode }): JSX.Element {
  const button = useRef<HTMLButtonElement>(null);
  const isOpen = useOpenTerm(({ open }) => open !== null && open.anchor === button.current);
  return (
    <button
      ref={button}
      type="button"
      className={classes.term}
      data-term={id}
      aria-haspopup="dialog"
      aria-expanded={isOpen}
      onClick={({ currentTarget }) => toggleTerm(id, currentTarget)}
    >
      {children}
    </button>
  );
}

const MARK = /(\(?)\[\[(\w+)\|([^\]]+)\]\]([.,;:)]*)/g;

/** A text in which `[[id|words]]` stands for a term. No line begins with the point or bracket behind one. */
export function Marked({ text }: { text: string }): JSX.Element {
  const parts: ReactNode[] = [];
  let end = 0;
  for (const { index, 0: whole, 1: before, 2: id, 3: words, 4: after } of text.matchAll(MARK)) {
    parts.push(
      text.slice(end, index),
      <span key={index} className={classes.together}>
        {before}
        <Term id={id as TermId}>{words}</Term>
        {after}
      </span>,
    );
    end = index + whole.length;
  }
  return (
    <>
      {parts}
      {text.slice(end)}
    </>
  );
}
