/** Pictures of texts on their way to numbers. */
import type { JSX } from 'react';
import type { Settings } from '../../../types';
import { Arrow, Box, Picture, Text } from './parts';

export function ReviewPicture(): JSX.Element {
  return (
    <Picture
      label="Two texts with their labels: “A warm and funny film” is positive, “I fell asleep twice” is negative."
      height={84}
    >
      <Box x={2} y={8} width={206} text="“A warm and funny film.”" />
      <Arrow from={[212, 20]} to={[238, 20]} />
      <Box x={242} y={8} width={96} tone="positive" text="+ positive" />
      <Box x={2} y={50} width={206} text="“I fell asleep twice.”" />
      <Arrow from={[212, 62]} to={[238, 62]} />
      <Box x={242} y={50} width={96} tone="negative" text="− negative" />
    </Picture>
  );
}

/** Ids of these words in the film reviews' vocabulary, by frequency. */
const WORDS = ['<START>', 'this', 'film', 'was', 'great'];
const IDS = [1, 14, 22, 16, 87];

export function IdsPicture(): JSX.Element {
  return (
    <Picture
      label="The words “this film was great” become the ids 14, 22, 16 and 87 of the film reviews’ vocabulary; the start of the text is 1."
      height={96}
    >
      {WORDS.map((word, i) => (
        <g key={word}>
          <Box x={2 + 68 * i} y={6} width={62} text={word} />
          <Arrow from={[33 + 68 * i, 34]} to={[33 + 68 * i, 60]} />
          <Box x={2 + 68 * i} y={64} width={62} tone="accent" text={String(IDS[i])} />
        </g>
      ))}
    </Picture>
  );
}

const CELLS = 7;
const CELL = { width: 34, step: 36 };

/** A long and a short review in a table of a few columns. */
export function PadPicture({ padding, truncating }: Pick<Settings, 'padding' | 'truncating'>): JSX.Element {
  const isFrontCut = truncating === 'pre';
  const isFrontFilled = padding === 'pre';
  const left = isFrontCut ? 2 + 2 * CELL.step : 2;
  const tableLeft = isFrontCut ? left : 2;
  return (
    <Picture
      label={`A long review loses its ${isFrontCut ? 'beginning' : 'end'}; a short one gets zeros ${isFrontFilled ? 'in front' : 'behind'}. Then both are equally long.`}
      height={94}
    >
      {Array.from({ length: CELLS + 2 }, (_, i) => {
        const isCut = isFrontCut ? i < 2 : i >= CELLS;
        return (
          <Box
            key={i}
            x={2 + i * CELL.step}
            y={6}
            width={CELL.width}
            tone={isCut ? 'faint' : 'accent'}
            text={isCut ? 'cut' : 'id'}
          />
        );
      })}
      {Array.from({ length: CELLS }, (_, i) => {
        const isFilled = isFrontFilled ? i < 3 : i >= CELLS - 3;
        return (
          <Box
            key={i}
            x={tableLeft + i * CELL.step}
            y={42}
            width={CELL.width}
            tone={isFilled ? 'plain' : 'accent'}
            text={isFilled ? '0' : 'id'}
          />
        );
      })}
      <Text x={tableLeft + (CELLS * CELL.step) / 2} y={82} text="all rows have the same length" />
    </Picture>
  );
}
