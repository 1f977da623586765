/**
 * Resident memory of processes, from Linux's /proc. Its peak since a moment of one's choice counts what tfjs
 * does not: kernels' own memories, textures that software draws on, the collector's slack.
 */
import { readFileSync, writeFileSync } from 'node:fs';

/** Written to clear_refs, makes the peak start again from what is resident now (proc(5)). */
const RESET_PEAK = '5';

/** Bytes resident now, shared pages counted in each; processes that have ended count nothing. */
export const residentBytes = (pids: readonly number[]): number => sum(pids, 'VmRSS');

/** The sum of the peaks, which need not have been at the same time. */
export const peakBytes = (pids: readonly number[]): number => sum(pids, 'VmHWM');

/** @returns false where peaks cannot be had: no Linux, or not allowed */
export function resetPeaks(pids: readonly number[]): boolean {
  try {
    for (const pid of pids) writeFileSync(`/proc/${pid}/clear_refs`, RESET_PEAK);
    return true;
  } catch {
    return false;
  }
}

/** @param status the text of /proc/PID/status; sizes in it are in KiB */
export function readStatus(status: string, field: 'VmRSS' | 'VmHWM'): number {
  const match = new RegExp(`^${field}:\\s*(\\d+) kB$`, 'm').exec(status);
  return match === null ? 0 : 1024 * Number(match[1]);
}

function sum(pids: readonly number[], field: 'VmRSS' | 'VmHWM'): number {
  return pids.reduce((total, pid) => {
    try {
      return total + readStatus(readFileSync(`/proc/${pid}/status`, 'utf8'), field);
    } catch {
      return total;
    }
  }, 0);
}
