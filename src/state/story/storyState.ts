/** What story, tour and glossary show of themselves in the store. */
import type { StepId } from '../steps';
import { chapterOf, type ChapterId } from './chapters';
import { TOUR_STOPS } from './tourStops';

/** 'offered' before it was taken; a number is the stop, from 0. */
export type Tour = 'none' | 'offered' | number;

export interface StoryState {
  isOpen: boolean;
  /** The chapter that is open, or was last. */
  chapter: ChapterId;
  tour: Tour;
  isGlossaryOpen: boolean;
}

export const STORY_CLOSED: StoryState = {
  isOpen: false,
  chapter: 'review',
  tour: 'none',
  isGlossaryOpen: false,
};

/** The step that tour or story are about at the moment. */
export function outlinedStep({ isOpen, chapter, tour }: StoryState): StepId | null {
  if (typeof tour === 'number') return TOUR_STOPS[tour]?.step ?? null;
  return isOpen ? chapterOf(chapter).step : null;
}
