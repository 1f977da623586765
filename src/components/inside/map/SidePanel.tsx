/** Beside the map: the selected word, a region's words, the pins. */
import type { JSX } from 'react';
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
  // Where nothing is laid out yet, no word is missing.
  const isShown = (wordId: number): boolean => projected === null || indexOfId(projected, wordId) >= 0;

  function showRarer(): void {
    const ids = [id ?? 0, ...selection.near.map((near) => near.id)];
    const rarest = Math.max(...ids.map((wordId) => rankOf(wordId) ?? 0));
    changeMap({ maxWords: NUMBERS_OF_WORDS.find((count) => count >= rarest) ?? Infinity });
    if (word !== null) onFly([word]);
  }

  return (
    <div className={classes.side}>
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
    </div>
  );
}
