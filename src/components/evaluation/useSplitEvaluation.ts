/** Everything about a split that no threshold changes, worked out once per split and temperature. */
import { useMemo } from 'react';
import type { EvaluationInput } from '../../evaluation/checkScores';
import { evaluateScores } from '../../evaluation/evaluateScores';
import { groupByLength, type LengthGroups } from '../../evaluation/lengthGroups';
import { rankScores, type RankedScores } from '../../evaluation/rankedScores';
import type { EvaluationReport, ThresholdReport } from '../../evaluation/report';
import { reportAtThreshold } from '../../evaluation/thresholdReport';
import { troubleOf, type Trouble } from '../../state/status';

export interface SplitEvaluation {
  input: EvaluationInput;
  temperature: number;
  ranked: RankedScores;
  groups: LengthGroups;
  /** At the threshold 0.5, without the interval of the calibration error. */
  report: EvaluationReport;
  /** The curves' tables: thresholds 0.05 to 0.95. */
  steps: ThresholdReport[];
}

const TABLE_THRESHOLDS = Array.from({ length: 19 }, (_, step) => (step + 1) / 20);

function evaluate(input: EvaluationInput, temperature: number): SplitEvaluation {
  const ranked = rankScores(input);
  return {
    input,
    temperature,
    ranked,
    groups: groupByLength(input.lengths),
    report: evaluateScores({ ...input, temperature, numResamples: 0 }),
    steps: TABLE_THRESHOLDS.map((threshold) => reportAtThreshold(ranked, threshold, temperature)),
  };
}

export function useSplitEvaluation(
  input: EvaluationInput | null,
  temperature: number,
): { evaluation: SplitEvaluation | null; trouble: Trouble | null } {
  return useMemo(() => {
    if (input === null) return { evaluation: null, trouble: null };
    try {
      return { evaluation: evaluate(input, temperature), trouble: null };
    } catch (error) {
      return { evaluation: null, trouble: troubleOf(error) };
    }
  }, [input, temperature]);
}
