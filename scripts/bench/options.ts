/** The command line of `npm run bench`. */
import { parseArgs } from 'node:util';

export const SECTIONS = ['step', 'forward', 'prediction', 'epoch', 'growth', 'firstBatch', 'memory'] as const;
export type Section = (typeof SECTIONS)[number];

export interface BenchOptions {
  /** Where the report is written; null to print it. */
  jsonPath: string | null;
  /** In the order of SECTIONS. */
  sections: Section[];
  isQuick: boolean;
  hasPytorch: boolean;
  hasStock: boolean;
  hasGpu: boolean;
  /** Of this project; null for all that there are. */
  backends: string[] | null;
}

export const USAGE = `npm run bench -- --json out.json
  --json FILE      where the report goes; without it it is printed
  --only LIST      of ${SECTIONS.join(', ')}; commas between
  --backends LIST  of this project, such as wasm,webgl; all that there are without it
  --no-growth      without the series over sizes (the longest part after the epochs)
  --no-pytorch     without PyTorch
  --no-stock       without stock TensorFlow.js (about 3 minutes without a graphics device)
  --gpu            let the browser use the graphics device; without it WebGL is drawn by software
  --quick          tiny sizes and few runs: checks the benchmark, measures nothing`;

const OPTIONS = {
  json: { type: 'string' },
  only: { type: 'string' },
  backends: { type: 'string' },
  'no-growth': { type: 'boolean' },
  'no-pytorch': { type: 'boolean' },
  'no-stock': { type: 'boolean' },
  gpu: { type: 'boolean' },
  quick: { type: 'boolean' },
} as const;

type Values = ReturnType<typeof parseArgs<{ options: typeof OPTIONS }>>['values'];

/** @throws Error with what is wrong and how to call it */
export function parseBenchOptions(args: string[]): BenchOptions {
  const values = parseOrExplain(args);
  const only = listOf(values.only);
  const unknown = only?.find((name) => !SECTIONS.some((section) => section === name));
  if (unknown !== undefined) throw explained(`--only does not know "${unknown}".`);
  const isWanted = (section: Section): boolean =>
    only === undefined ? !(section === 'growth' && values['no-growth'] === true) : only.includes(section);
  return {
    jsonPath: values.json ?? null,
    sections: SECTIONS.filter(isWanted),
    isQuick: values.quick === true,
    hasPytorch: values['no-pytorch'] !== true,
    hasStock: values['no-stock'] !== true,
    hasGpu: values.gpu === true,
    backends: listOf(values.backends) ?? null,
  };
}

const listOf = (text: string | undefined): string[] | undefined =>
  text?.split(',').map((name) => name.trim());

function parseOrExplain(args: string[]): Values {
  try {
    return parseArgs({ args, options: OPTIONS, strict: true, allowPositionals: false }).values;
  } catch (error) {
    throw explained(error instanceof Error ? error.message : String(error), error);
  }
}

function explained(message: string, cause?: unknown): Error {
  return new Error(`${message}\n\n${USAGE}`, { cause });
}
