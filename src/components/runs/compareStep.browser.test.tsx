/** The table of runs and their comparison in a real browser. */
import { beforeEach, describe, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { addRun } from '../../state/runs/changeRuns';
import { toggleRun } from '../../state/runs/runActions';
import { NO_RUNS } from '../../state/runs/runsState';
import { exampleRun } from '../../state/runs/testing/exampleRun';
import { INITIAL_STATE, setState } from '../../state/store';
import { expectQuietConsole, plotted, soon } from '../charts/plotTesting';
import { show, type Shown } from '../charts/testing';
import { CompareStep } from './CompareStep';

const LABELS = Uint8Array.of(1, 1, 1, 0);
const base = exampleRun('a');

let shown: Shown | undefined;

expectQuietConsole(() => {
  shown?.close();
  shown = undefined;
});

beforeEach(() => {
  setState({ ...INITIAL_STATE, runs: { ...NO_RUNS, isLoaded: true } }, true);
});

function addThree(): void {
  addRun(
    exampleRun('a', {
      name: 'First',
      startedAt: '2026-03-01T00:00:00Z',
      scores: { test: Float32Array.of(1, 1, 1, 1), testLabels: LABELS },
    }),
  );
  addRun(
    exampleRun('b', {
      name: 'Second',
      startedAt: '2026-03-02T00:00:00Z',
      settings: { ...base.settings, seed: 9 },
      epochs: [{ epoch: 1, loss: 0.7, accuracy: 0.6, valLoss: 0.4, valAccuracy: 0.9, seconds: 1 }],
      scores: { test: Float32Array.of(-1, -1, 1, -1), testLabels: LABELS },
    }),
  );
  addRun(
    exampleRun('c', { name: 'Third', startedAt: '2026-03-03T00:00:00Z', test: null, datasetHash: 'other' }),
  );
}

const names = (): (string | null)[] =>
  page
    .getByRole('button', { name: /^Rename/ })
    .elements()
    .map((button) => button.textContent);

describe('the table of runs', () => {
  it('says when there is none yet', async () => {
    shown = show(<CompareStep />, 1000);
    await expect.element(page.getByText(/No run is recorded yet/)).toBeVisible();
    expect(page.getByRole('table').elements()).toHaveLength(0);
  });

  it('is sorted by its headers', async () => {
    addThree();
    shown = show(<CompareStep />, 1300);
    expect(names()).toEqual(['Third', 'Second', 'First']);
    await page.getByRole('button', { name: 'Validation' }).click();
    expect(names()).toEqual(['Second', 'Third', 'First']);
    const header = page.getByRole('columnheader', { name: 'Validation' });
    await expect.element(header).toHaveAttribute('aria-sort', 'descending');
    await page.getByRole('button', { name: 'Test' }).click();
    expect(names().at(-1)).toBe('Third');
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    expect(names()).toEqual(['First', 'Second', 'Third']);
  });

  it('shows accuracies, with the interval of the test set', async () => {
    addThree();
    shown = show(<CompareStep />, 1300);
    await expect
      .element(page.getByRole('row', { name: /Second.*90\.0%.*75\.0%.*30\.1–95\.4%/ }))
      .toBeVisible();
    await expect.element(page.getByRole('row', { name: /Third.*75\.0% –/ })).toBeVisible();
  });

  it('marks a run that could not be kept', async () => {
    addThree();
    setState(({ runs }) => ({ runs: { ...runs, unsaved: ['b'] } }));
    shown = show(<CompareStep />, 1300);
    await expect.element(page.getByRole('row', { name: /Second.*not kept/ })).toBeVisible();
    await expect.element(page.getByRole('row', { name: /First.*not kept/ })).not.toBeInTheDocument();
  });
});

describe('ticked runs', () => {
  it('lie side by side in the order of their ticks, and are tested', async () => {
    addThree();
    shown = show(<CompareStep />, 1300, 1200);
    await page.getByRole('checkbox', { name: 'Compare “Second”' }).click();
    await page.getByRole('checkbox', { name: 'Compare “First”' }).click();
    await soon(() => expect(plotted(/^Validation accuracy of the runs/).data).toHaveLength(2));
    const [a, b] = plotted(/^Validation accuracy of the runs/).data;
    expect([a?.['y'], b?.['y']]).toEqual([[0.9], [0.625, 0.75]]);
    const label =
      'Validation loss of the runs. At the best accuracy: A 0.4000 in epoch 1, B 0.5500 in epoch 2.';
    await expect.element(page.getByRole('img', { name: label })).toBeVisible();
    await expect.element(page.getByRole('row', { name: 'Seed 9 1' })).toBeVisible();
    await expect
      .element(page.getByText('A is right on 1 review where B is wrong, B on 2 reviews where A is wrong.'))
      .toBeVisible();
    await expect.element(page.getByRole('row', { name: 'A right 1 1' })).toBeVisible();
    await expect.element(page.getByRole('row', { name: 'A wrong 2 0' })).toBeVisible();
    await expect.element(page.getByText(/McNemar’s test, exact: p = 1\.00/)).toBeVisible();
  });

  it('of different data are not tested', async () => {
    addThree();
    toggleRun('a');
    toggleRun('c');
    shown = show(<CompareStep />, 1300, 1200);
    await expect.element(page.getByText(/of different data/)).toBeVisible();
    expect(page.getByText(/McNemar/).elements()).toHaveLength(0);
  });

  it('are all unticked at once', async () => {
    addThree();
    toggleRun('a');
    shown = show(<CompareStep />, 1300, 1200);
    await soon(() => expect(plotted(/^Validation loss of the runs/).data).toHaveLength(1));
    await page.getByRole('button', { name: 'Untick all' }).click();
    await expect.element(page.getByRole('region', { name: 'Comparison of runs' })).not.toBeInTheDocument();
    await expect.element(page.getByRole('checkbox', { name: 'Compare “First”' })).not.toBeChecked();
  });
});
