/** Which of two runs is better on the test set, and whether that is more than chance. */
import { useEffect, useState, type JSX } from 'react';
import { errorMessage } from '../../errors';
import { scoresOf } from '../../state/runs/changeRuns';
import {
  compareScores,
  obstacle,
  pValueInWords,
  verdictOnRuns,
  type Contingency,
  type ScoreComparison,
} from '../../state/runs/compareScores';
import type { RunSummary } from '../../types';
import classes from './runs.module.css';

export function TwoRuns({ runs }: { runs: readonly RunSummary[] }): JSX.Element {
  const [first, second] = runs;
  return (
    <div className={classes.part}>
      <h3 className={classes.title}>Is one better?</h3>
      {first === undefined || second === undefined || runs.length > 2 ? (
        <p className={classes.note}>
          Tick exactly two runs with a test score to compare them review by review.
        </p>
      ) : (
        <Pair key={`${keyOf(first)} ${keyOf(second)}`} first={first} second={second} />
      )}
    </div>
  );
}

/** A run that was scored anew is compared anew. */
const keyOf = ({ id, test }: RunSummary): string => `${id} ${test?.loss ?? ''}`;

function Pair({ first, second }: { first: RunSummary; second: RunSummary }): JSX.Element {
  const reason = obstacle(first, second);
  const comparison = useComparison(first, second, reason === null);
  if (reason !== null) return <p className={classes.note}>{reason}</p>;
  if (comparison === null) return <p className={classes.note}>Comparing the two …</p>;
  if (comparison.kind === 'none') return <p className={classes.note}>{comparison.reason}</p>;
  const { counts, test } = comparison;
  return (
    <>
      <p className={classes.verdict}>{verdictOnRuns(counts, test)}</p>
      <CountsTable {...counts} />
      <p className={classes.note}>
        McNemar’s test,{' '}
        {test.statistic === null
          ? 'exact'
          : `chi-square ${test.statistic.toFixed(2)} with one degree of freedom`}
        {test.pValue !== null && `: p = ${pValueInWords(test.pValue)}`}. Seeds matter too: another seed of the
        same settings also gives another score.
      </p>
    </>
  );
}

/** Null while the scores are being read. */
function useComparison(first: RunSummary, second: RunSummary, isPossible: boolean): ScoreComparison | null {
  const [comparison, setComparison] = useState<ScoreComparison | null>(null);
  useEffect(() => {
    if (!isPossible) return undefined;
    let isStale = false;
    const show = (next: ScoreComparison): void => {
      if (!isStale) setComparison(next);
    };
    Promise.all([scoresOf(first.id), scoresOf(second.id)]).then(
      ([a, b]) => show(compareScores(a, b)),
      (error: unknown) => show({ kind: 'none', reason: errorMessage(error) }),
    );
    return () => {
      isStale = true;
    };
  }, [first.id, second.id, isPossible]);
  return comparison;
}

const inWords = (count: number): string => count.toLocaleString('en');

function CountsTable({ bothRight, onlyFirst, onlySecond, bothWrong }: Contingency): JSX.Element {
  return (
    <table className={classes.plain} aria-label="Test reviews by who is right">
      <thead>
        <tr>
          <th scope="col">Test reviews</th>
          <th scope="col">B right</th>
          <th scope="col">B wrong</th>
        </tr>
      </thead>
      <tbody>
        <tr>
          <th scope="row">A right</th>
          <td>{inWords(bothRight)}</td>
          <td>{inWords(onlyFirst)}</td>
        </tr>
        <tr>
          <th scope="row">A wrong</th>
          <td>{inWords(onlySecond)}</td>
          <td>{inWords(bothWrong)}</td>
        </tr>
      </tbody>
    </table>
  );
}
