import { mkdtempSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { prepareReportFile, writeReport } from './reportFile';

const folder = mkdtempSync(join(tmpdir(), 'verdict-report-'));
afterAll(() => rmSync(folder, { recursive: true }));

it('makes the folder, and keeps an older report until the new one is written', () => {
  const path = join(folder, 'new', 'deep', 'report.json');
  prepareReportFile(path);
  writeReport({ epochs: [1] }, path);
  prepareReportFile(path);
  expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual({ epochs: [1] });
  writeReport({ epochs: [2] }, path);
  expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual({ epochs: [2] });
});

it('names a file that cannot be written before anything is trained', () => {
  writeFileSync(join(folder, 'file'), '');
  for (const path of [join(folder, 'file', 'report.json'), folder]) {
    expect(() => prepareReportFile(path)).toThrow(`The report cannot be written to "${path}"`);
  }
});

it('prints a report that its file does not take in the end', () => {
  const path = join(folder, 'taken');
  mkdirSync(path);
  let printed = '';
  expect(() => writeReport({ epochs: [3] }, path, (text) => (printed += text))).toThrow(/printed above/);
  expect(JSON.parse(printed)).toEqual({ epochs: [3] });
});
