import { expect, it } from 'vitest';
import type { LayerTrace } from '../../../insightTypes';
import { layerNames, orderedUnits, unitCurves, unitName, unitOfName } from './units';

const counted = (length: number, first: number): Float32Array =>
  Float32Array.from({ length }, (_, i) => first + i);

/** Two steps of three units; every number another. */
const layer = (name: string, isBackward = false): LayerTrace => ({
  name,
  isBackward,
  units: 3,
  h: counted(6, 0),
  c: counted(6, 100),
  gates: counted(24, 1000),
  importance: Float32Array.of(0.1, -0.5, 0.1),
});

it('units are called by numbers from 1 and found by name', () => {
  expect(unitName(16)).toBe('Unit 17');
  expect([unitOfName('Unit 17'), unitOfName('17'), unitOfName(3)]).toEqual([16, null, null]);
});

it('layers are counted, and directions told where there are two', () => {
  expect(layerNames([layer('lstm')])).toEqual(['LSTM']);
  expect(layerNames([layer('lstm'), layer('lstm_1')])).toEqual(['Layer 1', 'Layer 2']);
  expect(layerNames([layer('bi'), layer('bi', true)])).toEqual(['LSTM, forwards', 'LSTM, backwards']);
});

it('the unit that moves the answer most comes first, whichever way it moves it', () => {
  expect(orderedUnits(layer('lstm'), 'importance')).toEqual([1, 0, 2]);
  expect(orderedUnits(layer('lstm'), 'number')).toEqual([0, 1, 2]);
});

it('curves of a unit: four gates, c and h over the words', () => {
  expect(unitCurves(layer('lstm'), 2)).toEqual([
    [1002, 1014],
    [1005, 1017],
    [1008, 1020],
    [1011, 1023],
    [102, 105],
    [2, 5],
  ]);
});
