/** Pictures of what a trained network is used for. */
import type { JSX } from 'react';
import { Arrow, Box, Picture, Text } from './parts';

const STATIONS = ['words', 'ids', 'vectors', 'network'];

export function VerdictPicture(): JSX.Element {
  return (
    <Picture
      label="A text goes from words to ids to vectors to the network to two probabilities."
      height={60}
    >
      {STATIONS.map((station, i) => (
        <g key={station}>
          <Box x={2 + 70 * i} y={18} width={56} tone={i === 3 ? 'accent' : 'plain'} text={station} />
          <Arrow from={[59 + 70 * i, 30]} to={[71 + 70 * i, 30]} />
        </g>
      ))}
      <Box x={284} y={6} width={54} height={20} tone="positive" text="+ %" />
      <Box x={284} y={34} width={54} height={20} tone="negative" text="− %" />
    </Picture>
  );
}

export function InsidePicture(): JSX.Element {
  return (
    <Picture
      label="A sketch of a text with its words marked: “slow” speaks for negative, “wonderful” for positive, the others for neither."
      height={64}
    >
      <Box x={2} y={8} width={50} tone="negative" text="slow −" />
      <Box x={58} y={8} width={50} text="at first" />
      <Box x={114} y={8} width={60} text="but then" />
      <Box x={180} y={8} width={96} tone="positive" text="wonderful +" />
      <Text x={140} y={50} text="which words decided, and by how much" />
    </Picture>
  );
}

export function KeepPicture(): JSX.Element {
  return (
    <Picture label="Weights go into a zip, and from there into a browser or another program." height={88}>
      <Box x={2} y={30} width={84} tone="accent" text="weights" />
      <Arrow from={[90, 42]} to={[116, 42]} />
      <Box x={120} y={30} width={80} text="model.zip" />
      <Arrow from={[204, 38]} to={[230, 24]} />
      <Arrow from={[204, 46]} to={[230, 62]} />
      <Box x={234} y={8} width={104} text="this page" />
      <Box x={234} y={54} width={104} text="TensorFlow.js" />
    </Picture>
  );
}
