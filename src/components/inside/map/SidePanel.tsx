/** Beside the map: the selected word, a region's words, the pins. */
import { useEffect, useRef, type JSX, type RefObject } from 'react';
import { changeMap } from '../../../state/inside/mapActions';
import classes from './map.module.css';
import { PinList } from './PinList';
import { NUMBERS_OF_WORDS } from './MapControls';
import { indexOfId } from './mapPoints';
import { rankOf, wordOf } from './mapWords';
import { RegionPanel } from './RegionPanel';
import type { MapAnswer } from './useMapAnswer';
import type { Selection } from './useSelection';
import { WordPanel } from './WordPanel';

interface SidePanelProps {
  answer: MapAnswer;
  selection: Selection;
  isIsolated: boolean;
  onIsolate: (isIsolated: boolean) => void;
  region: Int32Array | null;
  onRegion: (region: Int32Array | null) => void;
  onChoose: (word: string) => void;
  onFly: (words: string[]) => void;
}

export function SidePanel(props: SidePanelProps): JSX.Element {
  const { answer, selection, isIsolated, onIsolate, region, onRegion, onChoose, onFly } = props;
  const { words, projected } = answer;
  const { word, id, pins } = selection;
  const side = useRef<HTMLElement>(null);
  useFocusKept(side);
  // Where nothing is laid out yet, no word is missing.
  const isShown = (wordId: number): boolean => projected === null || indexOfId(projected, wordId) >= 0;

  function showRarer(): void {
    const ids = [id ?? 0, ...selection.near.map((near) => near.id)];
    const rarest = Math.max(...ids.map((wordId) => rankOf(wordId) ?? 0));
    changeMap({ maxWords: NUMBERS_OF_WORDS.find((count) => count >= rarest) ?? Infinity });
    if (word !== null) onFly([word]);
  }

  return (
    <section ref={side} className={classes.side} tabIndex={-1} aria-label="Words that are looked at">
      {word === null ? (
        region === null && (
          <p className={classes.note}>
            Choose a word, here or on the map, and see which words the model keeps next to it.
          </p>
        )
      ) : (
        <WordPanel
          word={word}
          id={id ?? undefined}
          words={words}
          isShown={id !== null && isShown(id)}
          numHidden={selection.near.filter((near) => !isShown(near.id)).length}
          selection={selection}
          isIsolated={isIsolated}
          onIsolate={onIsolate}
          onChoose={onChoose}
          onShow={answer.kind === 'umap' || id === null ? null : showRarer}
        />
      )}
      {region !== null && (
        <RegionPanel
          ids={region}
          words={words}
          onChoose={onChoose}
          onZoom={() => onFly(Array.from(region, (wordId) => wordOf(words, wordId)))}
          onClose={() => onRegion(null)}
        />
      )}
      <PinList pins={pins} onChoose={onChoose} />
    </section>
  );
}

/** Where a button that had the focus is gone, the focus goes to what it stood in, not to the top of the page. */
function useFocusKept(host: RefObject<HTMLElement | null>): void {
  const last = useRef<HTMLElement | null>(null);
  useEffect(() => {
    const element = host.current;
    const note = ({ target }: FocusEvent): void => {
      last.current = target instanceof HTMLElement ? target : null;
    };
    element?.addEventListener('focusin', note);
    return () => element?.removeEventListener('focusin', note);
  }, [host]);
  useEffect(() => {
    if (last.current === null || last.current.isConnected) return;
    last.current = null;
    if (document.activeElement === document.body) host.current?.focus({ preventScroll: true });
  });
}
