/** The chapters of the story, in order, each about one step of the page. */
import type { StepId } from '../steps';

export type ChapterId =
  'review' | 'ids' | 'pad' | 'vectors' | 'network' | 'train' | 'curves' | 'verdict' | 'inside' | 'keep';

export interface Chapter {
  id: ChapterId;
  title: string;
  step: StepId;
}

export const CHAPTERS: readonly Chapter[] = [
  { id: 'review', title: 'A review and its label', step: 'data' },
  { id: 'ids', title: 'Words become numbers', step: 'data' },
  { id: 'pad', title: 'Cut and pad', step: 'data' },
  { id: 'vectors', title: 'Every word a point', step: 'words' },
  { id: 'network', title: 'The network', step: 'network' },
  { id: 'train', title: 'Training', step: 'train' },
  { id: 'curves', title: 'Watching the curves', step: 'train' },
  { id: 'verdict', title: 'The verdict', step: 'try' },
  { id: 'inside', title: 'Look inside', step: 'inside' },
  { id: 'keep', title: 'Keep it', step: 'keep' },
];

export const chapterOf = (id: ChapterId): Chapter => CHAPTERS.find((chapter) => chapter.id === id)!;

export const isChapterId = (value: unknown): value is ChapterId => CHAPTERS.some(({ id }) => id === value);

/** The chapter so many places further on; null beyond the first and the last. */
export function neighbourOf(id: ChapterId, offset: 1 | -1): Chapter | null {
  return CHAPTERS[CHAPTERS.findIndex((chapter) => chapter.id === id) + offset] ?? null;
}
