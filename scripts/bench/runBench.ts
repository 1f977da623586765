/** One run of the benchmark: who is there, the sections wanted one after the other, the report. */
import { availableParallelism } from 'node:os';
import { hasImdb, NO_IMDB } from '../../e2e/support/datasets';
import type { BackendAvailability } from '../../src/types';
import { prepareData } from '../data';
import { messageOf } from '../support/project';
import { describeMachine } from '../train/machine';
import { BenchBrowser, type BenchPage } from './benchBrowser';
import type { BenchReport } from './benchReport';
import { openStock, openWithAllThreads } from './browserContestants';
import { BenchCases } from './cases';
import type { Contestant } from './contestant';
import { measureForward, measurePrediction, measureSteps } from './measure/batches';
import type { BenchContext, Measured } from './measure/context';
import { measureEpochs } from './measure/epochs';
import { measureFirstBatch } from './measure/firstBatch';
import { measureGrowth } from './measure/growth';
import { measureMemory } from './measure/memory';
import type { BenchOptions, Section } from './options';
import { findPython, HOW_TO_INSTALL, PyTorchProcess, type EpochFiles, type Variant } from './pytorch';
import { writeEpochFiles } from './pytorchFiles';
import { computeMemoryRatios, computeRatios } from './ratios';

const MEASURE: Record<Section, (context: BenchContext) => Promise<Measured>> = {
  step: measureSteps,
  forward: measureForward,
  prediction: measurePrediction,
  epoch: measureEpochs,
  growth: measureGrowth,
  firstBatch: measureFirstBatch,
  memory: measureMemory,
};

const numProcessors = availableParallelism();

export async function runBench(options: BenchOptions, say: (message: string) => void): Promise<BenchReport> {
  const startMs = performance.now();
  const date = new Date().toISOString();
  const skipped: string[] = [];
  const listener = {
    say,
    skip: (what: string): void => {
      skipped.push(what);
      say(`  left out: ${what}`);
    },
  };
  await prepareData({ isOptional: true });
  if (!hasImdb()) listener.skip(NO_IMDB);
  say('Building the bench page');
  const browser = await BenchBrowser.launch(options.hasGpu);
  const pytorch: BenchContext['pytorch'][number][] = [];
  try {
    const page = await browser.openPage();
    const cases = new BenchCases(options.isQuick, hasImdb() && !options.isQuick ? 'imdb' : 'sentences');
    const backends = await page.call('backends');
    const verdict = await openAll(page, backends, listener.skip);
    const stock = options.hasStock ? await openStockIfPossible(page, backends, listener.skip) : null;
    const python = options.hasPytorch ? await findPython() : null;
    if (options.hasPytorch && python === null) listener.skip(HOW_TO_INSTALL);
    let files: Promise<EpochFiles> | null = null;
    const epochFiles = (): Promise<EpochFiles> => (files ??= writeEpochFiles(page, cases.epoch()));
    if (python !== null) pytorch.push(...(await openPytorch(python, epochFiles)));

    const softwareBackends = new Set(backends.filter(({ isSoftware }) => isSoftware).map(({ name }) => name));
    const { isQuick } = options;
    const context = {
      browser,
      page,
      verdict,
      stock,
      pytorch,
      python,
      cases,
      isQuick,
      softwareBackends,
      listener,
    };
    const rows: Measured['rows'] = [];
    const memory: Measured['memory'] = [];
    for (const section of options.sections) {
      say(`== ${section} (${Math.round((performance.now() - startMs) / 1000)} s since the start)`);
      const measured = await MEASURE[section](context);
      rows.push(...measured.rows);
      memory.push(...measured.memory);
    }
    return {
      machine: {
        ...describeMachine(),
        date,
        browser: browser.version,
        renderer: backends.find(({ name }) => name === 'webgl')?.renderer ?? '',
        pytorch: pytorch[0]?.process.version ?? null,
      },
      isQuick,
      rows,
      ratios: { ...computeRatios(rows), ...computeMemoryRatios(memory) },
      memory,
      skipped,
    };
  } finally {
    await Promise.all(pytorch.map(({ process }) => process.close()));
    await browser.close();
  }
}

async function openAll(
  page: BenchPage,
  backends: readonly BackendAvailability[],
  skip: (what: string) => void,
): Promise<Contestant[]> {
  const contestants: Contestant[] = [];
  for (const { name, isAvailable, note } of backends) {
    if (!isAvailable) {
      skip(`verdict ${name}: ${note}`);
      continue;
    }
    try {
      contestants.push(...(await openWithAllThreads(page, name, numProcessors)));
    } catch (error) {
      skip(`verdict ${name}: ${messageOf(error)}`);
    }
  }
  return contestants;
}

async function openStockIfPossible(
  page: BenchPage,
  backends: readonly BackendAvailability[],
  skip: (what: string) => void,
): Promise<Contestant | null> {
  try {
    const webgl = backends.find(({ name }) => name === 'webgl');
    if (webgl?.isAvailable !== true) throw new Error(`it needs WebGL. ${webgl?.note ?? ''}`);
    return await openStock(page);
  } catch (error) {
    skip(`stock TensorFlow.js: ${messageOf(error)}`);
    return null;
  }
}

/** With one thread and with all; on a graphics device too, where PyTorch has one. */
async function openPytorch(
  python: string,
  epochFiles: () => Promise<EpochFiles>,
): Promise<BenchContext['pytorch'][number][]> {
  const entries: BenchContext['pytorch'][number][] = [];
  for (const threads of new Set([1, numProcessors])) {
    const process = await PyTorchProcess.start(python, threads);
    const isAll = threads === numProcessors;
    // The GPU needs no second process.
    const devices = isAll ? process.devices : ['cpu'];
    const variants: Variant[] = isAll ? ['padded', 'sorted', 'packed'] : ['padded'];
    for (const device of devices) {
      for (const variant of variants) {
        entries.push({ process, variant, contestant: process.contestant(device, variant, epochFiles) });
      }
    }
  }
  return entries;
}
