import { describe, expect, it } from 'vitest';
import { RECIPE_IDS } from '../recipes';
import type { BackendAvailability, BackendTrial, Settings } from '../types';
import { DEFAULT_SETTINGS, withRecipe } from './settings';
import {
  fasterThan,
  fastestFirst,
  isMeasured,
  parseKept,
  preferredBackend,
  shapeOf,
  worthTrying,
} from './trials';

const wasm: BackendTrial = { backend: 'wasm', title: 'WASM', reviewsPerSecond: 3000 };
const webgl: BackendTrial = { backend: 'webgl', title: 'WebGL', reviewsPerSecond: 1000 };
const cpu: BackendTrial = { backend: 'cpu', title: 'CPU', reviewsPerSecond: 150 };

const available = (change: Partial<BackendAvailability>): BackendAvailability => ({
  name: 'webgl',
  isAvailable: true,
  isSoftware: false,
  renderer: '',
  note: '',
  ...change,
});

describe('worthTrying', () => {
  it('leaves out what is missing and what is drawn by software', () => {
    const software = available({ isSoftware: true });
    expect(worthTrying([software, available({ name: 'wasm' }), available({ name: 'cpu' })])).toEqual([
      'wasm',
      'cpu',
    ]);
    expect(worthTrying([available({}), available({ name: 'wasm', isAvailable: false })])).toEqual(['webgl']);
  });
});

describe('fasterThan', () => {
  it('names the fastest and how many times faster it is', () => {
    expect(fasterThan('webgl', [webgl, cpu, wasm])).toEqual({ trial: wasm, times: 3 });
    expect(fasterThan('wasm', [webgl, cpu, wasm])).toBeNull();
  });

  it('says nothing without a figure for the backend at hand, and of a gain within the noise', () => {
    expect(fasterThan('webgl', [wasm])).toBeNull();
    expect(fasterThan('webgl', [webgl, { ...wasm, reviewsPerSecond: 1100 }])).toBeNull();
    expect(fasterThan('webgl', [webgl, { ...wasm, reviewsPerSecond: 1200 }])?.times).toBe(1.2);
  });
});

describe('preferredBackend', () => {
  it('leaves a graphics device its first place, and takes the fastest where there is none', () => {
    expect(preferredBackend([available({})], [wasm, webgl])).toBeNull();
    expect(preferredBackend([available({ isSoftware: true })], [cpu, wasm])).toBe('wasm');
    expect(preferredBackend([available({ isAvailable: false })], [])).toBeNull();
  });
});

it('sorts a copy, the fastest first', () => {
  const trials = [cpu, wasm, webgl];
  expect(fastestFirst(trials)).toEqual([wasm, webgl, cpu]);
  expect(trials[0]).toBe(cpu);
});

it('knows the settings that decide a trial from those that do not', () => {
  const shape = shapeOf(DEFAULT_SETTINGS);
  expect(shapeOf({ ...DEFAULT_SETTINGS, epochs: 1, dataset: 'sentences' })).toBe(shape);
  expect(shapeOf({ ...DEFAULT_SETTINGS, learningRate: 0.1, inputDropout: 0.5, clipNorm: 1 })).toBe(shape);
  const changes: Partial<Settings>[] = [
    { batchSize: 32 },
    { maxLen: 64 },
    { branches: 'both' },
    { numBigrams: 10 },
    { numTrigrams: 10 },
    { embeddingUnits: 16 },
    { lstmLayers: 1 },
    { units: 31 },
    { direction: 'both' },
    { pooling: 'max' },
    { denseUnits: 0 },
    { adversarial: 0.1 },
    { emaDecay: 0.9 },
    { recurrentDropout: 0 },
  ];
  const shapes = changes.map((change) => shapeOf({ ...DEFAULT_SETTINGS, ...change }));
  expect(new Set([shape, ...shapes]).size).toBe(changes.length + 1);
});

it('tells the recipes apart by what they compute, not by their names', () => {
  const shapes = RECIPE_IDS.map((id) => shapeOf(withRecipe(DEFAULT_SETTINGS, id)));
  expect(new Set(shapes).size).toBe(RECIPE_IDS.length);
  expect(shapeOf({ ...DEFAULT_SETTINGS, recipe: 'best' })).toBe(shapeOf(DEFAULT_SETTINGS));
});

it('has figures for the shape that they were measured for', () => {
  const trials = { shape: shapeOf(DEFAULT_SETTINGS), results: [wasm] };
  expect(isMeasured(trials, DEFAULT_SETTINGS)).toBe(true);
  expect(isMeasured(trials, { ...DEFAULT_SETTINGS, units: 7 })).toBe(false);
  expect(isMeasured({ ...trials, results: [] }, DEFAULT_SETTINGS)).toBe(false);
  expect(isMeasured(null, DEFAULT_SETTINGS)).toBe(false);
});

describe('parseKept', () => {
  const kept = { machine: 'm', shape: 's', trials: [wasm] };

  it('reads what was written', () => {
    expect(parseKept(JSON.stringify(kept))).toEqual(kept);
  });

  it.each([
    null,
    '',
    'null',
    '{',
    '[]',
    JSON.stringify({ ...kept, trials: [{ ...wasm, backend: 'abacus' }] }),
  ])('takes %j for nothing', (text) => {
    expect(parseKept(text)).toBeNull();
  });
});
