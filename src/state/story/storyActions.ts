/** Opening, reading and closing the story, and the glossary. */
import { getState, setState } from '../store';
import type { ChapterId } from './chapters';
import { rememberedPlace, rememberPlace } from './remembered';
import type { StoryState } from './storyState';

function change(changes: Partial<StoryState>): void {
  setState(({ story }) => ({ story: { ...story, ...changes } }));
}

function move(changes: Partial<StoryState>): void {
  change(changes);
  rememberPlace(getState().story);
}

/** Call once, before the page is drawn: the story as it was left. */
export function restoreStory(): void {
  const place = rememberedPlace();
  if (place !== null) change(place);
}

/** The tour ends: both would outline a step. */
export const openStory = (): void => move({ isOpen: true, tour: 'none' });

export const closeStory = (): void => move({ isOpen: false });

export const showChapter = (chapter: ChapterId): void => move({ chapter });

export const showGlossary = (isGlossaryOpen: boolean): void => change({ isGlossaryOpen });
