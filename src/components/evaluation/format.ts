/** Figures of an evaluation for people. Pure. */
import type { Interval } from '../../evaluation/report';

export const NONE = '–';

/** "91.2%", of a share. */
export const percent = (share: number | null): string =>
  share === null ? NONE : `${(100 * share).toFixed(1)}%`;

/** "0.943", of an area, a loss or a threshold. */
export const decimal = (value: number | null, digits = 3): string =>
  value === null ? NONE : value.toFixed(digits);

/** "90.8 to 91.5%". */
export const percentInterval = (interval: Interval | null): string =>
  interval === null ? NONE : `${(100 * interval.low).toFixed(1)} to ${percent(interval.high)}`;

/** "0.9401 to 0.9462". */
export const decimalInterval = (interval: Interval | null, digits = 4): string =>
  interval === null ? NONE : `${decimal(interval.low, digits)} to ${decimal(interval.high, digits)}`;

export const count = (value: number): string => value.toLocaleString('en');

/** "10 to 86 words". */
export const lengthRange = (from: number, to: number): string =>
  from === to ? count(from) : `${count(from)} to ${count(to)}`;

/** "+0.42", with a true minus. */
export const signed = (value: number): string => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(2)}`;
