/** What the small pictures of the chapters are drawn from. Lengths in units of the view box. */
import type { JSX, ReactNode } from 'react';
import classes from './pictures.module.css';

export interface PictureProps {
  /** What is to be seen, for those who do not see it. */
  label: string;
  height: number;
  children: ReactNode;
}

export const WIDTH = 340;

export function Picture({ label, height, children }: PictureProps): JSX.Element {
  return (
    <svg className={classes.picture} viewBox={`0 0 ${WIDTH} ${height}`} role="img" aria-label={label}>
      <defs>
        <marker
          id="story-arrow"
          viewBox="0 0 8 8"
          refX="7"
          refY="4"
          markerWidth="7"
          markerHeight="7"
          orient="auto"
        >
          <path className={classes.tip} d="M0 0 8 4 0 8z" />
        </marker>
      </defs>
      {children}
    </svg>
  );
}

export type Tone = 'plain' | 'positive' | 'negative' | 'faint' | 'accent';

interface BoxProps {
  x: number;
  y: number;
  width: number;
  height?: number;
  tone?: Tone;
  text: string;
}

/** A box with a text in its middle. */
export function Box({ x, y, width, height = 24, tone = 'plain', text }: BoxProps): JSX.Element {
  return (
    <g className={classes[tone]}>
      <rect x={x} y={y} width={width} height={height} rx={5} />
      <Text x={x + width / 2} y={y + height / 2} text={text} />
    </g>
  );
}

export function Text({
  x,
  y,
  text,
  isLeft = false,
}: {
  x: number;
  y: number;
  text: string;
  isLeft?: boolean;
}): JSX.Element {
  return (
    <text className={isLeft ? classes.left : classes.middle} x={x} y={y} dy="0.35em">
      {text}
    </text>
  );
}

export function Arrow({ from, to }: { from: [number, number]; to: [number, number] }): JSX.Element {
  return (
    <line
      className={classes.arrow}
      x1={from[0]}
      y1={from[1]}
      x2={to[0]}
      y2={to[1]}
      markerEnd="url(#story-arrow)"
    />
  );
}
