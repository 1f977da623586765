import { expect, test } from 'vitest';
import { moveView, stableView, viewBetween, viewOfAll, viewToSee, zoomView, type View } from './view';

const HOME: View = { x: [-2, 2], y: [0, 10] };
const points = {
  ids: Int32Array.of(4, 6, 9),
  x: Float32Array.of(-1, 0.5, 1),
  y: Float32Array.of(2, 4, 8),
};

test('zooming keeps the point that is zoomed at', () => {
  const view = zoomView(HOME, HOME, 0.5, { x: 1, y: 5 });
  expect(view).toEqual({ x: [-0.5, 1.5], y: [2.5, 7.5] });
  expect(zoomView(view, HOME, 1e-9, { x: 1, y: 5 }).x[0]).toBeLessThan(1);
  expect(zoomView(view, HOME, 1e9, { x: 1, y: 5 }).x).toEqual([-11, 5]);
});

test('moving is by shares of what is shown', () => {
  expect(moveView(HOME, 0.25, -0.1)).toEqual({ x: [-1, 3], y: [-1, 9] });
});

test('a flight to one word has it in the middle, one to several shows them all', () => {
  const one = viewToSee(points, [6], HOME, HOME);
  expect((one?.x[0] ?? 0) + (one?.x[1] ?? 0)).toBeCloseTo(1);
  expect((one?.y[0] ?? 0) + (one?.y[1] ?? 0)).toBeCloseTo(8);
  expect((one?.x[1] ?? 0) - (one?.x[0] ?? 0)).toBeLessThan(2);
  const closer: View = { x: [0, 0.1], y: [0, 0.1] };
  const near = viewToSee(points, [6], closer, HOME);
  expect((near?.x[1] ?? 0) - (near?.x[0] ?? 0)).toBeCloseTo(0.1);
  const two = viewToSee(points, [4, 9, 5], HOME, HOME);
  expect(two?.x[0]).toBeLessThan(-1);
  expect(two?.y[1]).toBeGreaterThan(8);
  expect(viewToSee(points, [5], HOME, HOME)).toBeNull();
});

test('half of the way between two views is half of the zoom', () => {
  const view = viewBetween({ x: [0, 4], y: [0, 1] }, { x: [0, 1], y: [2, 3] }, 0.5);
  expect(view.x[1] - view.x[0]).toBeCloseTo(2);
  expect(view.y).toEqual([1, 2]);
});

test('small moves of the points leave the view where it is', () => {
  expect(stableView(HOME, { x: [-2.1, 2.1], y: [0, 10.2] })).toBe(HOME);
  const other: View = { x: [-3, 2], y: [0, 10] };
  expect(stableView(HOME, other)).toBe(other);
});

test('no points and points of one place have a view too', () => {
  expect(viewOfAll({ x: new Float32Array(), y: new Float32Array() })).toEqual({ x: [-1, 1], y: [-1, 1] });
  const { x } = viewOfAll({ x: Float32Array.of(3), y: Float32Array.of(0) });
  expect(x[0]).toBeLessThan(3);
  expect(x[1]).toBeGreaterThan(3);
});
