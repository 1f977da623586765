/** What changes over a run: the learning rate, and the disturbance of the words. */
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

/** Share of a run that is trained without disturbance. */
const UNDISTURBED = 0.2;

/**
 * The disturbance of a step. It begins when there is something to disturb: against a network that hardly tells the
 * classes apart yet, it outweighs all that the network could learn, and training stays at chance for good.
 * @param done as above
 */
export function adversarialAt(adversarial: number, done: number): number {
  return done < UNDISTURBED ? 0 : adversarial;
}
