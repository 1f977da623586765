/** What is happening, in words: for everybody, and not too often for a screen reader. */
import type { JSX } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { describeStatus, statusKey } from '../../state/statusText';
import { useVerdict } from '../../state/store';
import classes from './train.module.css';
import { useSlowText } from './useSlowText';

/** A sentence whose figures move is said again at most this often. */
const REPEAT_MS = 5000;

export function StatusLine(): JSX.Element {
  const facts = useVerdict(
    useShallow(({ data, training, model, isModelLoading }) => ({ data, training, model, isModelLoading })),
  );
  const text = useSlowText(describeStatus(facts), statusKey(facts), REPEAT_MS);
  return (
    <output aria-label="Status" className={classes.status}>
      {text}
    </output>
  );
}
