/**
 * `npm test`: every check and test of the project, in order of cost, stopping at the first step that fails.
 * The last line is the sum of all tests: "N passed, N failed", followed by ", N skipped" when some were.
 */
import { mkdirSync, rmSync } from 'node:fs';
import { ensureBrowser } from './ensureBrowser';
import { fail, inProject, messageOf } from './support/project';
import { runCommand } from './support/runCommand';
import { freePort } from './support/server';
import { addCounts, playwrightCounts, vitestCounts, type TestCounts } from './support/testCounts';

const REPORTS = inProject('.cache', 'reports');
const VITEST_REPORT = inProject('.cache', 'reports', 'vitest.json');
const E2E_REPORT = inProject('.cache', 'reports', 'e2e.json');

interface Step {
  name: string;
  command: string;
  args: string[];
  /** For steps that count tests. */
  counts?: () => TestCounts;
  env?: Record<string, string>;
}

/** Steps after the browser is known; `port` is for the end-to-end server. */
function steps(browser: string, port: number): Step[] {
  const env = { CHROME_PATH: browser, E2E_PORT: String(port), E2E_REPORT };
  return [
    { name: 'format', command: 'prettier', args: ['--check', '--log-level', 'warn', '.'] },
    { name: 'lint', command: 'oxlint', args: ['--type-aware', '--deny-warnings'] },
    { name: 'types', command: 'tsx', args: ['scripts/typecheck.ts'] },
    { name: 'build', command: 'tsx', args: ['scripts/build.ts'] },
    { name: 'size', command: 'tsx', args: ['scripts/size.ts'] },
    {
      name: 'unit and browser tests',
      command: 'vitest',
      args: ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${VITEST_REPORT}`],
      counts: () => vitestCounts(VITEST_REPORT),
      env,
    },
    {
      name: 'end-to-end tests',
      command: 'playwright',
      args: ['test'],
      counts: () => playwrightCounts(E2E_REPORT),
      env,
    },
  ];
}

async function runAll(): Promise<number> {
  rmSync(REPORTS, { recursive: true, force: true });
  mkdirSync(REPORTS, { recursive: true });
  let total: TestCounts = { passed: 0, failed: 0, skipped: 0 };
  let failedStep = '';
  const times: string[] = [];
  for (const step of steps(await ensureBrowser(), await freePort())) {
    console.log(`\n== ${step.name}`);
    const startedMs = performance.now();
    const status = await runCommand(step.command, step.args, { env: step.env ?? {} });
    times.push(`${step.name} ${((performance.now() - startedMs) / 1000).toFixed(1)} s`);
    if (step.counts !== undefined) total = addCounts(total, step.counts());
    if (status !== 0) {
      failedStep = step.name;
      break;
    }
  }
  console.log(`\nTime: ${times.join(', ')}`);
  if (failedStep !== '') {
    console.log(`Stopped: the step "${failedStep}" failed; its output stands above.`);
    // A check that is not made of tests, or tests that could not start, still count as a failure.
    if (total.failed === 0) total = addCounts(total, { passed: 0, failed: 1, skipped: 0 });
  }
  const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
  console.log(`${total.passed} passed, ${total.failed} failed${skipped}`);
  return total.failed === 0 ? 0 : 1;
}

try {
  process.exitCode = await runAll();
} catch (error) {
  fail(`${messageOf(error)}\n0 passed, 1 failed`);
}
