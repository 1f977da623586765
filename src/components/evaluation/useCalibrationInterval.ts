/** The bootstrap interval of the calibration error, worked out in slices after the rest is on the screen. */
import { useEffect, useState } from 'react';
import { calibrationErrorIntervalInSlices } from '../../evaluation/bootstrap';
import type { Interval } from '../../evaluation/report';
import type { SplitEvaluation } from './useSplitEvaluation';

/** Null until it is known. */
export function useCalibrationInterval(evaluation: SplitEvaluation): Interval | null {
  const [known, setKnown] = useState<{ of: SplitEvaluation; interval: Interval | null } | null>(null);
  useEffect(() => {
    const { input, temperature, report } = evaluation;
    const estimate = report.calibration.expectedError;
    if (estimate === null) return undefined;
    const controller = new AbortController();
    void calibrationErrorIntervalInSlices(input, temperature, estimate, controller.signal).then(
      (interval) => {
        if (!controller.signal.aborted) setKnown({ of: evaluation, interval });
      },
    );
    return () => controller.abort();
  }, [evaluation]);
  return known?.of === evaluation ? known.interval : null;
}
