/**
 * `npm run train`: trains in the real page, in a headless browser, and writes what came of it as JSON:
 * `{settings, backend, epochs, test, numParams, memory, seconds, evaluation, browser, machine}`. What a run had reached when it failed is written
 * too; the exit status then is 1. With `--seeds` it is `{runs: [...], summary, browser, machine}`.
 */
import type { VerdictPage } from '../e2e/support/verdictPage';
import type { RunEvaluation } from '../src/evaluation/report';
import type { RunReport } from '../src/types';
import { withDriver, type Driver } from './support/driver';
import { fail, messageOf } from './support/project';
import { describeMachine } from './train/machine';
import { parseTrainOptions, USAGE, withSeed, type TrainOptions } from './train/options';
import { prepareFile, prepareReportFile, writeReport } from './train/reportFile';
import { saveModel } from './train/saveModel';
import { runSeeds } from './train/runSeeds';
import { trainAndScore } from './train/trainAndScore';

interface Outcome {
  report: RunReport & { evaluation: RunEvaluation | null };
  failure: string | null;
}

async function run({ newPage }: Driver, address: string, options: TrainOptions): Promise<Outcome> {
  const verdict = await newPage();
  verdict.page.on('pageerror', (error) => console.error(`The page failed: ${error.message}`));
  await verdict.open(address);
  const timeoutMs = options.timeoutMinutes * 60_000;
  const { report, failure } = await trainAndScore(verdict, timeoutMs, printEpoch(verdict));
  if (report.test !== null) {
    const { loss, accuracy, reviews } = report.test;
    console.log(`test loss ${loss.toFixed(4)}, accuracy ${accuracy.toFixed(4)} on ${reviews} reviews`);
  }
  const evaluation = report.test === null ? null : await verdict.evaluation();
  if (options.modelPath !== null) {
    const sizeBytes = await saveModel(verdict, options.modelPath);
    console.log(`${options.modelPath}: ${(sizeBytes / 1e6).toFixed(2)} MB`);
  }
  await verdict.page.context().close();
  return { report: { ...report, evaluation }, failure };
}

/** One run, or one for each seed with all of them summed up. */
async function runAll(
  driver: Driver,
  options: TrainOptions,
): Promise<{ report: object; failure: string | null }> {
  const where = { browser: `Chromium ${driver.browser.version()}`, machine: describeMachine() };
  if (options.seeds === null) {
    const { report, failure } = await run(driver, options.address, options);
    return { report: { ...report, ...where }, failure };
  }
  const { failure, ...all } = await runSeeds(options.seeds, (seed) =>
    run(driver, withSeed(options.address, seed), options),
  );
  return { report: { ...all, ...where }, failure };
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
    if (options.modelPath !== null) prepareFile(options.modelPath, 'The model', '--save');
    const { report, failure } = await withDriver((driver) => runAll(driver, options), options.browser);
    writeReport(report, options.jsonPath);
    if (failure !== null) fail(failure);
  } catch (error) {
    fail(messageOf(error));
  }
}
