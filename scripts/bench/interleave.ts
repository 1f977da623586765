/**
 * Measures one job on everybody in turns, so that a machine that gets slower or faster does so for all.
 *
 * A turn of somebody fast begins with a run that does not count, since the caches hold the others' data by then.
 */
import type { BenchRow } from './benchReport';
import type { BenchCase } from './cases';
import type { Contestant } from './contestant';
import { messageOf } from '../support/project';
import { summariseTimes } from './statistics';

export interface Plan {
  /** Turns of everybody. */
  rounds: number;
  /** Runs before the first turn that do not count. */
  warmUps: number;
  /** Somebody who has used this up gets no further turn once there are `minRuns`. */
  budgetMs: number;
  minRuns: number;
}

export interface Listener {
  /** Progress, for people. */
  say(message: string): void;
  /** Something that will be missing in the report. */
  skip(what: string): void;
}

/** Below this a run is short enough for several in a turn. */
const SHORT_MS = 400;
const RUNS_PER_SHORT_TURN = 3;
/** Above this one run is warm-up enough. */
const LONG_MS = 10_000;
/** Between turns: threads of the one before may still be spinning. */
const PAUSE_MS = 40;
/** A lost graphics device never answers. */
const MAX_WAIT_MS = 15 * 60_000;

interface Entry {
  contestant: Contestant;
  times: number[];
  spentMs: number;
  isShort: boolean;
}

/** @returns a row for each who could do the job; the others are told to the listener */
export async function measureCase(
  { name, job }: BenchCase,
  contestants: readonly Contestant[],
  plan: Plan,
  listener: Listener,
): Promise<BenchRow[]> {
  const entries: Entry[] = [];
  const failed = new Set<Entry>();
  const attempt = async (entry: Entry, work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      failed.add(entry);
      listener.skip(`${name}, ${entry.contestant.title}: ${messageOf(error)}`);
    }
  };
  for (const contestant of contestants.filter((candidate) => candidate.canRun(job))) {
    const entry: Entry = { contestant, times: [], spentMs: 0, isShort: false };
    entries.push(entry);
    await attempt(entry, async () => {
      await inTime(contestant.prepare(job));
      entry.isShort = await warmUp(contestant, plan, listener);
    });
  }
  for (let round = 0; round < plan.rounds; round++) {
    for (const entry of entries) {
      const isDone = entry.times.length >= plan.minRuns && entry.spentMs >= plan.budgetMs;
      if (!isDone && !failed.has(entry)) await attempt(entry, () => takeTurn(entry));
    }
  }
  for (const entry of entries) await attempt(entry, () => entry.contestant.release());
  const rows: BenchRow[] = [];
  for (const { contestant, times } of entries.filter((entry) => !failed.has(entry))) {
    const { implementation, backend, threads, title } = contestant;
    const summary = summariseTimes(times);
    rows.push({ case: name, implementation, backend, threads, ...summary, bytes: null });
    listener.say(`  ${title}: ${summary.medianMs.toFixed(1)} ms, median of ${summary.runs}`);
  }
  return rows;
}

/** @returns whether a run is short */
async function warmUp(contestant: Contestant, { warmUps }: Plan, listener: Listener): Promise<boolean> {
  let lastMs = Number.POSITIVE_INFINITY;
  for (let run = 0; run < warmUps; run++) {
    lastMs = await inTime(contestant.run());
    // Where a run is that long, compiling is a small part of it.
    if (lastMs > LONG_MS) {
      listener.say(`  ${contestant.title}: the first run took ${(lastMs / 1000).toFixed(0)} s`);
      break;
    }
  }
  return lastMs < SHORT_MS;
}

async function takeTurn(entry: Entry): Promise<void> {
  const { contestant, isShort } = entry;
  await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  const start = performance.now();
  if (isShort) await inTime(contestant.run());
  for (let run = 0; run < (isShort ? RUNS_PER_SHORT_TURN : 1); run++) {
    entry.times.push(await inTime(contestant.run()));
  }
  entry.spentMs += performance.now() - start;
}

async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${MAX_WAIT_MS / 1000} s`)), MAX_WAIT_MS);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
