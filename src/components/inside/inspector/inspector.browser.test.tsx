/** The inspector over workers that answer what a test says. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { LayerActivity, WeightsSnapshot } from '../../../insightTypes';
import { VerdictError } from '../../../errors';
import { getState, INITIAL_STATE, setState } from '../../../state/store';
import { createGate, fakes } from '../../../state/testing/fakeWorkers';
import { smallBundle } from '../../../state/testing/smallBundle';
import type { LayerSummary, WorkerMemory } from '../../../types';
import { show, type Shown } from '../../charts/testing';
import InspectorView from './InspectorView';

vi.mock('../../../state/workers', () => import('../../../state/testing/fakeWorkers'));

const LAYERS: LayerSummary[] = [
  { name: 'embedding', className: 'Embedding', outputShape: '[null,8,2]', numParams: 80 },
  { name: 'lstm', className: 'LSTM', outputShape: '[null,3]', numParams: 72 },
  { name: 'dropout', className: 'Dropout', outputShape: '[null,3]', numParams: 0 },
  { name: 'dense', className: 'Dense', outputShape: '[null,2]', numParams: 8 },
];

const NAMES = [
  'embedding/embeddings',
  'lstm/kernel',
  'lstm/recurrent_kernel',
  'lstm/bias',
  'dense/kernel',
  'dense/bias',
];

/** @param deviation of every weight */
const snapshot = (epoch: number, deviation: number): WeightsSnapshot => ({
  epoch,
  weights: NAMES.map((name) => ({
    name,
    shape: [4],
    mean: 0,
    standardDeviation: deviation,
    min: -1,
    max: 1,
    numZeros: 0,
    numNotFinite: 0,
    histogram: { width: 0.5, first: -2, counts: [1, 1, 1, 1] },
  })),
});

const MEMORY: WorkerMemory = { tensors: 18, bytes: 40_000, wasmBytes: 0 };

let shown: Shown;

function open(): void {
  shown = show(<InspectorView />, 900);
}

/** Other weights answer from now on. */
const nextVersion = (): void =>
  setState(({ inside }) => ({ inside: { ...inside, modelVersion: inside.modelVersion + 1 } }));

beforeEach(() => {
  const { settings } = smallBundle('a').meta;
  const { modelVersion } = getState().inside;
  setState({
    ...INITIAL_STATE,
    inside: { ...INITIAL_STATE.inside, modelVersion: modelVersion + 1 },
    model: { name: 'a', settings, datasetTitle: '', vocabulary: 'good\nbad', history: [] },
  });
  fakes.training = { copyModel: async () => smallBundle('a'), memory: async () => MEMORY };
  fakes.insight = {
    setModel: async () => {},
    layers: async () => LAYERS,
    weights: async () => snapshot(2, 0.25),
    memory: async () => MEMORY,
  };
});

afterEach(() => shown.close());

it('shows a loaded model, and says what is not known of it', async () => {
  open();
  await expect.element(page.getByRole('heading', { name: 'Weights of lstm' })).toBeVisible();
  await expect.element(page.getByText('How they were before training is not known')).toBeVisible();
  await expect.element(page.getByText('this model brought none along')).toBeVisible();
  const figures = page.getByRole('table', { name: 'Weights of lstm in figures' });
  await expect.element(figures.getByRole('rowheader', { name: 'bias, now' })).toBeVisible();
  expect(figures.getByRole('rowheader').all()).toHaveLength(3);
  const memory = page.getByRole('table', { name: 'Memory' });
  await expect
    .element(memory.getByRole('row', { name: /^Parameters/ }))
    .toHaveTextContent(/160 numbers.*640 bytes/);
});

