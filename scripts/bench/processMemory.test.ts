import { expect, it } from 'vitest';
import { readStatus } from './processMemory';

const STATUS = 'Name:\tchromium\nVmPeak:\t  999 kB\nVmHWM:\t  300 kB\nVmRSS:\t  120 kB\nThreads:\t9\n';

it('reads sizes of a process', () => {
  expect(readStatus(STATUS, 'VmHWM')).toBe(300 * 1024);
  expect(readStatus(STATUS, 'VmRSS')).toBe(120 * 1024);
});

it('finds none of a kernel thread', () => {
  expect(readStatus('Name:\tkthreadd\nThreads:\t1\n', 'VmRSS')).toBe(0);
});
