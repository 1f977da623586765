/** The same words in an embedding that has learnt nothing: the tutorial's first picture, in the colours of the map. */
import { useEffect, useMemo, useState, type JSX } from 'react';
import { untrainedPlaces } from '../../../state/inside/mapActions';
import { troubleOf, type Trouble } from '../../../state/status';
import { useVerdict, type UntrainedMap } from '../../../state/store';
import type { ChartTheme } from '../../charts/chartTheme';
import { Plot } from '../../charts/Plot';
import { TroubleAlert } from '../../page/TroubleAlert';
import type { Colouring } from './colourClasses';
import classes from './map.module.css';
import { mapFigure, marginOf } from './mapFigure';
import { MapOverlay } from './MapOverlay';
import type { MapPoints } from './mapPoints';
import type { MapWords } from './mapWords';
import type { MarkKind } from './marks';
import { pictureParts } from './pictureParts';
import { useLabels } from './useLabels';
import { useStage } from './useStage';
import type { View } from './view';
import { shownWords } from './wordLists';

interface UntrainedBesideProps {
  theme: ChartTheme;
  ids: Int32Array;
  words: MapWords;
  colouring: Colouring;
  groups: readonly (readonly number[])[];
  isSizedByFrequency: boolean;
  marked: ReadonlyMap<number, MarkKind>;
}

/** A little wider than the range of the untrained numbers. */
const VIEW: View = { x: [-0.054, 0.054], y: [-0.054, 0.054] };
const TITLES = ['X vector value', 'Y vector value'];

export function UntrainedBeside(props: UntrainedBesideProps): JSX.Element {
  const [places, setPlaces] = useState<UntrainedMap | null>(null);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const numWords = props.words.list.length;
  const seed = useVerdict(({ model, settings }) => (model?.settings ?? settings).seed);
  useEffect(() => {
    let isCurrent = true;
    untrainedPlaces(numWords, seed).then(
      (next) => {
        if (!isCurrent) return;
        setPlaces(next);
        setTrouble(null);
      },
      (error: unknown) => {
        if (isCurrent) setTrouble(troubleOf(error));
      },
    );
    return () => {
      isCurrent = false;
    };
  }, [numWords, seed]);
  return (
    <figure className={classes.beside}>
      {trouble !== null && <TroubleAlert title="The untrained map is missing" trouble={trouble} />}
      <div className={classes.picture}>{places !== null && <Untrained {...props} places={places} />}</div>
      <figcaption className={classes.note}>
        Before training: every word starts at a place drawn by lot, here of two numbers as in the tutorial.
        The colours are those of the trained model, and lie all mixed up.
      </figcaption>
    </figure>
  );
}

function Untrained(props: UntrainedBesideProps & { places: UntrainedMap }): JSX.Element {
  const { theme, ids, words, colouring, groups, isSizedByFrequency, marked, places } = props;
  const points = useMemo((): MapPoints => {
    const take = (values: Float32Array): Float32Array =>
      Float32Array.from(ids, (id) => values[id] ?? Number.NaN);
    return { ids, x: take(places.x), y: take(places.y) };
  }, [ids, places]);
  const margin = useMemo(() => marginOf(true, true), []);
  const stage = useStage(VIEW, 'untrained', margin);
  const labels = useLabels(points, stage.geometry, words, marked, false);
  const figure = useMemo(
    () =>
      mapFigure(theme, {
        points,
        colouring,
        groups,
        isSizedByFrequency,
        axisTitles: TITLES,
        view: VIEW,
        viewKey: 'untrained',
        margin,
      }),
    [theme, points, colouring, groups, isSizedByFrequency, margin],
  );
  return (
    <>
      <Plot
        figure={figure}
        label={`The same ${ids.length.toLocaleString('en')} words in an untrained embedding: scattered evenly over a square.`}
        fileName="Untrained map of words"
        data={() => shownWords(points, [points.x, points.y], ['x', 'y'], words, colouring)}
        onDrawn={stage.onDrawn}
        pictureParts={() => pictureParts(theme, points, marked, labels)}
      />
      {stage.geometry !== null && (
        <MapOverlay
          points={points}
          geometry={stage.geometry}
          words={words}
          marked={marked}
          labels={labels}
          hovered={-1}
          line={[]}
        />
      )}
    </>
  );
}
