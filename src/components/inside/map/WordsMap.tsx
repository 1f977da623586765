/** The map itself: picture, tools, legend, and the same in words. */
import { useEffect, useMemo, useRef, useState, type JSX, type ReactNode } from 'react';
import type { ProjectedWords, ProjectionKind, WordClusters } from '../../../insightTypes';
import { selectWord } from '../../../state/inside/mapActions';
import type { MapSettings } from '../../../state/inside/mapState';
import { useChartTheme } from '../../charts/chartTheme';
import classes from './map.module.css';
import { MapLegend } from './MapLegend';
import { MapPicture } from './MapPicture';
import { onlyWords } from './mapPoints';
import { MapTables } from './MapTables';
import { MapTools } from './MapTools';
import { wordOf, type MapWords } from './mapWords';
import type { History, HistoryStep } from './useHistory';
import type { MapAnswer } from './useMapAnswer';
import { UntrainedBeside } from './UntrainedBeside';
import { useMapKeys } from './useMapKeys';
import type { Tool } from './usePointer';
import { useScene } from './useScene';
import type { Selection } from './useSelection';
import { useStage } from './useStage';
import { useTurn } from './useTurn';
import { viewToSee } from './view';
import { shownWords } from './wordLists';

/** Where the map is to fly: to a word, or until all of several are in view. Each flight is an object of its own. */
export interface Flight {
  words: readonly string[];
}

export interface WordsMapProps {
  settings: MapSettings;
  answer: MapAnswer;
  projected: ProjectedWords;
  history: History;
  /** Null for the model as it is now. */
  step: HistoryStep | null;
  selection: Selection;
  /** The only words that are shown; null for all. */
  only: readonly number[] | null;
  clusters: WordClusters | null;
  flight: Flight | null;
  onChoose: (word: string) => void;
  onRegion: (ids: Int32Array) => void;
  isNarrow: boolean;
  /** Stands below the picture. */
  children: ReactNode;
}

const NONE: readonly ProjectedWords[] = [];

const KIND_NAMES: Record<ProjectionKind, string> = {
  pca2: 'two principal components',
  pca3: 'three principal components',
  umap: 'UMAP',
  sentiment: 'learned sentiment against frequency',
};

export function WordsMap(props: WordsMapProps): JSX.Element {
  const { settings, answer, history, step, selection, only, clusters, flight, isNarrow } = props;
  const theme = useChartTheme();
  const isTouch = matchMedia('(pointer: coarse)').matches;
  const [tool, setTool] = useState<Tool>(isTouch ? 'look' : 'move');
  const { turn, isTurning, turnBy } = useTurn();
  const isCloud = answer.kind === 'pca3';

  const all = step?.projected ?? props.projected;
  const projected = useMemo(() => (only === null ? all : onlyWords(all, only)), [all, only]);
  const others = useMemo(() => {
    if (step === null) return NONE;
    const steps = (history.steps ?? []).map((other) => other.projected);
    return only === null ? steps : steps.map((other) => onlyWords(other, only));
  }, [step, history.steps, only]);
  const words = useMemo(
    (): MapWords => ({ ...answer.words, scores: step?.scores ?? answer.words.scores }),
    [answer.words, step],
  );

  const viewKey = `${answer.kind} ${answer.maxWords} ${only?.join(' ') ?? ''}`;
  const scene = useScene({
    theme,
    settings,
    kind: answer.kind,
    projected,
    others,
    words,
    lastScores: answer.words.scores,
    clusters,
    turn,
    isTurning,
    viewKey,
    isNarrow,
  });
  const { points, home } = scene;
  const stage = useStage(home, viewKey, scene.margin);
  useFlight(flight, () => {
    const { idOf } = answer.words;
    const ids = flight?.words.map((word) => idOf.get(word)).filter((id) => id !== undefined) ?? [];
    const view = only === null ? viewToSee(points, ids, stage.currentView(), home) : null;
    if (view !== null) stage.moveTo(view, true);
    return view !== null || only !== null;
  });
  const { onKey, zoom } = useMapKeys(stage, home, isCloud ? turnBy : null);

  const count = points.ids.length.toLocaleString('en');
  return (
    <>
      <MapTools
        tool={tool}
        onTool={setTool}
        isTouch={isTouch}
        isCloud={isCloud}
        isZoomed={stage.isZoomed}
        onZoom={zoom}
        onShowAll={stage.showAll}
      />
      <div className={settings.hasUntrained ? classes.pair : undefined}>
        <MapPicture
          theme={theme}
          figure={scene.figure}
          points={points}
          isMoving={scene.isMoving || stage.isMoving}
          colouring={scene.colouring}
          groups={scene.groups}
          isSizedByFrequency={settings.isSizedByFrequency}
          words={words}
          marked={selection.marked}
          label={`Map of ${count} words by ${KIND_NAMES[answer.kind]}. “The map in words” below lists what it shows.`}
          data={() => shownWords(points, projected.axes, projected.axisTitles, words, scene.colouring)}
          tool={tool}
          stage={stage}
          home={home}
          onTurn={isCloud ? turnBy : null}
          onSelect={(id) => selectWord(wordOf(words, id))}
          onRegion={props.onRegion}
          onKey={onKey}
        />
        {settings.hasUntrained && (
          <UntrainedBeside
            theme={theme}
            ids={points.ids}
            words={words}
            colouring={scene.colouring}
            groups={scene.groups}
            isSizedByFrequency={settings.isSizedByFrequency}
            marked={selection.marked}
          />
        )}
      </div>
      <MapLegend
        theme={theme}
        colouring={scene.colouring}
        groups={scene.groups}
        clusters={clusters}
        marked={selection.marked}
      />
      {props.children}
      <MapTables
        ids={points.ids}
        words={words}
        colouring={scene.colouring}
        clusters={clusters}
        groups={scene.groups}
        onChoose={props.onChoose}
      />
    </>
  );
}

/** Each flight once; one to words that are not shown waits for them. @param fly whether it could */
function useFlight(flight: Flight | null, fly: () => boolean): void {
  const last = useRef(flight);
  useEffect(() => {
    if (flight === last.current) return;
    if (fly()) last.current = flight;
  });
}
