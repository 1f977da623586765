/** The command line of `npm run evaluate`. */
import type { BrowserFlagOptions } from '../browserFlags';
import { BROWSER_SWITCHES, describeOptions, parseOrExplain, parseTimeout } from '../support/commandLine';

export interface EvaluateOptions {
  /** The model's zip, as the page downloads it or `npm run train -- --save` writes it. */
  modelPath: string;
  /** Where the JSON report is written; null to print it. */
  jsonPath: string | null;
  /** Longest wait for the test set to be scored, in minutes. */
  timeoutMinutes: number;
  browser: BrowserFlagOptions;
}

const OPTIONS = {
  model: "the model's zip",
  json: 'file for the report, its folder made if need be; without it the report is printed',
  timeout: 'minutes until the evaluation is given up (default 30)',
} as const;

export const USAGE = [
  'npm run evaluate -- --model model.zip --json report.json',
  ...describeOptions({ ...OPTIONS, ...BROWSER_SWITCHES }),
].join('\n');

/** Reads the arguments; throws with what is wrong and how to call it. */
export function parseEvaluateOptions(args: string[]): EvaluateOptions {
  const names = Object.keys(OPTIONS);
  const { values, switches } = parseOrExplain(args, names, Object.keys(BROWSER_SWITCHES), USAGE);
  const { model } = values;
  if (model === undefined || model === '') throw new Error(`Name the model's file with --model.\n\n${USAGE}`);
  return {
    modelPath: model,
    jsonPath: values['json'] ?? null,
    timeoutMinutes: parseTimeout(values['timeout'], 30),
    browser: { usesGpu: switches.has('gpu'), isHeadless: !switches.has('headful') },
  };
}
