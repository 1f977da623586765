/** The stores of recorded runs, and the check of what stands in them. */
import * as v from 'valibot';
import { VerdictError } from '../errors';
import type { RunScores, RunSummary } from '../types';
import { BrowserDatabase, type Transaction } from './browserDatabase';
import { backendNameSchema, epochSchema, settingsSchema, testSchema } from './bundle';

type StoreName = 'runs' | 'runScores';
export type RunTransaction = Transaction<StoreName>;

export class RunDatabase extends BrowserDatabase<StoreName> {
  constructor(name: string, version: number) {
    super(name, version, ['runs', 'runScores'], {
      things: 'recorded runs',
      instead: 'Runs can still be exported as files.',
      rescue: 'try again, or export the runs as a file',
      makeRoom: 'Delete runs or saved models.',
    });
  }
}

const summarySchema: v.GenericSchema<unknown, RunSummary> = v.object({
  id: v.pipe(v.string(), v.nonEmpty()),
  name: v.pipe(v.string(), v.nonEmpty(), v.maxLength(1000)),
  isNamed: v.boolean(),
  startedAt: v.pipe(
    v.string(),
    v.check((text) => !Number.isNaN(Date.parse(text)), 'not a date'),
  ),
  settings: settingsSchema,
  datasetTitle: v.string(),
  datasetHash: v.string(),
  backend: v.object({
    name: backendNameSchema,
    title: v.string(),
    reason: v.string(),
    renderer: v.string(),
    isSoftware: v.boolean(),
  }),
  outcome: v.picklist(['finished', 'stopped']),
  epochs: v.pipe(v.array(epochSchema), v.minLength(1)),
  seconds: v.pipe(v.number(), v.finite(), v.minValue(0)),
  numParams: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0))),
  test: v.nullable(testSchema),
});

/** From storage. Fields that are not known are dropped. @throws VerdictError 'bad-archive' naming the field */
export function parseRun(value: unknown): RunSummary {
  const result = v.safeParse(summarySchema, value);
  if (result.success) return result.output;
  const issue = result.issues[0];
  throw new VerdictError(
    'bad-archive',
    `This record is damaged, or of a newer version of this page: “${v.getDotPath(issue) ?? 'all of it'}” is not as expected (${issue.message}).`,
  );
}

const scoresSchema = v.object({ test: v.instance(Float32Array), testLabels: v.instance(Uint8Array) });

/** Scores that are missing or damaged are none: figures and curves of their run stay. */
export function parseScores(value: unknown): RunScores {
  const result = v.safeParse(scoresSchema, value);
  const none = { test: null, testLabels: null };
  if (!result.success) return none;
  const { test, testLabels } = result.output;
  const isWhole = test.length === testLabels.length && test.every((score) => !Number.isNaN(score));
  return isWhole ? { test, testLabels } : none;
}
