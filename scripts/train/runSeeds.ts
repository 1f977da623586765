/** One run after the other for several seeds. What one of them does not reach, the others still report. */
import type { RunReport } from '../../src/types';
import { messageOf } from '../support/project';
import { describeSpread, summariseSeeds, type SeedSummary } from './seedSummary';

type Summarised = Pick<RunReport, 'epochs' | 'test' | 'seconds'>;

interface SeedRuns<Report> {
  /** Of the runs that came to an end, in the order of the seeds. */
  runs: Report[];
  summary: SeedSummary;
  /** Why it is not the whole of what was asked for; null when it is. */
  failure: string | null;
}

/** Prints a line for each seed, and mean and spread of all. */
export async function runSeeds<Report extends Summarised>(
  seeds: readonly number[],
  run: (seed: number) => Promise<{ report: Report; failure: string | null }>,
  print: (line: string) => void = console.log,
): Promise<SeedRuns<Report>> {
  const runs: Report[] = [];
  const failures: string[] = [];
  for (const seed of seeds) {
    try {
      const { report, failure } = await run(seed);
      runs.push(report);
      print(`seed ${seed}: ${describe(summariseSeeds([report]))}`);
      if (failure !== null) failures.push(`Seed ${seed}: ${failure}`);
    } catch (error) {
      const failure = `Seed ${seed}: ${messageOf(error)}`;
      failures.push(failure);
      print(failure);
    }
  }
  const summary = summariseSeeds(runs);
  print(`${runs.length} of ${seeds.length} seeds: ${describe(summary)}`);
  return { runs, summary, failure: failures.length === 0 ? null : failures.join('\n') };
}

function describe({ testAccuracy, validationAccuracy, seconds }: SeedSummary): string {
  return [
    `test accuracy ${describeSpread(testAccuracy, 4)}`,
    `validation accuracy ${describeSpread(validationAccuracy, 4)}`,
    `seconds ${describeSpread(seconds, 1)}`,
  ].join(', ');
}
