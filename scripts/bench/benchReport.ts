/** The report of a benchmark: what `--json` writes and `report.ts` reads. */
import * as v from 'valibot';

const count = v.pipe(v.number(), v.integer(), v.minValue(1));
const time = v.pipe(v.number(), v.finite(), v.gtValue(0));
const size = v.pipe(v.number(), v.integer(), v.minValue(0));

const rowSchema = v.object({
  /** 'step', 'step64', 'epoch', 'growth.T=128', ...: see cases.ts. */
  case: v.string(),
  implementation: v.string(),
  backend: v.string(),
  threads: count,
  medianMs: time,
  minMs: time,
  maxMs: time,
  runs: count,
  /** Peak of resident memory that the job adds; null where it was not measured. */
  bytes: v.nullable(size),
});

const memorySchema = v.object({ tensors: size, bytes: size });

const machineSchema = v.object({
  cpu: v.string(),
  cores: count,
  memoryGiB: v.number(),
  os: v.string(),
  /** ISO 8601, of the start. */
  date: v.string(),
  /** How many processes wanted to run in the minute before the start; 0 where the system does not tell. */
  load: v.pipe(v.number(), v.minValue(0)),
  browser: v.string(),
  /** What draws WebGL; empty where there is none. */
  renderer: v.string(),
  /** Null where it is not installed. */
  pytorch: v.nullable(v.string()),
});

export const reportSchema = v.object({
  machine: machineSchema,
  /** Whether it is the short check, whose figures say nothing. */
  isQuick: v.boolean(),
  rows: v.array(rowSchema),
  ratios: v.record(v.string(), v.number()),
  /** Tensors and bytes of a run after two of its epochs. */
  memory: v.array(
    v.object({ backend: v.string(), threads: count, epoch2: memorySchema, epoch12: memorySchema }),
  ),
  /** What was not measured, and why. */
  skipped: v.array(v.string()),
});

export type BenchReport = v.InferOutput<typeof reportSchema>;
export type BenchRow = v.InferOutput<typeof rowSchema>;
export type MemoryRow = BenchReport['memory'][number];
export type BenchMachine = v.InferOutput<typeof machineSchema>;

/** @throws with the place that is wrong */
export function parseReport(json: string): BenchReport {
  const result = v.safeParse(reportSchema, JSON.parse(json));
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw new Error(`This is not a report of the benchmark: ${v.getDotPath(issue) ?? 'it'}: ${issue.message}`);
}
