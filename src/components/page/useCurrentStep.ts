/** The step that the reader is at: where the focus is while that is in view, else where the page is scrolled to. */
import { useSyncExternalStore } from 'react';
import { currentStep, type StepPlace } from './currentStep';
import { headingId, STEPS, type StepId } from './Step';

/** Steps of the page, in order; empty before they are mounted. */
function places(): StepPlace[] {
  return STEPS.flatMap(({ id }) => {
    const section = document.getElementById(headingId(id))?.closest('section');
    if (!section) return [];
    const { top, bottom } = section.getBoundingClientRect();
    return [{ id, top, bottom, hasFocus: section.contains(document.activeElement) }];
  });
}

function snapshot(): StepId {
  const { scrollHeight } = document.documentElement;
  return currentStep(places(), {
    height: innerHeight,
    scrolled: scrollY,
    scrollable: scrollHeight - innerHeight,
  });
}

function subscribe(onChange: () => void): () => void {
  const events = ['scroll', 'resize', 'focusin'] as const;
  for (const event of events) addEventListener(event, onChange, { passive: true });
  return () => {
    for (const event of events) removeEventListener(event, onChange);
  };
}

export function useCurrentStep(): StepId {
  return useSyncExternalStore(subscribe, snapshot);
}
