import { expect, test } from 'vitest';
import { geometryOf, idsWithin, leftOf, nearestPoint, planeAt, topOf } from './geometry';

const points = {
  ids: Int32Array.of(4, 7, 9),
  x: Float32Array.of(0, 1, 1),
  y: Float32Array.of(0, 1, 1),
};
const geometry = geometryOf(160, 130, { t: 10, r: 20, b: 20, l: 40 }, { x: [-1, 1], y: [-2, 2] });

test('a point of the plane and its pixel', () => {
  expect([leftOf(geometry, 0), topOf(geometry, 0)]).toEqual([90, 60]);
  expect([leftOf(geometry, 1), topOf(geometry, 1)]).toEqual([140, 35]);
  expect(planeAt(geometry, { left: 140, top: 35 })).toEqual({ x: 1, y: 1 });
});

test('the nearest point within reach, of equals the one on top', () => {
  expect(nearestPoint(points, geometry, { left: 92, top: 57 }, 6)).toBe(0);
  expect(nearestPoint(points, geometry, { left: 141, top: 35 }, 6)).toBe(2);
  expect(nearestPoint(points, geometry, { left: 110, top: 60 }, 6)).toBe(-1);
  expect(nearestPoint(points, geometry, { left: 110, top: 60 }, Infinity)).toBe(0);
});

test('a line round a region holds what lies inside, also where it bends in', () => {
  const square = [
    { left: 80, top: 20 },
    { left: 150, top: 20 },
    { left: 150, top: 70 },
    { left: 80, top: 70 },
  ];
  expect([...idsWithin(points, geometry, square)]).toEqual([4, 7, 9]);
  // The same square with a notch down to the point in its lower left corner.
  const notched = [
    ...square.slice(0, 3),
    { left: 95, top: 70 },
    { left: 90, top: 50 },
    { left: 85, top: 70 },
    square[3],
  ];
  expect([
    ...idsWithin(
      points,
      geometry,
      notched.filter((corner) => corner !== undefined),
    ),
  ]).toEqual([7, 9]);
});
