/** The search for words that drive units: progress, calling it off, trouble, and what a found answer is about. */
import { beforeEach, expect, it, vi } from 'vitest';
import { VerdictError } from '../../errors';
import type { CallOptions } from '../../clients';
import type { UnitDrivers } from '../../insightTypes';
import type { EncodedReviews } from '../../types';
import { INITIAL_STATE, getState, setState } from '../store';
import { createGate, fakes, settle } from '../testing/fakeWorkers';
import { smallBundle } from '../testing/smallBundle';
import { cancelDrivers, findDrivers } from './driverActions';
import { isSameTraining } from './driversState';

vi.mock('../workers', () => import('../testing/fakeWorkers'));

const { settings } = smallBundle('a').meta;
const MODEL = { name: 'a', settings, datasetTitle: '', vocabulary: 'good\nbad', history: [] };
const REVIEWS: EncodedReviews = {
  ids: Int32Array.of(1, 4, 1, 5, 1, 4),
  offsets: Uint32Array.of(0, 2, 4, 6),
  labels: Uint8Array.of(1, 0, 1),
};
const DRIVERS: UnitDrivers = { numReviews: 3, units: [{ raising: [], lowering: [] }] };

let asked: { layer: number; numReviews: number }[];

beforeEach(() => {
  asked = [];
  const info = { id: 'sentences' } as never;
  setState({ ...INITIAL_STATE, settings, data: { kind: 'open', info }, model: MODEL }, true);
  fakes.data = { openTest: async () => ({}) as never, prepareTest: async () => REVIEWS };
  fakes.training = { copyModel: async () => smallBundle('a') };
  fakes.insight = {
    setModel: async () => {},
    unitDrivers: async (layer, reviews) => {
      asked.push({ layer, numReviews: reviews.labels.length });
      return DRIVERS;
    },
  };
});

const drivers = (): ReturnType<typeof getState>['inside']['drivers'] => getState().inside.drivers;

it('asks about a layer over a sample, and keeps what was found with the model', async () => {
  await findDrivers(1, 2);
  expect(asked).toEqual([{ layer: 1, numReviews: 2 }]);
  expect(drivers().status).toEqual({ kind: 'idle' });
  expect(drivers().found[1]).toEqual({ drivers: DRIVERS, model: MODEL, modelVersion: 0 });
  await findDrivers(0, 10);
  expect(asked[1]).toEqual({ layer: 0, numReviews: 3 });
  expect(Object.keys(drivers().found)).toEqual(['0', '1']);
});

it('is called off when another model comes', async () => {
  const gate = createGate<UnitDrivers>();
  fakes.insight.unitDrivers = () => gate.promise;
  const finding = findDrivers(0, 3);
  await settle();
  setState({ model: { ...MODEL, history: [] } });
  expect(drivers().status).toMatchObject({ kind: 'working' });
  setState({ model: { ...MODEL, vocabulary: 'other' } });
  expect(drivers().status).toEqual({ kind: 'idle' });
  gate.open(DRIVERS);
  await finding;
  expect(drivers().found).toEqual({});
});

it('tells how far it is', async () => {
  const gate = createGate<UnitDrivers>();
  let report: CallOptions['onProgress'];
  fakes.insight.unitDrivers = (_layer, _reviews, options) => {
    report = options?.onProgress;
    return gate.promise;
  };
  const finding = findDrivers(0, 3);
  expect(drivers().status).toMatchObject({ kind: 'working', layer: 0, progress: null });
  await vi.waitFor(() => expect(report).toBeDefined());
  const progress = { phase: 'Reading test reviews', done: 1, total: 3, unit: 'reviews' } as const;
  report?.(progress);
  expect(drivers().status).toMatchObject({ kind: 'working', progress });
  gate.open(DRIVERS);
  await finding;
  expect(drivers().status).toEqual({ kind: 'idle' });
});

it('forgets an answer that was called off, and hears no more of its progress', async () => {
  const gate = createGate<UnitDrivers>();
  const seen: CallOptions[] = [];
  fakes.insight.unitDrivers = (_layer, _reviews, options = {}) => {
    seen.push(options);
    return gate.promise;
  };
  const finding = findDrivers(0, 3);
  await vi.waitFor(() => expect(seen).toHaveLength(1));
  cancelDrivers();
  expect(seen[0]?.signal?.aborted).toBe(true);
  expect(drivers().status).toEqual({ kind: 'idle' });
  seen[0]?.onProgress?.({ phase: '', done: 1, total: 3, unit: 'reviews' });
  expect(drivers().status).toEqual({ kind: 'idle' });
  gate.open(DRIVERS);
  await finding;
  await settle();
  expect(drivers()).toEqual({ status: { kind: 'idle' }, found: {} });
});

it('says what went wrong', async () => {
  fakes.insight.unitDrivers = () => Promise.reject(new VerdictError('bad-settings', 'No such layer.'));
  await findDrivers(2, 3);
  expect(drivers().status).toMatchObject({
    kind: 'failed',
    layer: 2,
    trouble: { message: 'No such layer.' },
  });
});

it('a model that trains on is the same, one with other words is not', () => {
  expect(isSameTraining(MODEL, { ...MODEL, name: 'b', history: [{} as never] })).toBe(true);
  expect(isSameTraining(MODEL, { ...MODEL, vocabulary: 'good' })).toBe(false);
  expect(isSameTraining(MODEL, null)).toBe(false);
});
