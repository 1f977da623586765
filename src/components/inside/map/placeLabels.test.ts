import { expect, test } from 'vitest';
import { geometryOf, leftOf, topOf, type Geometry } from './geometry';
import type { MapPoints } from './mapPoints';
import { boxesOverlap, LABEL_HEIGHT, placeLabels, type Box, type Label } from './placeLabels';

const MARGIN = { t: 10, r: 20, b: 30, l: 40 };
const WIDTH = 70;

const at = (seed: number) => (_: unknown, i: number) => (Math.sin(i * seed + seed) * 43758.5453) % 1;

/** Points that no generator of the machine decides. */
function scattered(count: number): MapPoints {
  return {
    ids: Int32Array.from({ length: count }, (_, i) => i + 4),
    x: Float32Array.from({ length: count }, at(12.9898)),
    y: Float32Array.from({ length: count }, at(78.233)),
  };
}

const boxOf = (
  points: MapPoints,
  geometry: Geometry,
  { index, offsetLeft, offsetTop, width }: Label,
): Box => {
  const left = leftOf(geometry, points.x[index] ?? 0) + offsetLeft;
  const top = topOf(geometry, points.y[index] ?? 0) + offsetTop;
  return { left, top, right: left + width, bottom: top + LABEL_HEIGHT };
};

const place = (points: MapPoints, geometry: Geometry, numMarked = 0): Label[] =>
  placeLabels(points, geometry, points.ids.keys(), {
    maxLabels: 60,
    widthOf: () => WIDTH,
    textOf: String,
    numMarked,
  });

test.each([1, 0.3, 0.05])('no name covers another or leaves the map where %f of it is shown', (share) => {
  const points = scattered(3001);
  const geometry = geometryOf(900, 560, MARGIN, { x: [-share, share], y: [-share, share] });
  const labels = place(points, geometry, 7);
  expect(labels.length).toBeGreaterThan(3);
  const boxes = labels.map((label) => boxOf(points, geometry, label));
  for (const [i, box] of boxes.entries()) {
    expect(box.left).toBeGreaterThanOrEqual(MARGIN.l);
    expect(box.right).toBeLessThanOrEqual(900 - MARGIN.r);
    expect(box.top).toBeGreaterThanOrEqual(MARGIN.t);
    expect(box.bottom).toBeLessThanOrEqual(560 - MARGIN.b);
    for (const other of boxes.slice(i + 1)) expect(boxesOverlap(box, other)).toBe(false);
  }
});

test('of two words at one place the first is named to the right, the second elsewhere', () => {
  const points = {
    ids: Int32Array.of(4, 5),
    x: Float32Array.of(0, 0),
    y: Float32Array.of(0, 0),
  };
  const geometry = geometryOf(900, 560, MARGIN, { x: [-1, 1], y: [-1, 1] });
  const [first, second] = place(points, geometry);
  expect(first).toMatchObject({ index: 0, offsetTop: -LABEL_HEIGHT / 2 });
  expect(first?.offsetLeft).toBeGreaterThan(0);
  expect(second?.offsetLeft).toBe(-(first?.offsetLeft ?? 0) - WIDTH);
});

test('boxes that only touch do not overlap', () => {
  const box = { left: 0, top: 0, right: 10, bottom: 10 };
  expect(boxesOverlap(box, { left: 10, top: 0, right: 20, bottom: 10 })).toBe(false);
  expect(boxesOverlap(box, { left: 9, top: 9, right: 20, bottom: 20 })).toBe(true);
});
