/** Pictures of vectors and of what reads them. */
import type { JSX } from 'react';
import type { Settings } from '../../../types';
import { Cell, CELL_HEIGHT, CELL_LABEL } from './cell';
import { Arrow, Box, Picture, Text } from './parts';
import classes from './pictures.module.css';

/** Where some words lie before and after, made up: [x, y] each; the first half is positive. */
const BEFORE: [number, number][] = [
  [40, 62],
  [92, 30],
  [66, 96],
  [118, 72],
  [52, 26],
  [108, 104],
  [80, 66],
  [128, 40],
];
const AFTER: [number, number][] = [
  [292, 30],
  [310, 52],
  [272, 44],
  [298, 72],
  [216, 82],
  [232, 104],
  [206, 58],
  [244, 84],
];

export function VectorsPicture(): JSX.Element {
  return (
    <Picture
      label="Before training, points for words lie mixed; after it those of praise lie on one side and those of blame on the other."
      height={166}
    >
      <rect className={classes.frame} x={2} y={8} width={156} height={110} rx={6} />
      <rect className={classes.frame} x={182} y={8} width={156} height={110} rx={6} />
      {[...BEFORE, ...AFTER].map(([x, y], i) => (
        <Word key={`${x} ${y}`} x={x} y={y} isPositive={i % BEFORE.length < 4} />
      ))}
      <Text x={80} y={134} text="before training" />
      <Text x={260} y={134} text="after" />
      <Text x={170} y={154} text="circles: praise · squares: blame" />
    </Picture>
  );
}

function Word({ x, y, isPositive }: { x: number; y: number; isPositive: boolean }): JSX.Element {
  if (isPositive) return <circle className={classes.positiveDot} cx={x} cy={y} r={5} />;
  return <rect className={classes.negativeDot} x={x - 4.5} y={y - 4.5} width={9} height={9} />;
}

const WORDS = ['this', 'film', 'was', 'great'];
const CELL_TOP = 158;

export function NetworkPicture({ pooling, direction }: Pick<Settings, 'pooling' | 'direction'>): JSX.Element {
  const readsAll = pooling !== 'last';
  const isBothWays = direction === 'both';
  const isWide = readsAll || isBothWays;
  const twin = isBothWays ? ' A twin does the same from the last word to the first.' : '';
  return (
    <Picture
      label={`An LSTM reads “this film was great” word by word and hands its memory on; ${readsAll ? 'what it shows at every word' : 'what it remembers after the last word'} goes to a dense layer that gives the two probabilities.${twin} ${CELL_LABEL}`}
      height={CELL_TOP + CELL_HEIGHT}
    >
      {WORDS.map((word, i) => {
        const x = 2 + 66 * i;
        return (
          <g key={word}>
            <Box x={x} y={122} width={50} text={word} />
            <Arrow from={[x + 25, 120]} to={[x + 25, 102]} />
            <Box x={x} y={72} width={50} height={28} tone="accent" text="LSTM" />
            {i < WORDS.length - 1 && <Handover x={x + 51} isBothWays={isBothWays} />}
            {(readsAll || i === WORDS.length - 1 || (isBothWays && i === 0)) && (
              <Arrow from={[x + 25, 70]} to={[x + 25, 40]} />
            )}
          </g>
        );
      })}
      <Box
        x={isWide ? 2 : 176}
        y={10}
        width={isWide ? 248 : 74}
        height={28}
        text={readsAll ? 'pooling, dense layer' : 'dense'}
      />
      <Arrow from={[251, 24]} to={[266, 24]} />
      <Box x={268} y={4} width={70} height={18} tone="positive" text="+ positive" />
      <Box x={268} y={28} width={70} height={18} tone="negative" text="− negative" />
      <Text x={294} y={86} text={isBothWays ? '⇄ memories' : '→ memory'} />
      <Cell top={CELL_TOP} />
    </Picture>
  );
}

/** From one word's box to the next. */
function Handover({ x, isBothWays }: { x: number; isBothWays: boolean }): JSX.Element {
  if (!isBothWays) return <Arrow from={[x, 86]} to={[x + 14, 86]} />;
  return (
    <>
      <Arrow from={[x, 80]} to={[x + 14, 80]} />
      <Arrow from={[x + 14, 92]} to={[x, 92]} />
    </>
  );
}

export function NoMemoryPicture(): JSX.Element {
  return (
    <Picture
      label="The vectors of all words are put together, whatever their order, and a dense layer gives the two probabilities."
      height={108}
    >
      {WORDS.map((word, i) => (
        <g key={word}>
          <Box x={2 + 60 * i} y={78} width={54} text={word} />
          <Arrow from={[29 + 60 * i, 76]} to={[29 + 60 * i, 46]} />
        </g>
      ))}
      <Box x={2} y={16} width={234} height={28} tone="accent" text="pooling, dense layer" />
      <Arrow from={[238, 30]} to={[260, 30]} />
      <Box x={264} y={8} width={74} height={18} tone="positive" text="+ positive" />
      <Box x={264} y={34} width={74} height={18} tone="negative" text="− negative" />
    </Picture>
  );
}

export function SumPicture(): JSX.Element {
  return (
    <Picture label="Every word adds its weight; the sign of the sum is the verdict." height={72}>
      <Box x={2} y={8} width={66} tone="positive" text="warm +" />
      <Box x={76} y={8} width={66} tone="positive" text="funny +" />
      <Box x={150} y={8} width={66} tone="negative" text="slow −" />
      <Arrow from={[222, 20]} to={[246, 20]} />
      <Box x={250} y={8} width={88} tone="accent" text="sum > 0 ?" />
      <Text x={170} y={54} text="above 0: positive · below 0: negative" />
    </Picture>
  );
}
