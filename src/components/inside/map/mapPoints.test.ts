import { expect, test } from 'vitest';
import { indexOfId, onlyWords, stretch, turnedPoints, turnPoint } from './mapPoints';

test('a turn by a quarter brings what is in front to the side', () => {
  const [across, up] = turnPoint(0, 0, 0.5, { yaw: Math.PI / 2, pitch: 0 });
  expect(across).toBeCloseTo(0.5);
  expect(up).toBeCloseTo(0);
});

test('a pitch by a quarter looks from above: what was behind is on top', () => {
  const [, back] = turnPoint(0, 0, -0.5, { yaw: 0, pitch: Math.PI / 2 });
  const [, front] = turnPoint(0, 0, 0.5, { yaw: 0, pitch: Math.PI / 2 });
  expect(back).toBeCloseTo(0.5);
  expect(front).toBeCloseTo(-0.5);
});

test('what is nearer is larger', () => {
  const turn = { yaw: 0, pitch: 0 };
  expect(turnPoint(1, 0, 1, turn)[0]).toBeGreaterThan(turnPoint(1, 0, -1, turn)[0]);
});

test('axes are stretched to -1 and 1, others on the same scale', () => {
  const last = [Float32Array.of(2, 6), Float32Array.of(-1, 0)];
  expect(stretch(last).map((axis) => Array.from(axis))).toEqual([
    [-1, 1],
    [-1, 1],
  ]);
  expect([...(stretch([Float32Array.of(4, 8)], last)[0] ?? [])]).toEqual([0, 2]);
  expect([...(stretch([Float32Array.of(3, 3)])[0] ?? [])]).toEqual([0, 0]);
});

test('only some words keep their places, ascending, each once', () => {
  const projected = {
    ids: Int32Array.of(4, 5, 8, 9),
    axes: [Float32Array.of(0, 1, 2, 3), Float32Array.of(4, 5, 6, 7)],
    axisTitles: ['a', 'b'],
  };
  const only = onlyWords(projected, [9, 4, 9, 7]);
  expect([...only.ids]).toEqual([4, 9]);
  expect(only.axes.map((axis) => Array.from(axis))).toEqual([
    [0, 3],
    [4, 7],
  ]);
  expect(indexOfId(projected, 8)).toBe(2);
  expect(indexOfId(projected, 6)).toBe(-1);
  const turned = turnedPoints(projected.ids, projected.axes, { yaw: 0, pitch: 0 });
  expect([...turned.x]).toEqual([0, 1, 2, 3]);
});
