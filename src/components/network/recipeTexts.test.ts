import { expect, it } from 'vitest';
import { DEFAULT_SETTINGS, withRecipe } from '../../state/settings';
import type { RecipeId, Settings } from '../../types';
import { describeExpected, describeLayers, describeRegularisation, describeWords } from './recipeTexts';

const of = (recipe: RecipeId): Settings => withRecipe(DEFAULT_SETTINGS, recipe);

it.each([
  [0.9187, 118, 'about 91.9%, 2 min'],
  [0.9187, null, 'about 91.9%'],
  [null, 41.6, '42 s'],
  [null, 0.2, '1 s'],
  [0.87, 89.9, 'about 87.0%, 90 s'],
  [0.87, 5390, 'about 87.0%, 90 min'],
  [0.87, 9000, 'about 87.0%, 2.5 h'],
  [null, null, 'not measured yet'],
])('an accuracy of %s in %s seconds: %s', (testAccuracy, seconds, text) => {
  expect(describeExpected({ validationAccuracy: null, testAccuracy, seconds })).toBe(text);
});

it('says what is read', () => {
  expect(describeWords(of('tutorial'))).toBe('single words, 32 numbers each');
  expect(describeWords(of('best'))).toBe('words and phrases, 32 numbers each');
  expect(describeWords(of('linear'))).toBe('words and phrases');
});

it('says which layers there are', () => {
  expect(describeLayers(of('tutorial'))).toBe('2 LSTMs of 32, last state');
  expect(describeLayers(of('best'))).toBe('1 LSTM of 32 both ways, max and mean');
  expect(describeLayers(of('combined'))).toBe('1 LSTM of 32 both ways, and linear');
  expect(describeLayers(of('mean'))).toBe('no LSTM, mean');
  expect(describeLayers(of('linear'))).toBe('linear model alone');
});

it('counts what works against learning by heart, and only that', () => {
  expect(describeRegularisation(of('tutorial'))).toBe('2 in use');
  expect(describeRegularisation({ ...of('tutorial'), lstmLayers: 0, pooling: 'mean' })).toBe('0 in use');
  expect(describeRegularisation({ ...of('tutorial'), labelSmoothing: 0.1, adversarial: 1 })).toBe('4 in use');
  expect(describeRegularisation(of('linear'))).toBe('no effect');
});
