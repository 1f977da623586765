import { expect, test } from 'vitest';
import { errorCode, VerdictError } from '../errors';
import type { Progress } from '../types';
import { SharedCall } from './sharedCall';

const half: Progress = { phase: 'Fetching', done: 1, total: 2, unit: 'bytes' };

/** Work that ends when the test says so, or when it is called off. */
function createWork(): {
  shared: SharedCall<string>;
  finish: (value: string) => void;
  fail: (error: Error) => void;
  report: (progress: Progress) => void;
  isCancelled: () => boolean;
} {
  let finish!: (value: string) => void;
  let fail!: (error: Error) => void;
  let report!: (progress: Progress) => void;
  let signal!: AbortSignal;
  const shared = new SharedCall<string>((options) => {
    signal = options.signal;
    report = options.onProgress;
    return new Promise((resolve, reject) => {
      [finish, fail] = [resolve, reject];
      signal.addEventListener('abort', () => reject(new VerdictError('aborted', 'Cancelled.')));
    });
  });
  return { shared, finish, fail, report, isCancelled: () => signal.aborted };
}

const codeOf = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'no error',
    (error: unknown) => errorCode(error),
  );

test('all who wait get the one result, and progress, the latest at once', async () => {
  const { shared, finish, report } = createWork();
  const seen: [string, number][] = [];
  const first = shared.join(undefined, ({ done }) => seen.push(['first', done]));
  report(half);
  const second = shared.join(undefined, ({ done }) => seen.push(['second', done]));
  report({ ...half, done: 2 });
  finish('read');
  expect(await Promise.all([first, second])).toEqual(['read', 'read']);
  expect(seen).toEqual([
    ['first', 1],
    ['second', 1],
    ['first', 2],
    ['second', 2],
  ]);
  expect(shared.isUnderWay).toBe(false);
});

test('who gives up leaves the others waiting', async () => {
  const { shared, finish, isCancelled } = createWork();
  const controller = new AbortController();
  const leaving = codeOf(shared.join(controller.signal, undefined));
  const staying = shared.join(undefined, undefined);
  controller.abort();
  expect(await leaving).toBe('aborted');
  expect(isCancelled()).toBe(false);
  finish('read');
  expect(await staying).toBe('read');
});

test('the work is called off when the last one gives up', async () => {
  const { shared, isCancelled } = createWork();
  const controllers = [new AbortController(), new AbortController()];
  const leaving = controllers.map(({ signal }) => codeOf(shared.join(signal, undefined)));
  controllers[0]?.abort();
  await leaving[0];
  expect(isCancelled()).toBe(false);
  controllers[1]?.abort();
  expect(await Promise.all(leaving)).toEqual(['aborted', 'aborted']);
  expect(isCancelled()).toBe(true);
  expect(shared.isUnderWay).toBe(false);
});

test('trouble reaches everybody', async () => {
  const { shared, fail } = createWork();
  const all = [shared.join(undefined, undefined), shared.join(undefined, undefined)].map(codeOf);
  fail(new VerdictError('offline', 'The connection broke.'));
  expect(await Promise.all(all)).toEqual(['offline', 'offline']);
});
