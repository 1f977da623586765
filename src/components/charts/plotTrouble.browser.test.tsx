/** A chart whose library does not arrive. */
import type { JSX } from 'react';
import { afterEach, expect, it, vi } from 'vitest';
import { page } from 'vitest/browser';
import { Plot } from './Plot';
import type { Figure } from './plotDrawer';
import { loadPlotly } from './plotly';
import { soon } from './plotTesting';
import { show, type Shown } from './testing';

vi.mock('./plotly', { spy: true });
const load = vi.mocked(loadPlotly);

let shown: Shown | undefined;
afterEach(() => {
  shown?.close();
  shown = undefined;
  vi.resetAllMocks();
});

const figure = (y: number): Figure => ({ data: [{ type: 'scatter', x: [0, 1], y: [0, y] }], layout: {} });
const plot = (y: number): JSX.Element => <Plot figure={figure(y)} label="A line" fileName="Line" isMoving />;
const button = (name: string | RegExp): ReturnType<typeof page.getByRole> =>
  page.getByRole('button', { name });

/** Longer than the pause between draws, so that a retry by itself would have shown. */
const severalDraws = (): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, 1000);
  });

it('is asked for once, not again and again, and then when a person asks', async () => {
  load.mockRejectedValue(new Error('The chart library did not arrive.'));
  shown = show(plot(1));
  await expect.element(page.getByRole('alert')).toHaveTextContent('The chart library did not arrive.');
  shown.update(plot(2));
  await severalDraws();
  expect(load).toHaveBeenCalledTimes(1);

  await button('Try again').click();
  await soon(() => expect(load).toHaveBeenCalledTimes(2));
  await expect.element(page.getByRole('alert')).toBeVisible();

  load.mockReset();
  await button('Try again').click();
  await soon(() => expect(document.querySelectorAll('path.js-line')).toHaveLength(1));
  expect(page.getByRole('alert').elements()).toHaveLength(0);
});

it('offers its picture once there is one', async () => {
  let arrive!: () => void;
  const gate = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  const actual = await vi.importActual<typeof import('./plotly')>('./plotly');
  load.mockImplementation(() => gate.then(actual.loadPlotly));
  shown = show(plot(1));
  await soon(() => expect(load).toHaveBeenCalled());
  const download = page.getByLabelText('Download: Line');
  await expect.element(download).toBeDisabled();
  arrive();
  await expect.element(download).toBeEnabled();
});
