import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { RECIPES } from '../recipes';
import { DEFAULT_SETTINGS } from './settings';
import { changeSettings, chooseRecipe, enterNumber, readAddress } from './settingsActions';
import { chooseStart } from './startFrom';
import { getState, INITIAL_STATE, setState } from './store';

const made = { ...DEFAULT_SETTINGS, dataset: 'sentences', maxLen: 64, seed: 7 } as const;
const THE_SAME = '#dataset=sentences&length=64&seed=7';

function follow(hash: string): void {
  vi.stubGlobal('location', { hash });
  readAddress('sentences');
}

beforeEach(() => {
  vi.stubGlobal('history', { replaceState: () => {} });
  const model = { name: null, settings: made, datasetTitle: '', vocabulary: 'good', history: [] };
  setState({ ...INITIAL_STATE, settings: made, model, startFrom: 'current' }, true);
});

afterEach(() => {
  vi.unstubAllGlobals();
});

it.each(['seed=8', 'length=65', 'vocabulary=500', 'reviews=20', 'validation=0.3', 'readout=step'])(
  'a link with other settings (%s) does not go on from a model that they do not fit',
  (change) => {
    follow(`${THE_SAME}&${change}`);
    expect(getState().startFrom).toBe('new');
    expect(getState().notice?.text).toMatch(/starts from new weights/);
  },
);

it('a link to the same data goes on', () => {
  follow(`${THE_SAME}&epochs=3&rate=0.01`);
  expect(getState()).toMatchObject({ startFrom: 'current', notice: null, settings: { epochs: 3 } });
});

it('a link without a dataset has the one that is there', () => {
  follow('#length=64&seed=7');
  expect(getState()).toMatchObject({ startFrom: 'current', settings: { dataset: 'sentences' } });
});

it('a field with another value does not go on either, until the settings follow the model again', () => {
  changeSettings({ numWords: 500 });
  expect(getState().startFrom).toBe('new');
  chooseStart('current');
  expect(getState()).toMatchObject({ startFrom: 'current', settings: { numWords: made.numWords } });
});

it('a recipe sets all that it decides, and forgets what was typed badly for it', () => {
  enterNumber('units', '0');
  enterNumber('seed', '-1');
  chooseRecipe('best');
  expect(getState().settings).toEqual({ ...made, recipe: 'best', ...RECIPES.best.settings });
  expect(Object.keys(getState().fieldProblems)).toEqual(['seed']);
  expect(getState().startFrom).toBe('new');
});

it('going back to the recipe undoes every change of it', () => {
  chooseRecipe('tuned');
  changeSettings({ units: 5, pooling: 'max', epochs: 1 });
  chooseRecipe('tuned');
  expect(getState().settings).toEqual({ ...made, recipe: 'tuned', ...RECIPES.tuned.settings });
});

it('without an LSTM layer the mean takes the place of the last state, and the page says so', () => {
  enterNumber('lstmLayers', '0');
  expect(getState().settings).toMatchObject({ lstmLayers: 0, pooling: 'mean' });
  expect(getState().notice?.text).toMatch(/no last state.*new weights/);
});

it('so it does where a link asks for it; other ways of pooling stay', () => {
  follow('#layers=0');
  expect(getState()).toMatchObject({ settings: { pooling: 'mean' } });
  expect(getState().notice?.text).toMatch(/no last state/);
  follow('#layers=0&pooling=maxmean');
  expect(getState().settings.pooling).toBe('maxMean');
});
