/** One run of the benchmark: who is there, the sections wanted one after the other, the report. */
import { availableParallelism, loadavg } from 'node:os';
import { hasImdb, NO_IMDB } from '../../e2e/support/datasets';
import type { BackendAvailability } from '../../src/types';
import { prepareData } from '../data';
import { describeMachine } from '../train/machine';
import { BenchBrowser } from './benchBrowser';
import type { BenchReport, BenchRow, MemoryRow } from './benchReport';
import { BenchCases } from './cases';
import { measureForward, measurePrediction, measureSteps } from './measure/batches';
import type { BenchContext } from './measure/context';
import { measureEpochs } from './measure/epochs';
import { measureFirstBatch } from './measure/firstBatch';
import { measureGrowth } from './measure/growth';
import { measureMemory } from './measure/memory';
import type { BenchOptions, Section } from './options';
import { openPytorch, openStockIfPossible, openVerdicts, type PytorchEntry } from './participants';
import { findPython, HOW_TO_INSTALL, type EpochFiles } from './pytorch';
import { writeEpochFiles } from './pytorchFiles';
import { computeMemoryRatios, computeRatios } from './ratios';

const MEASURE: Record<Section, (context: BenchContext) => Promise<void>> = {
  step: measureSteps,
  forward: measureForward,
  prediction: measurePrediction,
  epoch: measureEpochs,
  growth: measureGrowth,
  firstBatch: measureFirstBatch,
  memory: measureMemory,
};

/** Of the processors: above it other programs disturb what is measured. */
const BUSY_SHARE = 0.4;
const BUSY =
  'This machine is busy with other programs: these figures will not be fair. PyTorch with all threads suffers most, since its threads wait for each other.';

export interface BenchListener {
  /** Progress, for people. */
  say: (message: string) => void;
  /** The report as far as it has come, after each case. */
  save: (report: BenchReport) => void;
}

export async function runBench(options: BenchOptions, { say, save }: BenchListener): Promise<BenchReport> {
  const startMs = performance.now();
  const date = new Date().toISOString();
  const [rows, memory, skipped]: [BenchRow[], MemoryRow[], string[]] = [[], [], []];
  const skip = (what: string): void => {
    skipped.push(what);
    say(`  left out: ${what}`);
  };
  const [load] = loadavg() as [number, number, number];
  if (load > BUSY_SHARE * availableParallelism()) say(BUSY);
  await prepareData({ isOptional: true });
  if (!hasImdb()) skip(NO_IMDB);
  say('Building the bench page');
  const browser = await BenchBrowser.launch(options.hasGpu);
  const pytorch: PytorchEntry[] = [];
  try {
    const page = await browser.openPage();
    const { isQuick } = options;
    const cases = new BenchCases(isQuick, hasImdb() && !isQuick ? 'imdb' : 'sentences');
    const all = await page.call('backends');
    const backends = chosenOf(all, options.backends);
    const verdict = await openVerdicts(page, backends, skip);
    const stock = options.hasStock ? await openStockIfPossible(page, all, skip) : null;
    const python = options.hasPytorch ? await findPython() : null;
    if (options.hasPytorch && python === null) skip(HOW_TO_INSTALL);
    let files: Promise<EpochFiles> | null = null;
    const epochFiles = (): Promise<EpochFiles> => (files ??= writeEpochFiles(page, cases.epoch()));
    if (python !== null) pytorch.push(...(await openPytorch(python, epochFiles)));

    const machine = {
      ...describeMachine(),
      date,
      load: Math.round(10 * load) / 10,
      browser: browser.version,
      renderer: all.find(({ name }) => name === 'webgl')?.renderer ?? '',
      pytorch: pytorch[0]?.process.version ?? null,
    };
    const report = (): BenchReport => {
      const ratios = { ...computeRatios(rows), ...computeMemoryRatios(memory) };
      return { machine, isQuick, rows, ratios, memory, skipped };
    };
    const context: BenchContext = {
      browser,
      page,
      verdict,
      stock,
      pytorch,
      python,
      cases,
      isQuick,
      softwareBackends: new Set(backends.filter(({ isSoftware }) => isSoftware).map(({ name }) => name)),
      listener: { say, skip },
      add(newRows, newMemory = []) {
        rows.push(...newRows);
        memory.push(...newMemory);
        save(report());
      },
    };
    for (const section of options.sections) {
      say(`== ${section} (${Math.round((performance.now() - startMs) / 1000)} s since the start)`);
      await MEASURE[section](context);
    }
    return report();
  } finally {
    await Promise.all(pytorch.map(({ process }) => process.close()));
    await browser.close();
  }
}

/** @throws when a name is none of the app's backends */
function chosenOf(
  all: readonly BackendAvailability[],
  wanted: readonly string[] | null,
): readonly BackendAvailability[] {
  if (wanted === null) return all;
  const unknown = wanted.find((name) => all.every((backend) => backend.name !== name));
  if (unknown !== undefined) {
    const names = all.map(({ name }) => name).join(', ');
    throw new Error(`--backends does not know "${unknown}"; there are ${names}.`);
  }
  return all.filter(({ name }) => wanted.includes(name));
}
