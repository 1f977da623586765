/** Where the project lies, whatever folder a script is called from. */
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';

export const PROJECT_ROOT = fileURLToPath(new URL('../..', import.meta.url));
export const DIST = join(PROJECT_ROOT, 'dist');

/** Absolute path of something in the project. */
export function inProject(...parts: string[]): string {
  return join(PROJECT_ROOT, ...parts);
}

/** Ends a script with a message for people instead of a stack trace. */
export function fail(message: string): never {
  console.error(message);
  process.exit(1);
}

/** The message of whatever was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