it('offers each layer that has parameters, and keeps choice and focus while numbers move', async () => {
  setState({
    snapshots: [
      { words: { values: new Int8Array(8), scores: new Uint8Array(4) } as never, weights: snapshot(0, 0.05) },
    ],
  });
  open();
  const table = page.getByRole('table', { name: 'Model summary' });
  await expect.element(table.getByRole('button', { name: 'dense' })).toBeVisible();
  expect(table.getByRole('button').all()).toHaveLength(3);
  const choice = table.getByRole('button', { name: 'dense' });
  await userEvent.click(choice);
  const figures = page.getByRole('table', { name: 'Weights of dense in figures' });
  const kernel = figures.getByRole('row', { name: /^kernel, now/ });
  await expect.element(kernel).toHaveTextContent(/0\.25/);
  await expect
    .element(figures.getByRole('row', { name: /^kernel, before training/ }))
    .toHaveTextContent(/0\.05/);
  fakes.insight.weights = async () => snapshot(3, 0.75);
  nextVersion();
  await expect.element(kernel).toHaveTextContent(/0\.75/);
  await expect.element(choice).toHaveFocus();
  await expect.element(choice).toHaveAttribute('aria-pressed', 'true');
});

it('tells why it could not look, and looks again', async () => {
  fakes.insight.weights = () => Promise.reject(new VerdictError('internal', 'The worker is gone.'));
  open();
  await expect.element(page.getByRole('alert')).toHaveTextContent(/The worker is gone/);
  fakes.insight.weights = async () => snapshot(2, 0.25);
  await userEvent.click(page.getByRole('button', { name: 'Try again' }));
  await expect.element(page.getByRole('heading', { name: 'Weights of lstm' })).toBeVisible();
});

it('says that a linear model has no layers', async () => {
  fakes.insight.layers = async () => [];
  fakes.insight.weights = async () => ({ epoch: 1, weights: [] });
  open();
  await expect.element(page.getByText('This model is linear')).toBeVisible();
  expect(page.getByRole('heading').all()).toHaveLength(0);
});

it('watches the units on demand, can be stopped, and keeps the focus', async () => {
  const reviews = {
    ids: Int32Array.of(1, 2, 1, 3),
    offsets: Uint32Array.of(0, 2, 4),
    labels: Uint8Array.of(0, 1),
  };
  fakes.data = { openTest: async () => ({}) as never, prepareTest: async () => reviews };
  setState({
    data: { kind: 'open', info: { id: 'sentences' } as never },
    settings: getState().model!.settings,
  });
  const gate = createGate<LayerActivity[]>();
  let signal: AbortSignal | undefined;
  fakes.insight.unitActivity = (given, options) => {
    expect(given.labels).toHaveLength(2);
    signal = options?.signal;
    options?.onProgress?.({ phase: 'Watching the units read', done: 1, total: 2, unit: 'reviews' });
    return gate.promise;
  };
  open();
  const start = page.getByRole('button', { name: 'Watch the units read' });
  await userEvent.click(start);
  await expect.element(page.getByText('Watching the units read: 1 of 2 reviews, 50%')).toBeVisible();
  const stop = page.getByRole('button', { name: 'Stop watching' });
  await expect.element(stop).toHaveFocus();
  await userEvent.click(stop);
  await expect.element(start).toHaveFocus();
  expect(signal?.aborted).toBe(true);
  await userEvent.click(start);
  const lively = {
    min: Float32Array.of(-1, 0, 0),
    max: Float32Array.of(1, 0, 1),
    standardDeviation: Float32Array.of(0.5, 0, 0.25),
  };
  gate.open([{ name: 'lstm', kind: 'lstm', isBackward: false, ...lively, dead: [1] }]);
  await expect.element(page.getByText('1 of 3 units is dead, over 2 test reviews.')).toBeVisible();
  await expect.element(page.getByText('1 of 3 units is dead: 2. Unit 1 moves most')).toBeVisible();
});

it('shows an answer that newer weights have overtaken while a network trains, and none when it does not', async () => {
  const gates = [createGate<WeightsSnapshot>(), createGate<WeightsSnapshot>()];
  let asked = 0;
  fakes.insight.weights = () => gates[asked++]!.promise;
  setState({ training: { kind: 'preparing', progress: null } });
  open();
  await vi.waitFor(() => expect(asked).toBe(1));
  nextVersion();
  nextVersion();
  gates[0]!.open(snapshot(1, 0.125));
  const kernel = page.getByRole('row', { name: /^kernel, now/ });
  await expect.element(kernel).toHaveTextContent(/0\.125/);
  setState({ training: { kind: 'idle' } });
  await vi.waitFor(() => expect(asked).toBe(2));
  gates[1]!.open(snapshot(2, 0.625));
  await expect.element(kernel).toHaveTextContent(/0\.625/);
});
