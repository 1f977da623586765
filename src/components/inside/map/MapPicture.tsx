/** The picture: plotly's points, what stands over them, and the pointer. */
import { useCallback, useMemo, useRef, useState, type JSX, type KeyboardEvent } from 'react';
import type { ChartTheme } from '../../charts/chartTheme';
import type { ChartData } from '../../charts/downloads';
import { Plot } from '../../charts/Plot';
import type { Figure } from '../../charts/plotDrawer';
import type { Colouring } from './colourClasses';
import classes from './map.module.css';
import { MapOverlay } from './MapOverlay';
import type { MapPoints } from './mapPoints';
import type { MapWords } from './mapWords';
import type { MarkKind } from './marks';
import { MovingPoints } from './MovingPoints';
import { pictureParts } from './pictureParts';
import { useLabels } from './useLabels';
import { usePointer, type PointerOptions } from './usePointer';

export interface MapPictureProps extends PointerOptions {
  theme: ChartTheme;
  /** Of the points at rest. */
  figure: Figure;
  /** Where the points are now. */
  points: MapPoints;
  isMoving: boolean;
  colouring: Colouring;
  groups: readonly (readonly number[])[];
  isSizedByFrequency: boolean;
  words: MapWords;
  marked: ReadonlyMap<number, MarkKind>;
  label: string;
  data: () => ChartData;
  onKey: (event: KeyboardEvent) => void;
}

export function MapPicture(props: MapPictureProps): JSX.Element {
  const { theme, figure, points, isMoving, colouring, groups, words, marked, stage, tool } = props;
  const [drawn, setDrawn] = useState<Figure['data'] | null>(null);
  const layer = useRef<HTMLButtonElement>(null);
  const pointer = usePointer(layer, props);
  const { geometry } = stage;
  const labels = useLabels(points, geometry, words, marked, isMoving);

  const { onDrawn } = stage;
  const noteDrawn = useCallback(
    (element: HTMLElement, isNew: boolean) => {
      if ('data' in element && element.data === figure.data) setDrawn(figure.data);
      onDrawn(element, isNew);
    },
    [figure, onDrawn],
  );
  const parts = useMemo(
    () => () => pictureParts(theme, points, marked, labels),
    [theme, points, marked, labels],
  );
  // plotly takes a moment to draw the points where they have come to rest.
  const [isCarried, setCarried] = useState(false);
  if (isMoving && !isCarried) setCarried(true);
  if (!isMoving && isCarried && drawn === figure.data) setCarried(false);

  return (
    <div className={classes.picture} data-moving={isCarried && geometry !== null ? '' : undefined}>
      <Plot
        figure={figure}
        label={props.label}
        fileName="Map of words"
        data={props.data}
        onDrawn={noteDrawn}
        pictureParts={parts}
      />
      {isCarried && geometry !== null && (
        <MovingPoints
          points={points}
          geometry={geometry}
          colouring={colouring}
          groups={groups}
          isSizedByFrequency={props.isSizedByFrequency}
        />
      )}
      <button
        ref={layer}
        type="button"
        className={classes.layer}
        data-tool={tool}
        data-hit={pointer.hovered >= 0 ? '' : undefined}
        aria-label="The map. Arrow keys move it, plus and minus zoom, 0 shows all; press it to choose the word nearest to the middle."
        onKeyDown={props.onKey}
        {...pointer.handlers}
      />
      {geometry !== null && (
        <MapOverlay
          points={points}
          geometry={geometry}
          words={words}
          marked={marked}
          labels={labels}
          hovered={pointer.hovered}
          line={pointer.line}
        />
      )}
    </div>
  );
}
