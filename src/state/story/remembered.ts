/** What the browser remembers of story and tour; without storage, nothing. */
import { STORAGE } from '../../config';
import { isChapterId } from './chapters';
import type { StoryState } from './storyState';

type Place = Pick<StoryState, 'isOpen' | 'chapter'>;

export function rememberPlace({ isOpen, chapter }: Place): void {
  write(STORAGE.story, JSON.stringify({ isOpen, chapter }));
}

/** Null where nothing usable is there. */
export function rememberedPlace(): Place | null {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(STORAGE.story) ?? 'null');
    if (typeof value !== 'object' || value === null) return null;
    const { isOpen, chapter } = value as Record<string, unknown>;
    return typeof isOpen === 'boolean' && isChapterId(chapter) ? { isOpen, chapter } : null;
  } catch {
    return null;
  }
}

/** From now on the tour is not offered any more. */
export function rememberTour(): void {
  write(STORAGE.tour, 'seen');
}

/** Whether the tour was taken or declined; also where that could not be remembered. */
export function isTourSettled(): boolean {
  try {
    return localStorage.getItem(STORAGE.tour) !== null || !canWrite();
  } catch {
    return true;
  }
}

function canWrite(): boolean {
  const probe = `${STORAGE.tour}-probe`;
  localStorage.setItem(probe, '1');
  localStorage.removeItem(probe);
  return true;
}

function write(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // It works without, until the page is left.
  }
}
