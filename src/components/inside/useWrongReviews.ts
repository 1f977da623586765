/** The test reviews that the model got wrong, where they have been judged. */
import { useMemo } from 'react';
import { useVerdict } from '../../state/store';
import { wrongByError } from '../evaluation/errorOrder';

const NONE: number[] = [];

/** Most wrong first, as in the evaluation's list of errors. The same array as long as the answers are the same. */
export function useWrongReviews(): number[] {
  const answers = useVerdict(({ test }) => (test.kind === 'done' ? (test.metrics.answers ?? null) : null));
  return useMemo(() => (answers === null ? NONE : wrongByError(answers)), [answers]);
}
