/** One stop of the Tab key for all words of a text; the arrow keys move within. */
import { useCallback, useRef, useState, type KeyboardEvent, type RefObject } from 'react';
import { movedInText } from './wordLines';

export interface RovingWords {
  /** For the element round the words, which are buttons with their place as `data-place`, in order. */
  ref: RefObject<HTMLFieldSetElement | null>;
  /** Where the Tab key comes to. */
  place: number;
  moveTo: (place: number) => void;
  /** For each word. */
  onKeyDown: (event: KeyboardEvent) => void;
}

export function useRovingWords(numWords: number): RovingWords {
  const ref = useRef<HTMLFieldSetElement>(null);
  const [kept, setKept] = useState(0);
  const place = Math.max(0, Math.min(kept, numWords - 1));

  const onKeyDown = useCallback((event: KeyboardEvent): void => {
    if (ref.current === null || event.ctrlKey || event.metaKey || event.altKey) return;
    const words = [...ref.current.querySelectorAll<HTMLElement>('[data-place]')];
    const from = words.findIndex((word) => word === event.currentTarget);
    const boxes = words.map((word) => word.getBoundingClientRect());
    const isRightToLeft = getComputedStyle(ref.current).direction === 'rtl';
    const next = movedInText(event.key, from, boxes, isRightToLeft);
    if (next === null) return;
    event.preventDefault();
    words[next]?.focus();
    setKept(Number(words[next]?.dataset['place']));
  }, []);

  return { ref, place, moveTo: setKept, onKeyDown };
}
