/** Which review "See inside" looks into, and in which view. */
import { readTestReview } from '../evaluationActions';
import { troubleOf } from '../status';
import { getState, setState, useVerdict } from '../store';
import { insightWorker } from '../workers';
import type { InsideState, InsideView } from './insideState';

/** Typing is not followed letter by letter. */
const DEBOUNCE_MS = 200;
let timer: ReturnType<typeof setTimeout> | undefined;
let newest = 0;

const change = (changes: Partial<InsideState>): void =>
  setState(({ inside }) => ({ inside: { ...inside, ...changes } }));

export const showInside = (view: InsideView): void => change({ view });

/** Call once: the words follow the field of step 5 as long as it is the subject. */
export function followTyping(): void {
  useVerdict.subscribe(({ review, inside }, before) => {
    if (review === before.review || inside.subject.kind !== 'typed') return;
    clearTimeout(timer);
    timer = setTimeout(() => void readTyped(), DEBOUNCE_MS);
  });
}

export async function chooseTyped(): Promise<void> {
  change({ subject: { kind: 'typed' } });
  await readTyped();
}

async function readTyped(): Promise<void> {
  const call = ++newest;
  const { review } = getState();
  try {
    const words = review.trim() === '' ? [] : await (await insightWorker()).tokenize(review);
    if (call === newest) change({ words, subjectTrouble: null });
  } catch (error) {
    if (call === newest) change({ subjectTrouble: troubleOf(error) });
  }
}

/** Shows a review of the test split. The old subject stays where that fails. */
export async function chooseTestReview(index: number): Promise<void> {
  const call = ++newest;
  try {
    const { label, words } = await readTestReview(index);
    if (call === newest) change({ subject: { kind: 'test', index, label }, words, subjectTrouble: null });
  } catch (error) {
    if (call === newest) change({ subjectTrouble: troubleOf(error) });
  }
}
