/**
 * `npm run bench`: this project against stock TensorFlow.js and PyTorch on this machine, in turns, in one run.
 * Writes `{machine, rows, ratios, ...}` (bench/benchReport.ts); `npm run bench:report` makes tables of it.
 */
import { writeFileSync } from 'node:fs';
import { ratioTable } from './bench/markdown';
import { parseBenchOptions, USAGE } from './bench/options';
import { runBench } from './bench/runBench';
import { fail, messageOf } from './support/project';

if (process.argv.includes('--help')) {
  console.log(USAGE);
} else {
  try {
    const options = parseBenchOptions(process.argv.slice(2));
    const startMs = performance.now();
    // Progress goes to standard error: standard output may be the report.
    const report = await runBench(options, (message) => console.error(message));
    const text = `${JSON.stringify(report, null, 2)}\n`;
    if (options.jsonPath === null) process.stdout.write(text);
    else writeFileSync(options.jsonPath, text);
    console.error(`\n${ratioTable(report)}\n`);
    console.error(`Done in ${((performance.now() - startMs) / 60_000).toFixed(1)} minutes.`);
  } catch (error) {
    fail(messageOf(error));
  }
}
