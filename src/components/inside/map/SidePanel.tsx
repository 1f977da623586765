/** Beside the map: the search, the selected word, a region's words, the pins. */
import type { JSX } from 'react';
import type { ProjectionKind } from '../../../insightTypes';
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
import { WordSearch } from './WordSearch';

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
  return (
    <div className={classes.side}>
      <WordSearch words={words} onChoose={onChoose} />
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
          isShown={projected !== null && id !== null && indexOfId(projected, id) >= 0}
          selection={selection}
          isIsolated={isIsolated}
          onIsolate={onIsolate}
          onChoose={onChoose}
          onShow={showRarer(id, answer.kind, word, onFly)}
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

/** UMAP has to run anew for other words. */
function showRarer(
  id: number | null,
  kind: ProjectionKind,
  word: string,
  onFly: (words: string[]) => void,
): (() => void) | null {
  if (id === null || kind === 'umap') return null;
  const rank = rankOf(id) ?? Infinity;
  return () => {
    changeMap({ maxWords: NUMBERS_OF_WORDS.find((count) => count >= rank) ?? Infinity });
    onFly([word]);
  };
}
