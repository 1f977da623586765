/** What stands over the points: names, marks, the word under the pointer, the line round a region. */
import { useId, type JSX } from 'react';
import { isInside, leftOf, topOf, type Geometry, type Pixel } from './geometry';
import classes from './map.module.css';
import { indexOfId, type MapPoints } from './mapPoints';
import { rankOf, scoreText, wordOf, type MapWords } from './mapWords';
import { Mark } from './Mark';
import type { MarkKind } from './marks';
import { LABEL_HEIGHT, type Label } from './placeLabels';

export interface MapOverlayProps {
  points: MapPoints;
  geometry: Geometry;
  words: MapWords;
  marked: ReadonlyMap<number, MarkKind>;
  labels: readonly Label[];
  /** Place among the points, or -1. */
  hovered: number;
  line: readonly Pixel[];
}

export function MapOverlay(props: MapOverlayProps): JSX.Element {
  const { points, geometry, words, marked, labels, hovered, line } = props;
  const clip = useId();
  const pixelOf = (index: number): Pixel => ({
    left: leftOf(geometry, points.x[index] ?? Number.NaN),
    top: topOf(geometry, points.y[index] ?? Number.NaN),
  });
  const marks = [...marked].flatMap(([id, kind]) => {
    const index = indexOfId(points, id);
    if (index < 0) return [];
    const at = pixelOf(index);
    return isInside(geometry, at) ? [{ id, kind, at }] : [];
  });
  const { left, top, width, height } = geometry;
  return (
    <>
      <svg className={classes.overlay} aria-hidden="true">
        <clipPath id={clip}>
          <rect x={left} y={top} width={width} height={height} />
        </clipPath>
        <g clipPath={`url(#${clip})`}>
          {marks.toReversed().map(({ id, kind, at }) => (
            <Mark key={id} kind={kind} at={at} />
          ))}
          {labels.map((label) => {
            const at = pixelOf(label.index);
            const id = points.ids[label.index] ?? -1;
            return (
              <text
                key={id}
                className={classes.name}
                data-mark={marked.get(id)}
                x={at.left + label.offsetLeft + label.width / 2}
                y={at.top + label.offsetTop + LABEL_HEIGHT / 2}
              >
                {label.text}
              </text>
            );
          })}
          {line.length > 1 && (
            <polygon
              className={classes.region}
              points={line.map((corner) => `${corner.left},${corner.top}`).join(' ')}
            />
          )}
        </g>
        {hovered >= 0 && <Mark kind="hovered" at={pixelOf(hovered)} />}
      </svg>
      {hovered >= 0 && (
        <HoverNote at={pixelOf(hovered)} geometry={geometry} words={words} id={points.ids[hovered] ?? 0} />
      )}
    </>
  );
}

interface HoverNoteProps {
  at: Pixel;
  geometry: Geometry;
  words: MapWords;
  id: number;
}

function HoverNote({ at, geometry, words, id }: HoverNoteProps): JSX.Element {
  const isRight = at.left > geometry.left + geometry.width / 2;
  const isLow = at.top > geometry.top + geometry.height / 2;
  const shift = `translate(${isRight ? 'calc(-100% - 12px)' : '12px'}, ${isLow ? 'calc(-100% - 8px)' : '8px'})`;
  return (
    <div
      className={classes.hover}
      style={{ left: at.left, top: at.top, transform: shift }}
      aria-hidden="true"
    >
      <strong>{wordOf(words, id)}</strong>
      <span>rank {rankOf(id)?.toLocaleString('en')}</span>
      <span>positive: {scoreText(words.scores[id])}</span>
    </div>
  );
}
