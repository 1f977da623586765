import { describe, expect, it } from 'vitest';
import { fc } from '../data/testing/seededChecks';
import { RECIPE_IDS } from '../recipes';
import type { Settings } from '../types';
import { formatAddress, parseAddress } from './address';
import { DEFAULT_SETTINGS, NUMBER_RULES, withRecipe, type NumberSetting } from './settings';

function numberIn(setting: NumberSetting): fc.Arbitrary<number> {
  const { min, max, isInteger } = NUMBER_RULES[setting];
  return isInteger
    ? fc.integer({ min, max })
    : fc.double({ min, max, noNaN: true }).map((value) => (Object.is(value, -0) ? 0 : value));
}

const anySettings: fc.Arbitrary<Settings> = fc.record({
  dataset: fc.constantFrom('imdb', 'sentences'),
  numWords: numberIn('numWords'),
  maxLen: numberIn('maxLen'),
  truncating: fc.constantFrom('pre', 'post'),
  padding: fc.constantFrom('pre', 'post'),
  validationShare: numberIn('validationShare'),
  numReviews: numberIn('numReviews'),
  seed: numberIn('seed'),
  recipe: fc.constantFrom(...RECIPE_IDS),
  branches: fc.constantFrom('network', 'linear', 'both'),
  numBigrams: numberIn('numBigrams'),
  numTrigrams: numberIn('numTrigrams'),
  embeddingUnits: numberIn('embeddingUnits'),
  embeddingStart: fc.constantFrom('random', 'cooccurrence'),
  lstmLayers: numberIn('lstmLayers'),
  units: numberIn('units'),
  direction: fc.constantFrom('forward', 'both'),
  pooling: fc.constantFrom('last', 'max', 'mean', 'maxMean'),
  denseUnits: numberIn('denseUnits'),
  wordDropout: numberIn('wordDropout'),
  embeddingDropout: numberIn('embeddingDropout'),
  inputDropout: numberIn('inputDropout'),
  recurrentDropout: numberIn('recurrentDropout'),
  headDropout: numberIn('headDropout'),
  schedule: fc.constantFrom('constant', 'cosine'),
  clipNorm: numberIn('clipNorm'),
  emaDecay: numberIn('emaDecay'),
  adversarial: numberIn('adversarial'),
  labelSmoothing: numberIn('labelSmoothing'),
  patience: numberIn('patience'),
  readout: fc.constantFrom('lastWord', 'lastStep'),
  backend: fc.constantFrom('auto', 'webgl', 'webgpu', 'wasm', 'cpu'),
  epochs: numberIn('epochs'),
  batchSize: numberIn('batchSize'),
  learningRate: numberIn('learningRate'),
});

describe('the address', () => {
  it('brings back every settings that it was made from', () => {
    fc.assert(
      fc.property(anySettings, (settings) => {
        const { settings: parsed, problems } = parseAddress(formatAddress(settings));
        expect(parsed).toEqual(settings);
        expect(problems).toEqual([]);
      }),
    );
  });

  it('names what a run is known by and what differs from the defaults, no more', () => {
    expect(formatAddress(DEFAULT_SETTINGS)).toBe('#dataset=imdb&recipe=tutorial&epochs=12&seed=1');
    const settings: Settings = {
      ...DEFAULT_SETTINGS,
      dataset: 'sentences',
      epochs: 1,
      padding: 'pre',
      readout: 'lastStep',
    };
    expect(formatAddress(settings)).toBe(
      '#dataset=sentences&recipe=tutorial&padding=before&readout=step&epochs=1&seed=1',
    );
  });

  it.each(RECIPE_IDS)('names the recipe %s as it is by its name alone', (id) => {
    const settings = withRecipe(DEFAULT_SETTINGS, id);
    const address = `#dataset=imdb&recipe=${id}&epochs=${settings.epochs}&seed=1`;
    expect(formatAddress(settings)).toBe(address);
    expect(parseAddress(address)).toMatchObject({ settings, problems: [] });
    expect(parseAddress(`#recipe=${id}`).settings).toEqual(settings);
  });

  it('names what was changed of a recipe, wherever it stands in the link', () => {
    const settings: Settings = { ...withRecipe(DEFAULT_SETTINGS, 'best'), units: 48, patience: 2 };
    expect(formatAddress(settings)).toBe('#dataset=imdb&recipe=best&epochs=3&seed=1&units=48&patience=2');
    expect(parseAddress('#patience=2&units=48&recipe=best').settings).toEqual(settings);
  });

  it('reads the whole of a long link', () => {
    const { settings, problems } = parseAddress(
      '#dataset=imdb&recipe=tutorial&epochs=1&reviews=2000&vocabulary=12000&length=256&keep=first&padding=after' +
        '&validation=0.2&seed=1&backend=wasm&batch=64&readout=word',
    );
    expect(problems).toEqual([]);
    expect(settings).toEqual({
      ...DEFAULT_SETTINGS,
      epochs: 1,
      numReviews: 2000,
      truncating: 'post',
      backend: 'wasm',
    });
  });

  it('reports bad values and names, and takes the defaults', () => {
    const { settings, problems, named } = parseAddress(
      '#epochs=-3&vocabulary=many&backend=abacus&colour=red&seed=5&toString=1&dataset=constructor',
    );
    expect(settings).toEqual({ ...DEFAULT_SETTINGS, seed: 5 });
    expect([...named]).toEqual(['seed']);
    expect(problems).toHaveLength(6);
    for (const word of ['epochs=-3', 'vocabulary=many', 'backend=abacus', 'colour=red', 'toString=1']) {
      expect(problems.some((problem) => problem.includes(word))).toBe(true);
    }
  });

  it('is never surprised by what somebody types', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const { settings, problems } = parseAddress(`#${text}`);
        expect(formatAddress(settings)).toMatch(/^#dataset=/);
        expect(problems.every((problem) => problem.length < 250)).toBe(true);
      }),
    );
  });

  it('takes a plain anchor for what it is', () => {
    expect(parseAddress('#step-data')).toMatchObject({ settings: DEFAULT_SETTINGS, problems: [] });
    expect(parseAddress('')).toMatchObject({ settings: DEFAULT_SETTINGS, problems: [] });
  });
});
