/** Recorded runs as files for spreadsheets and programs. Pure. */
import type { RunRecord, RunSummary, Settings } from '../../types';
import { csvLine } from '../csv';
import { DEFAULT_SETTINGS } from '../settings';
import { bestEpoch, recipeTitle, testInterval } from './runFacts';

const SETTING_NAMES = Object.keys(DEFAULT_SETTINGS) as (keyof Settings)[];

/** A row for each run: what it was, how well it did, and every setting. Shares are 0 to 1, times seconds. */
export function runsCsv(runs: readonly RunSummary[]): string {
  const names = [
    'id',
    'name',
    'startedAt',
    'recipeTitle',
    'datasetTitle',
    'datasetHash',
    'outcome',
    'numEpochs',
    'bestEpoch',
    'bestValAccuracy',
    'bestValLoss',
    'testAccuracy',
    'testAccuracyLow95',
    'testAccuracyHigh95',
    'testLoss',
    'testReviews',
    'seconds',
    'numParams',
    'backendTitle',
    'backendRenderer',
  ];
  const lines = runs.map((run) => {
    const best = bestEpoch(run.epochs);
    const interval = testInterval(run);
    return csvLine([
      run.id,
      run.name,
      run.startedAt,
      recipeTitle(run.settings),
      run.datasetTitle,
      run.datasetHash,
      run.outcome,
      run.epochs.length,
      best?.epoch ?? null,
      best?.valAccuracy ?? null,
      best?.valLoss ?? null,
      run.test?.accuracy ?? null,
      interval?.low ?? null,
      interval?.high ?? null,
      run.test?.loss ?? null,
      run.test?.reviews ?? null,
      run.seconds,
      run.numParams,
      run.backend.title,
      run.backend.renderer,
      ...SETTING_NAMES.map((name) => run.settings[name]),
    ]);
  });
  return csvLine([...names, ...SETTING_NAMES.map((name) => `setting.${name}`)]) + lines.join('');
}

/** A row for each epoch of each run. */
export function curvesCsv(runs: readonly RunSummary[]): string {
  const lines = runs.flatMap(({ id, name, epochs }) =>
    epochs.map(({ epoch, loss, accuracy, valLoss, valAccuracy, seconds }) =>
      csvLine([id, name, epoch, loss, accuracy, valLoss, valAccuracy, seconds]),
    ),
  );
  const header = ['runId', 'name', 'epoch', 'loss', 'accuracy', 'valLoss', 'valAccuracy', 'seconds'];
  return csvLine(header) + lines.join('');
}

/** Of the file that `runJson` makes parts of. */
export const RUNS_FORMAT = 'verdict-runs-1';

/** Nine digits tell any two 32-bit numbers apart. */
const FLOAT32_DIGITS = 9;

/** One run as JSON, its scores (log-odds) as plain arrays. */
export function runJson({ scores, ...summary }: RunRecord): string {
  const { test, testLabels } = scores;
  return JSON.stringify({
    ...summary,
    scores: {
      test: test === null ? null : Array.from(test, (score) => Number(score.toPrecision(FLOAT32_DIGITS))),
      testLabels: testLabels === null ? null : [...testLabels],
    },
  });
}

/** The whole file in pieces, so that no single string has to hold it. */
export function runsJson(runs: readonly RunRecord[]): string[] {
  const pieces = runs.map((run, index) => `${index === 0 ? '' : ',\n'}${runJson(run)}`);
  return [`{"format":"${RUNS_FORMAT}","runs":[\n`, ...pieces, '\n]}\n'];
}
