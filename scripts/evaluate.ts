/**
 * `npm run evaluate`: uploads a model's zip to the real page, in a headless browser, scores it on the test set and
 * writes what came of it as JSON: `{model, evaluation, browser, machine}`.
 */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { RunEvaluation } from '../src/evaluation/report';
import { readArchive } from '../src/model/archive';
import { parseEvaluateOptions, USAGE, type EvaluateOptions } from './evaluate/options';
import { withDriver, type Driver } from './support/driver';
import { fail, messageOf } from './support/project';
import { describeMachine } from './train/machine';
import { prepareReportFile, writeReport } from './train/reportFile';

async function evaluate({ browser, newPage }: Driver, options: EvaluateOptions): Promise<object> {
  const bytes = readFileSync(options.modelPath);
  const file = basename(options.modelPath);
  // Before the page is opened, so that a damaged file is named at once.
  const { meta } = await readArchive(bytes, file);
  const { name, settings, datasetTitle, numParams } = meta;
  const verdict = await newPage();
  verdict.page.on('pageerror', (error) => console.error(`The page failed: ${error.message}`));
  await verdict.open(`dataset=${settings.dataset}`);
  await verdict.upload(file, bytes);
  const evaluation = await verdict.evaluateLoaded(options.timeoutMinutes * 60_000);
  print(evaluation);
  return {
    model: { file, sizeBytes: bytes.length, name, datasetTitle, numParams, settings },
    evaluation,
    browser: `Chromium ${browser.version()}`,
    machine: describeMachine(),
  };
}

function print({ test }: RunEvaluation): void {
  const accuracy = test?.accuracy.value;
  console.log(`test accuracy ${accuracy?.toFixed(4) ?? 'unknown'}`);
}

if (process.argv.includes('--help')) {
  console.log(USAGE);
} else {
  try {
    const options = parseEvaluateOptions(process.argv.slice(2));
    if (options.jsonPath !== null) prepareReportFile(options.jsonPath);
    const report = await withDriver((driver) => evaluate(driver, options), options.browser);
    writeReport(report, options.jsonPath);
  } catch (error) {
    fail(messageOf(error));
  }
}
