/** How far something is, for a live region: what is done is read out once, the figures that tick are not. */
import { VisuallyHidden } from '@mantine/core';
import type { JSX } from 'react';
import { describeProgress } from '../../state/progressText';
import type { Progress } from '../../types';

interface ProgressTextProps {
  progress: Progress | null;
  /** "Watching the units read". */
  doing: string;
}

export function ProgressText({ progress, doing }: ProgressTextProps): JSX.Element {
  return (
    <>
      <VisuallyHidden component="span">{doing} …</VisuallyHidden>
      <span aria-hidden="true">{describeProgress(progress, doing)}</span>
    </>
  );
}
