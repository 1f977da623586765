/** The learning rate over a run. */
import type { Schedule } from '../types';

/** Share of a run in which the rate rises from 0. */
const WARM_UP = 0.05;

/**
 * @param done share of the run's steps that are taken, 0 to 1
 * @returns the factor of the learning rate; 'cosine' is linear warm-up, then half a cosine down to 0 (Loshchilov and
 *   Hutter 2017, https://arxiv.org/abs/1608.03983)
 */
export function rateFactor(schedule: Schedule, done: number): number {
  if (schedule === 'constant') return 1;
  if (done < WARM_UP) return done / WARM_UP;
  return (1 + Math.cos((Math.PI * (done - WARM_UP)) / (1 - WARM_UP))) / 2;
}
