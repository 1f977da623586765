/** Pictures of training. */
import type { JSX } from 'react';
import { Arrow, Box, Picture, Text } from './parts';
import classes from './pictures.module.css';

export function TrainPicture(): JSX.Element {
  return (
    <Picture
      label="A circle: guess the labels of a batch, compare them with the right ones, find out which way each weight should move, move it a little, and begin again."
      height={110}
    >
      <Box x={2} y={8} width={92} text="1 guess" />
      <Arrow from={[98, 20]} to={[122, 20]} />
      <Box x={126} y={8} width={92} text="2 compare" />
      <Arrow from={[222, 20]} to={[246, 20]} />
      <Box x={250} y={8} width={88} text="3 gradients" />
      <Arrow from={[294, 34]} to={[294, 68]} />
      <Box x={250} y={72} width={88} tone="accent" text="4 adjust" />
      <line className={classes.arrow} x1={248} y1={84} x2={48} y2={84} />
      <Arrow from={[48, 84]} to={[48, 36]} />
      <Text x={148} y={98} text="next batch" />
    </Picture>
  );
}

export function CurvesPicture(): JSX.Element {
  return (
    <Picture
      label="A sketch: the training loss falls and falls; the validation loss falls, then rises again. Where it is lowest the network is at its best."
      height={140}
    >
      <path className={classes.frame} d="M24 8V112H332" />
      <path className={classes.training} d="M26 22C70 70 150 92 330 102" />
      <path className={classes.validation} d="M26 26C80 74 140 84 176 78S280 54 330 38" />
      <line className={classes.best} x1={150} y1={14} x2={150} y2={112} />
      <Text x={150} y={128} text="best epoch" />
      <Text x={262} y={34} text="validation" />
      <Text x={226} y={84} text="training" />
      <Text x={44} y={16} text="loss" />
    </Picture>
  );
}
