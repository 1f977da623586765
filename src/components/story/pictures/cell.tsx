/** What happens inside an LSTM at one word. */
import type { JSX } from 'react';
import { Arrow, Box, Text } from './parts';
import classes from './pictures.module.css';

export const CELL_HEIGHT = 164;

export const CELL_LABEL =
  'Inside, at each word: the memory runs through from left to right. The forget gate multiplies it, the input gate adds to it, and the output gate decides how much of it is shown. All three gates look at the word vector and at what was shown at the word before.';

/** Middles of the columns of the three gates. */
const FORGET = 100;
const INPUT = 172;
const OUTPUT = 244;
const GATES: [number, string][] = [
  [FORGET, 'forget'],
  [INPUT, 'input'],
  [OUTPUT, 'output'],
];
const MEMORY_Y = 38;

/** Part of a picture, from `top` on. */
export function Cell({ top }: { top: number }): JSX.Element {
  return (
    <g transform={`translate(0 ${top})`}>
      <line className={classes.best} x1={2} y1={0} x2={338} y2={0} />
      <Text x={2} y={12} text="inside each LSTM box:" isLeft />
      <Box x={2} y={MEMORY_Y - 12} width={58} text="memory" />
      <Arrow from={[62, MEMORY_Y]} to={[FORGET - 12, MEMORY_Y]} />
      <Sign x={FORGET} y={MEMORY_Y} text="×" />
      <Arrow from={[FORGET + 12, MEMORY_Y]} to={[INPUT - 12, MEMORY_Y]} />
      <Sign x={INPUT} y={MEMORY_Y} text="+" />
      <Arrow from={[INPUT + 12, MEMORY_Y]} to={[276, MEMORY_Y]} />
      <Box x={280} y={MEMORY_Y - 12} width={58} text="memory" />
      <Arrow from={[OUTPUT, MEMORY_Y]} to={[OUTPUT, 70]} />
      {GATES.map(([x, name]) => (
        <g key={name}>
          <Box x={x - 29} y={74} width={58} tone="accent" text={name} />
          <Arrow from={[x, 128]} to={[x, 102]} />
        </g>
      ))}
      <Arrow from={[FORGET, 72]} to={[FORGET, MEMORY_Y + 12]} />
      <Arrow from={[INPUT, 72]} to={[INPUT, MEMORY_Y + 12]} />
      <Arrow from={[OUTPUT + 31, 86]} to={[290, 86]} />
      <Box x={294} y={74} width={44} text="shown" />
      <Box x={40} y={132} width={264} text="word vector, and what was shown before" />
    </g>
  );
}

function Sign({ x, y, text }: { x: number; y: number; text: string }): JSX.Element {
  return (
    <g className={classes.sign}>
      <circle cx={x} cy={y} r={10} />
      <Text x={x} y={y} text={text} />
    </g>
  );
}
