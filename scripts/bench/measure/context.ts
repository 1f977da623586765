/** What every section of the benchmark works with. */
import type { BenchBrowser, BenchPage } from '../benchBrowser';
import type { BenchRow, MemoryRow } from '../benchReport';
import type { BenchCases } from '../cases';
import type { Contestant } from '../contestant';
import type { Listener, Plan } from '../interleave';
import type { PyTorchProcess, Variant } from '../pytorch';

export interface BenchContext {
  browser: BenchBrowser;
  /** Where the contestants' workers are. */
  page: BenchPage;
  /** This project, every backend and number of threads. */
  verdict: readonly Contestant[];
  /** Null when it is not wanted or does not start. */
  stock: Contestant | null;
  /** PyTorch's ways to do an epoch, with one and with all threads; 'padded' also does batches. */
  pytorch: readonly { process: PyTorchProcess; variant: Variant; contestant: Contestant }[];
  /** Null when PyTorch is not there. */
  python: string | null;
  cases: BenchCases;
  isQuick: boolean;
  /** Backends of this project that software draws. */
  softwareBackends: ReadonlySet<string>;
  listener: Listener;
  /** Puts what was measured into the report, which is then written: a run that is broken off leaves that much. */
  add: (rows: readonly BenchRow[], memory?: readonly MemoryRow[]) => void;
}

const QUICK_PLAN: Plan = { rounds: 1, warmUps: 1, budgetMs: 1000, minRuns: 1 };

export const planFor = ({ isQuick }: BenchContext, plan: Plan): Plan => (isQuick ? QUICK_PLAN : plan);

export const batchPytorch = ({ pytorch }: BenchContext): Contestant[] =>
  pytorch.filter(({ variant }) => variant === 'padded').map(({ contestant }) => contestant);

/** Of those on one backend, that with the most threads. */
export function withMostThreads(contestants: readonly Contestant[]): Contestant[] {
  const most = new Map<string, Contestant>();
  for (const contestant of contestants) {
    const best = most.get(contestant.backend);
    if (best === undefined || contestant.threads > best.threads) most.set(contestant.backend, contestant);
  }
  return [...most.values()];
}
