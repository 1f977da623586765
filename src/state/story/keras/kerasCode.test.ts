import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { RECIPES } from '../../../recipes';
import type { Settings } from '../../../types';
import { DEFAULT_SETTINGS } from '../../settings';
import { CHAPTERS } from '../chapters';
import { kerasCode, kerasScript } from './kerasCode';

const base: Settings = { ...DEFAULT_SETTINGS, ...RECIPES.tutorial.settings, dataset: 'imdb' };
const settings = (changes: Partial<Settings>): Settings => ({ ...base, ...changes });

const VARIANTS: [string, Settings][] = [
  ...Object.entries(RECIPES).map(([id, recipe]): [string, Settings] => [id, settings(recipe.settings)]),
  ['sentences', settings({ dataset: 'sentences' })],
  ['both directions', settings({ direction: 'both', pooling: 'max', lstmLayers: 1 })],
  ['no validation', settings({ validationShare: 0, emaDecay: 0.99, patience: 2, schedule: 'cosine' })],
  ['padding that is read', settings({ readout: 'lastStep', padding: 'pre', denseUnits: 0 })],
  ['a linear model of sentences', settings({ ...RECIPES.linear.settings, dataset: 'sentences' })],
];

const PYTHON = 'import ast, sys; ast.parse(sys.stdin.read())';

/** Null where there is no Python: then the syntax is not checked. */
function syntaxError(source: string): string | null {
  try {
    execFileSync('python3', ['-c', PYTHON], { input: source, stdio: ['pipe', 'ignore', 'pipe'] });
    return null;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      console.warn('NO python3: the syntax of the Keras code is not checked.');
      return null;
    }
    return String((error as { stderr?: unknown }).stderr);
  }
}

describe.each(VARIANTS)('the code for %s', (_, chosen) => {
  it('is Python, in lines that a narrow column holds', () => {
    expect(syntaxError(kerasScript(chosen))).toBeNull();
    for (const { id } of CHAPTERS) {
      const code = kerasCode(id, chosen);
      expect(code).not.toMatch(/undefined|NaN|\[object/);
      for (const line of code.split('\n')) expect(line.length, line).toBeLessThanOrEqual(100);
    }
  });

  it('imports in every chapter what it uses', () => {
    for (const { id } of CHAPTERS) {
      const code = kerasCode(id, chosen);
      for (const [use, name] of [
        [/\bkeras\./, 'import keras'],
        [/\bnp\./, 'import numpy as np'],
        [/\bplt\./, 'import matplotlib.pyplot as plt'],
        [/\bstring\.punctuation/, 'import string'],
        [/\bmath\./, 'import math'],
      ] as const) {
        if (use.test(code)) expect(code, id).toContain(name);
      }
    }
  });
});

const network = (changes: Partial<Settings>): string => kerasCode('network', settings(changes));
const train = (changes: Partial<Settings>): string => kerasCode('train', settings(changes));
const flat = (code: string): string => code.replaceAll(/\s+/g, ' ');

describe('the code', () => {
  it('has the layers of the settings', () => {
    expect(network({ lstmLayers: 3, units: 17 }).match(/keras\.layers\.LSTM/g)).toHaveLength(3);
    expect(flat(network({ lstmLayers: 1, units: 17, pooling: 'last' }))).toMatch(/LSTM\( ?17\b/);
    expect(network({ direction: 'both' })).toContain('Bidirectional');
    expect(network({ direction: 'forward' })).not.toContain('Bidirectional');
    expect(network({ lstmLayers: 0, pooling: 'mean' })).not.toContain('LSTM');
    expect(network({ pooling: 'maxMean' })).toContain('Concatenate()([largest, mean])');
    expect(flat(network({ recurrentDropout: 0.15 }))).toContain('recurrent_dropout=0.15');
    expect(network({ readout: 'lastWord', pooling: 'last' })).toContain('mask_zero=True');
    expect(network({ readout: 'lastStep', pooling: 'last' })).not.toContain('mask_zero=True');
    expect(flat(network({ denseUnits: 40 }))).toContain('Dense(40, activation="relu")');
    expect(network({ maxLen: 123 })).toContain('shape=(123,)');
  });

  it('says what Keras has no layer for', () => {
    expect(network({ numBigrams: 30_000 })).toMatch(/# .*30,000 word/);
    expect(network({ wordDropout: 0.2 })).toMatch(/word dropout/);
    expect(train({ adversarial: 0.5 })).toMatch(/adversarial/);
    expect(network({ numBigrams: 0, numTrigrams: 0, embeddingStart: 'random', wordDropout: 0 })).not.toMatch(
      /Not here/,
    );
  });

  it('trains as the settings say', () => {
    expect(flat(train({ epochs: 7, batchSize: 50, learningRate: 0.002 }))).toMatch(
      /learning_rate=0\.002.*epochs=7, batch_size=50/,
    );
    expect(train({ clipNorm: 1 })).toContain('global_clipnorm=1.0');
    expect(train({ clipNorm: 0 })).not.toContain('clipnorm');
    expect(flat(train({ labelSmoothing: 0.1 }))).toMatch(/label_smoothing=0\.1.*y_train/);
    expect(train({ schedule: 'cosine' })).toContain('CosineDecay');
    expect(train({ validationShare: 0 })).not.toContain('validation_split');
    expect(train({ validationShare: 0.25 })).toContain('validation_split=0.25');
  });
});
