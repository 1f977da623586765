/** From what the worker says to what is drawn: points, colours, figure, view. */
import { useMemo, useState } from 'react';
import type { ProjectedWords, ProjectionKind, WordClusters } from '../../../insightTypes';
import type { MapSettings } from '../../../state/inside/mapState';
import type { ChartTheme } from '../../charts/chartTheme';
import type { Figure } from '../../charts/plotDrawer';
import type { Margin } from './geometry';
import { groupPoints, type Colouring } from './colourClasses';
import { mapFigure, marginOf } from './mapFigure';
import { flatPoints, stretch, turnedPoints, type MapPoints, type Turn } from './mapPoints';
import type { MapWords } from './mapWords';
import { useColouring } from './useColouring';
import { useTransit } from './useTransit';
import { stableView, viewOfAll, type View } from './view';

export interface SceneParts {
  theme: ChartTheme;
  settings: MapSettings;
  kind: ProjectionKind;
  projected: ProjectedWords;
  /** All places that the words take in turn: they share one view. */
  others: readonly ProjectedWords[];
  words: MapWords;
  /** [V] of the model as it is now, whose scale of colours is that of all epochs. */
  lastScores: Float32Array;
  clusters: WordClusters | null;
  turn: Turn;
  isTurning: boolean;
  viewKey: string;
  isNarrow: boolean;
}

export interface Scene {
  /** Where the points are now, on their way or at rest. */
  points: MapPoints;
  isMoving: boolean;
  colouring: Colouring;
  groups: number[][];
  figure: Figure;
  home: View;
  margin: Margin;
}

/** A turned cloud hardly leaves it. */
const CLOUD_VIEW: View = { x: [-1.3, 1.3], y: [-1.3, 1.3] };

export function useScene(parts: SceneParts): Scene {
  const { theme, settings, kind, projected, others, words, clusters, turn, isTurning, viewKey } = parts;
  const isCloud = kind === 'pca3';
  const stretched = useMemo(
    () => (isCloud ? stretch(projected.axes, others.at(-1)?.axes) : null),
    [isCloud, projected, others],
  );
  const target = useMemo(
    () => (stretched === null ? flatPoints(projected) : turnedPoints(projected.ids, stretched, turn)),
    [projected, stretched, turn],
  );
  // A cloud is turned by hand, not carried.
  const transitKey = isCloud ? `${viewKey} ${turn.yaw} ${turn.pitch}` : viewKey;
  const transit = useTransit(target, transitKey);

  // While the cloud is turned, plotly keeps what it has: it would not follow.
  const [held, setHeld] = useState(target);
  if (!isTurning && held !== target) setHeld(target);
  const rest = isTurning ? held : target;

  const colouring = useColouring(theme, settings.colour, words.scores, parts.lastScores, clusters);
  const { ids } = target;
  const groups = useMemo(() => groupPoints(ids, colouring), [ids, colouring]);
  const home = useHome(isCloud ? null : target, others, viewKey);

  const { isSizedByFrequency } = settings;
  const hasAxes = !isCloud && kind !== 'umap';
  const margin = useMemo(() => marginOf(hasAxes, parts.isNarrow), [hasAxes, parts.isNarrow]);
  const { axisTitles } = projected;
  const figure = useMemo(
    () =>
      mapFigure(theme, {
        points: rest,
        colouring,
        groups: rest.ids === ids ? groups : groupPoints(rest.ids, colouring),
        isSizedByFrequency,
        axisTitles: hasAxes ? axisTitles : [],
        view: home,
        viewKey,
        margin,
      }),
    [theme, rest, colouring, groups, ids, isSizedByFrequency, hasAxes, axisTitles, home, viewKey, margin],
  );
  return {
    points: transit.points,
    isMoving: transit.isMoving || isTurning,
    colouring,
    groups,
    figure,
    home,
    margin,
  };
}

/** @param points null for a cloud */
function useHome(points: MapPoints | null, others: readonly ProjectedWords[], viewKey: string): View {
  const wanted = useMemo(() => {
    if (points === null) return CLOUD_VIEW;
    const all = [points, ...others.map(flatPoints)].map(viewOfAll);
    return all.reduce((one, other) => ({
      x: [Math.min(one.x[0], other.x[0]), Math.max(one.x[1], other.x[1])],
      y: [Math.min(one.y[0], other.y[0]), Math.max(one.y[1], other.y[1])],
    }));
  }, [points, others]);
  const [home, setHome] = useState({ view: wanted, viewKey });
  const view = home.viewKey === viewKey ? stableView(home.view, wanted) : wanted;
  if (view !== home.view || viewKey !== home.viewKey) setHome({ view, viewKey });
  return view;
}
