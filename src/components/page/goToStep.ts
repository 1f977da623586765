/** Moves to a step without touching the address, whose hash holds the settings. */
import { headingId, type StepId } from './Step';

export function goToStep(id: StepId): void {
  const heading = document.getElementById(headingId(id));
  // The step as a whole: its upper edge shows, the step above it does not.
  heading?.closest('section')?.scrollIntoView({ block: 'start' });
  heading?.focus({ preventScroll: true });
}
