/**
 * `npm run train`: trains in the real page, in a headless browser, and writes what came of it as JSON:
 * `{settings, backend, epochs, test, numParams, memory, seconds, evaluation, browser, machine}`. What a run had reached when it failed is written
 * too; the exit status then is 1.
 */
import type { VerdictPage } from '../e2e/support/verdictPage';
import { withDriver, type Driver } from './support/driver';
import { fail, messageOf } from './support/project';
import { describeMachine } from './train/machine';
import { parseTrainOptions, USAGE, type TrainOptions } from './train/options';
import { prepareReportFile, writeReport } from './train/reportFile';
import { trainAndScore } from './train/trainAndScore';

interface Outcome {
  report: object;
  failure: string | null;
}

async function run({ browser, newPage }: Driver, options: TrainOptions): Promise<Outcome> {
  const verdict = await newPage();
  verdict.page.on('pageerror', (error) => console.error(`The page failed: ${error.message}`));
  await verdict.open(options.address);
  const timeoutMs = options.timeoutMinutes * 60_000;
  const { report, failure } = await trainAndScore(verdict, timeoutMs, printEpoch(verdict));
  if (report.test !== null) {
    const { loss, accuracy, reviews } = report.test;
    console.log(`test loss ${loss.toFixed(4)}, accuracy ${accuracy.toFixed(4)} on ${reviews} reviews`);
  }
  const evaluation = report.test === null ? null : await verdict.evaluation();
  return {
    report: { ...report, evaluation, browser: `Chromium ${browser.version()}`, machine: describeMachine() },
    failure,
  };
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
    if (options.jsonPath !== null) prepareReportFile(options.jsonPath);
    const { report, failure } = await withDriver((driver) => run(driver, options), options.browser);
    writeReport(report, options.jsonPath);
    if (failure !== null) fail(failure);
  } catch (error) {
    fail(messageOf(error));
  }
}
