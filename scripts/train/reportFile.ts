/** Where a report goes. A run may take hours, so whether it can be written is found out before it. */
import { closeSync, mkdirSync, openSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { messageOf } from '../support/project';

/**
 * Makes the file's folder and opens the file for writing; what is in it already stays until the new report is there.
 * Throws what to do when that cannot be done.
 */
export function prepareReportFile(path: string): void {
  prepareFile(path, 'The report', '--json');
}

/** @param what goes there, and which `option` names the file: for the message */
export function prepareFile(path: string, what: string, option: string): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
    closeSync(openSync(path, 'a'));
  } catch (error) {
    throw new Error(
      `${what} cannot be written to "${path}": ${messageOf(error)}. Choose another file for ${option}.`,
      { cause: error },
    );
  }
}

/** Writes the report as JSON; prints it where there is no file, or no room in it after all. */
export function writeReport(report: object, path: string | null, print = printText): void {
  const text = `${JSON.stringify(report, null, 2)}\n`;
  if (path === null) return print(text);
  try {
    writeFileSync(path, text);
  } catch (error) {
    print(text);
    throw new Error(`The report is printed above: it cannot be written to "${path}": ${messageOf(error)}`, {
      cause: error,
    });
  }
}

function printText(text: string): void {
  process.stdout.write(text);
}
