/** Moves to a step without touching the address, whose hash holds the settings. */
import { headingId, type StepId } from './Step';

export function goToStep(id: StepId): void {
  showStep(id);
  focusStep(id);
}

/** Only shows it: the focus stays where it is. */
export function showStep(id: StepId, behavior: ScrollBehavior = 'auto'): void {
  // The step as a whole: its upper edge shows, the step above it does not.
  sectionOf(id)?.scrollIntoView({ block: 'start', behavior });
}

/** Only moves the focus. */
export function focusStep(id: StepId): void {
  document.getElementById(headingId(id))?.focus({ preventScroll: true });
}

export const sectionOf = (id: StepId): HTMLElement | null =>
  document.getElementById(headingId(id))?.closest('section') ?? null;
