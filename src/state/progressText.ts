/** Amounts, progress and durations in words. Pure. */
import type { Progress } from '../types';

/** Share done, 0 to 1; null while the total is not known. */
export function shareOf(progress: Progress | null): number | null {
  if (progress === null || progress.total <= 0) return null;
  return Math.min(1, Math.max(0, progress.done / progress.total));
}

const amount = (value: number, unit: Progress['unit']): string =>
  unit === 'bytes' ? formatBytes(value) : value.toLocaleString('en');

/** "Fetching reviews: 3.1 of 6.2 MB, 50%". */
export function describeProgress(progress: Progress | null, fallback: string): string {
  if (progress === null) return `${fallback} …`;
  const { phase, done, total, unit } = progress;
  const name = unit === 'bytes' ? '' : ` ${unit}`;
  const share = shareOf(progress);
  if (share === null) return done === 0 ? `${phase} …` : `${phase}: ${amount(done, unit)}${name}`;
  return `${phase}: ${amount(done, unit)} of ${amount(total, unit)}${name}, ${Math.floor(100 * share)}%`;
}

/** Decimal units, as file managers and browsers show them. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${Math.round(bytes)} bytes`;
  if (bytes < 999_500) return `${Math.round(bytes / 1000)} kB`;
  return `${(bytes / 1e6).toFixed(1)} MB`;
}

/** "about 2 minutes": as coarse as an estimate deserves. */
export function describeSeconds(seconds: number): string {
  if (seconds < 10) return 'a few seconds';
  if (seconds < 55) return `about ${Math.ceil(seconds / 10) * 10} seconds`;
  if (seconds < 90) return 'about a minute';
  if (seconds < 3600) return `about ${Math.round(seconds / 60)} minutes`;
  const hours = seconds / 3600;
  return hours < 1.25 ? 'about an hour' : `about ${hours.toFixed(hours < 10 ? 1 : 0)} hours`;
}

/** "1:05" or "1:02:05", for figures that tick. */
export function clock(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60), whole % 60];
  const tail = String(rest).padStart(2, '0');
  return hours === 0 ? `${minutes}:${tail}` : `${hours}:${String(minutes).padStart(2, '0')}:${tail}`;
}
