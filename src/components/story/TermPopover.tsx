/** The explanation of the term that was pressed, beside it. The focus goes there and comes back. */
import { Button } from '@mantine/core';
import { useEffect, useId, useLayoutEffect, useRef, type JSX } from 'react';
import { showGlossary } from '../../state/story/storyActions';
import { GLOSSARY, type TermId } from './glossary';
import { closeTerm, useOpenTerm } from './openTerm';
import { placeAtWord } from './place';
import classes from './term.module.css';

export default function TermPopover(): JSX.Element | null {
  const open = useOpenTerm((state) => state.open);
  return open === null ? null : <Popover key={open.id} {...open} />;
}

function Popover({ id, anchor }: { id: TermId; anchor: HTMLElement }): JSX.Element {
  const card = useRef<HTMLDialogElement>(null);
  const nameId = useId();
  const textId = useId();
  const { name, text } = GLOSSARY[id];

  useLayoutEffect(() => {
    const element = card.current;
    if (element === null) return undefined;
    element.showPopover();
    const place = (): void => {
      const { left, top } = placeAtWord(anchor.getBoundingClientRect(), element.getBoundingClientRect(), {
        width: innerWidth,
        height: innerHeight,
      });
      element.style.left = `${left}px`;
      element.style.top = `${top}px`;
    };
    place();
    element.focus({ preventScroll: true });
    addEventListener('scroll', place, { passive: true, capture: true });
    addEventListener('resize', place);
    return () => {
      removeEventListener('scroll', place, { capture: true });
      removeEventListener('resize', place);
    };
  }, [anchor]);

  useEffect(() => {
    const onPointer = ({ target }: PointerEvent): void => {
      if (target instanceof Node && !card.current?.contains(target) && !anchor.contains(target)) closeTerm();
    };
    document.addEventListener('pointerdown', onPointer);
    return () => document.removeEventListener('pointerdown', onPointer);
  }, [anchor]);

  useEffect(() => {
    const element = card.current;
    const onKeyDown = (event: KeyboardEvent): void => {
      const isLeaving = event.key === 'Tab' && (event.shiftKey || event.target !== element);
      if (event.key !== 'Escape' && !isLeaving) return;
      event.preventDefault();
      event.stopPropagation();
      backToWord(anchor);
    };
    element?.addEventListener('keydown', onKeyDown);
    return () => element?.removeEventListener('keydown', onKeyDown);
  }, [anchor]);

  return (
    <dialog
      ref={card}
      popover="manual"
      tabIndex={-1}
      className={classes.popover}
      aria-labelledby={nameId}
      aria-describedby={textId}
    >
      <p id={nameId} className={classes.name}>
        {name}
      </p>
      <p id={textId} className={classes.text}>
        {text}
      </p>
      <Button
        variant="subtle"
        size="compact-sm"
        onClick={() => {
          backToWord(anchor);
          showGlossary(true);
        }}
      >
        All terms
      </Button>
    </dialog>
  );
}

function backToWord(anchor: HTMLElement): void {
  closeTerm();
  anchor.focus({ preventScroll: true });
}
