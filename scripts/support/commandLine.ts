/** Command lines of options with values and switches without, for scripts that drive the page. */
import { parseArgs } from 'node:util';

/** Options without a value that choose how the browser runs. */
export const BROWSER_SWITCHES = {
  gpu: "draw on the machine's GPU; without it WebGL is drawn in software, alike on every machine",
  headful: 'show the browser in a window',
} as const;

/** A line for each option with what it takes or does. */
export const describeOptions = (options: Record<string, string>): string[] =>
  Object.entries(options).map(([name, takes]) => `  --${name.padEnd(13)} ${takes}`);

/** Values by name, and the switches that are on. Throws with what is wrong and with `usage`. */
export function parseOrExplain(
  args: string[],
  names: string[],
  switchNames: string[],
  usage: string,
): { values: Record<string, string | undefined>; switches: Set<string> } {
  const options = Object.fromEntries([
    ...names.map((name) => [name, { type: 'string' as const }]),
    ...switchNames.map((name) => [name, { type: 'boolean' as const }]),
  ]) as Record<string, { type: 'string' | 'boolean' }>;
  try {
    const parsed = Object.entries(parseArgs({ args, options, strict: true, allowPositionals: false }).values);
    return {
      values: Object.fromEntries(
        parsed.filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
      ),
      switches: new Set(parsed.filter(([, value]) => value === true).map(([name]) => name)),
    };
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`, {
      cause: error,
    });
  }
}

/** Minutes above 0. */
export function parseTimeout(text: string | undefined, otherwise: number): number {
  const minutes = Number(text ?? otherwise);
  if (!(minutes > 0)) throw new Error(`--timeout is "${text}"; give a number of minutes above 0.`);
  return minutes;
}
