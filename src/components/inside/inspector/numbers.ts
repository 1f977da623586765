/** Weights, norms and shares for people. Pure. */

/** Smaller ones are written with a power of ten. */
const SMALLEST_PLAIN = 0.001;
const LARGEST_PLAIN = 100_000;

/** Three digits that count, with a true minus: "0.0512", "−1.3", "4.1e−7". */
export function digits(value: number): string {
  if (value === 0) return '0';
  if (!Number.isFinite(value)) return String(value).replace('-', '−');
  const size = Math.abs(value);
  const isPlain = size >= SMALLEST_PLAIN && size < LARGEST_PLAIN;
  const text = isPlain ? String(Number(value.toPrecision(3))) : value.toExponential(1);
  return text.replaceAll('-', '−');
}

/** "12.3%", of a share; "under 0.1%" for what is there but hardly. */
export function percentOf(share: number): string {
  if (share > 0 && share < 0.0005) return 'under 0.1%';
  return `${(100 * share).toFixed(1)}%`;
}

/** "3 units", "1 unit". */
export const counted = (value: number, one: string, many = `${one}s`): string =>
  `${value.toLocaleString('en')} ${value === 1 ? one : many}`;

/** "3", "3 and 8", "3, 8, 11, 15, 20, 21 and 9 more". */
export function listed(values: readonly number[], most = 6): string {
  const shown = values.slice(0, most).map((value) => value.toLocaleString('en'));
  const more = values.length - shown.length;
  const last = more > 0 ? `${more.toLocaleString('en')} more` : shown.pop();
  return shown.length === 0 ? (last ?? '') : `${shown.join(', ')} and ${last ?? ''}`;
}
