/**
 * `npm run train`: trains in the real page, in a headless browser, and writes what came of it as JSON:
 * `{settings, backend, epochs, test, memory, browser, machine}`.
 */
import { writeFileSync } from 'node:fs';
import type { VerdictPage } from '../e2e/support/verdictPage';
import type { RunReport } from '../src/types';
import { withDriver, type Driver } from './support/driver';
import { fail, messageOf } from './support/project';
import { describeMachine } from './train/machine';
import { parseTrainOptions, USAGE, type TrainOptions } from './train/options';

/** How long the test split may take to arrive and be scored. */
const EVALUATION_TIMEOUT_MS = 30 * 60_000;

async function run({ browser, newPage }: Driver, options: TrainOptions): Promise<object> {
  const verdict = await newPage();
  verdict.page.on('pageerror', (error) => console.error(`The page failed: ${error.message}`));
  await verdict.open(options.address);

  await verdict.startRun();
  await verdict.runEnded(options.timeoutMinutes * 60_000, printEpoch(verdict));
  const trained = await verdict.report();
  if (trained === null || trained.epochs.length === 0) {
    throw new Error(`Nothing was trained. The page says: ${await verdict.messages()}`);
  }
  if (trained.epochs.length < trained.settings.epochs) {
    throw new Error(`The run ended after ${trained.epochs.length} epochs: ${await verdict.messages()}`);
  }
  console.log('Scoring the test set');
  const report = await verdict.evaluateTest(EVALUATION_TIMEOUT_MS);
  console.log(
    `test loss ${report.test.loss.toFixed(4)}, accuracy ${report.test.accuracy.toFixed(4)} on ${report.test.reviews} reviews`,
  );
  return { ...report, browser: `Chromium ${browser.version()}`, machine: describeMachine() };
}

/** Prints the row of each epoch that ends, as the page's table of epochs has it. */
function printEpoch(verdict: VerdictPage): () => Promise<void> {
  let numPrinted = 0;
  return async () => {
    const rows = await verdict.historyRows.all();
    for (const row of rows.slice(numPrinted)) {
      console.log(`epoch ${(await row.getByRole('cell').allInnerTexts()).join('  ')}`);
    }
    numPrinted = rows.length;
  };
}

if (process.argv.includes('--help')) {
  console.log(USAGE);
} else {
  try {
    const options = parseTrainOptions(process.argv.slice(2));
    const report: object & Partial<RunReport> = await withDriver((driver) => run(driver, options));
    const text = `${JSON.stringify(report, null, 2)}\n`;
    if (options.jsonPath === null) process.stdout.write(text);
    else writeFileSync(options.jsonPath, text);
  } catch (error) {
    fail(messageOf(error));
  }
}
