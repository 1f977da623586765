/** The names on the map: chosen anew when it has come to rest, carried along while it moves. */
import { useEffect, useMemo, useState } from 'react';
import type { Geometry } from './geometry';
import { byImportance, labelOrder } from './labelOrder';
import { isSameWords, type MapPoints } from './mapPoints';
import { wordOf, type MapWords } from './mapWords';
import type { MarkKind } from './marks';
import { placeLabels, type Label } from './placeLabels';
import { textWidth } from './textWidth';

const MAX_LABELS = 60;
/** px² of the map for each name: more is no picture but a text. */
const AREA_PER_LABEL = 6500;
const REST_MS = 120;

interface Placed {
  ids: Int32Array;
  labels: readonly Label[];
}

export function useLabels(
  points: MapPoints,
  geometry: Geometry | null,
  words: MapWords,
  marked: ReadonlyMap<number, MarkKind>,
  isMoving: boolean,
): readonly Label[] {
  const { ids } = points;
  const important = useMemo(() => byImportance({ ids }, words), [ids, words]);
  const [placed, setPlaced] = useState<Placed>({ ids, labels: [] });

  useEffect(() => {
    if (geometry === null || isMoving) return undefined;
    const timer = setTimeout(() => {
      const room = Math.round((geometry.width * geometry.height) / AREA_PER_LABEL);
      const labels = placeLabels(points, geometry, labelOrder(points, [...marked.keys()], important), {
        maxLabels: Math.min(MAX_LABELS, Math.max(room, Math.min(marked.size, 20))),
        widthOf: textWidth,
        textOf: (index) => wordOf(words, points.ids[index] ?? 0),
        numMarked: marked.size,
      });
      setPlaced({ ids: points.ids, labels });
    }, REST_MS);
    return () => clearTimeout(timer);
  }, [points, geometry, words, marked, important, isMoving]);

  return isSameWords(placed.ids, ids) ? placed.labels : [];
}
