/** Which step the reader is at, from where the steps stand in the window. Pure; lengths in CSS px. */
import type { StepId } from './Step';

export interface StepPlace {
  id: StepId;
  /** From the upper edge of the window. */
  top: number;
  bottom: number;
  hasFocus: boolean;
}

export interface ScrollPlace {
  /** Of the window. */
  height: number;
  scrolled: number;
  /** The most that `scrolled` can be. */
  scrollable: number;
}

/** A step whose upper edge is above this share of the window has been reached. */
const REACHED = 0.25;
/** Steps side by side: their edges may differ by rounding. */
const SAME_PX = 2;

/** `steps` in reading order. Of steps side by side the first counts; at the end of the page it is the last step. */
export function currentStep(
  steps: readonly StepPlace[],
  { height, scrolled, scrollable }: ScrollPlace,
): StepId {
  const focused = steps.find(({ hasFocus, top, bottom }) => hasFocus && top < height && bottom > 0);
  if (focused !== undefined) return focused.id;
  const last = steps.at(-1);
  if (last !== undefined && scrolled > 0 && scrolled >= scrollable - SAME_PX) return last.id;
  let reached = steps[0];
  for (const step of steps) {
    if (reached === undefined) break;
    if (step.top <= REACHED * height && step.top > reached.top + SAME_PX) reached = step;
  }
  return reached?.id ?? 'data';
}
