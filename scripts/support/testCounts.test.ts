import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { playwrightCounts, vitestCounts } from './testCounts';

const folder = mkdtempSync(join(tmpdir(), 'verdict-counts-'));
afterAll(() => rmSync(folder, { recursive: true }));

function report(content: object): string {
  const path = join(folder, 'report.json');
  writeFileSync(path, JSON.stringify(content));
  return path;
}

it('sums what Vitest reports', () => {
  const path = report({
    success: false,
    numPassedTests: 7,
    numFailedTests: 2,
    numPendingTests: 1,
    numTodoTests: 1,
  });
  expect(vitestCounts(path)).toEqual({ passed: 7, failed: 2, skipped: 2 });
});

it('counts a test file that could not be loaded as a failure', () => {
  const path = report({
    success: false,
    numPassedTests: 7,
    numFailedTests: 0,
    numPendingTests: 0,
    numTodoTests: 0,
  });
  expect(vitestCounts(path).failed).toBe(1);
});

it('counts a flaky end-to-end test, and an error outside the tests, as failures', () => {
  const stats = { expected: 4, unexpected: 1, flaky: 1, skipped: 3 };
  expect(playwrightCounts(report({ errors: [], stats }))).toEqual({ passed: 4, failed: 2, skipped: 3 });
  const none = { expected: 0, unexpected: 0, flaky: 0, skipped: 0 };
  expect(playwrightCounts(report({ errors: [{ message: 'no server' }], stats: none })).failed).toBe(1);
});

it('counts a report that was never written as a failure', () => {
  expect(vitestCounts(join(folder, 'none.json')).failed).toBe(1);
  expect(playwrightCounts(join(folder, 'none.json')).failed).toBe(1);
});
