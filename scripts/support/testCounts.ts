/** Reads how many tests passed from the JSON reports of Vitest and Playwright. */
import { existsSync, readFileSync } from 'node:fs';
import * as v from 'valibot';

export interface TestCounts {
  passed: number;
  failed: number;
  skipped: number;
}

/** What a missing report means: the tool never came to run its tests. */
const NEVER_RAN: TestCounts = { passed: 0, failed: 1, skipped: 0 };

const VitestSchema = v.object({
  success: v.boolean(),
  numPassedTests: v.number(),
  numFailedTests: v.number(),
  numPendingTests: v.number(),
  numTodoTests: v.number(),
});

const PlaywrightSchema = v.object({
  errors: v.array(v.unknown()),
  stats: v.object({
    expected: v.number(),
    unexpected: v.number(),
    flaky: v.number(),
    skipped: v.number(),
  }),
});

export function addCounts(a: TestCounts, b: TestCounts): TestCounts {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped };
}

/** Vitest's report (Jest's format). A test file that cannot be loaded counts as one failure. */
export function vitestCounts(path: string): TestCounts {
  if (!existsSync(path)) return NEVER_RAN;
  const report = v.parse(VitestSchema, JSON.parse(readFileSync(path, 'utf8')));
  return {
    passed: report.numPassedTests,
    failed: Math.max(report.numFailedTests, report.success ? 0 : 1),
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/** Playwright's report. A test that passed only when repeated counts as failed. */
export function playwrightCounts(path: string): TestCounts {
  if (!existsSync(path)) return NEVER_RAN;
  const { errors, stats } = v.parse(PlaywrightSchema, JSON.parse(readFileSync(path, 'utf8')));
  return {
    passed: stats.expected,
    failed: Math.max(stats.unexpected + stats.flaky, errors.length > 0 ? 1 : 0),
    skipped: stats.skipped,
  };
}
