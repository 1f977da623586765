/**
 * `npm run bench`: this project against stock TensorFlow.js and PyTorch on this machine, in turns, in one run.
 * Writes `{machine, rows, ratios, ...}` (bench/benchReport.ts); `npm run bench:report` makes tables of it.
 */
import { writeFileSync } from 'node:fs';
import type { BenchReport } from './bench/benchReport';
import { ratioTable } from './bench/markdown';
import { parseBenchOptions, USAGE } from './bench/options';
import { runBench } from './bench/runBench';
import { fail, messageOf } from './support/project';

const toText = (report: BenchReport): string => `${JSON.stringify(report, null, 2)}\n`;

if (process.argv.includes('--help')) {
  console.log(USAGE);
} else {
  try {
    const options = parseBenchOptions(process.argv.slice(2));
    const startMs = performance.now();
    const { jsonPath } = options;
    const report = await runBench(options, {
      // Standard output may be the report.
      say: (message) => console.error(message),
      save: (soFar) => {
        if (jsonPath !== null) writeFileSync(jsonPath, toText(soFar));
      },
    });
    if (jsonPath === null) process.stdout.write(toText(report));
    else writeFileSync(jsonPath, toText(report));
    console.error(`\n${ratioTable(report)}\n`);
    console.error(`Done in ${((performance.now() - startMs) / 60_000).toFixed(1)} minutes.`);
  } catch (error) {
    fail(messageOf(error));
  }
}
