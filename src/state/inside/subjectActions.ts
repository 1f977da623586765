/** Which review "See inside" looks into, and in which view. */
import { VerdictError } from '../../errors';
import { troubleOf } from '../status';
import { getState, setState, useVerdict } from '../store';
import { wordsOfTestReview } from '../testSplit';
import { insightWorker } from '../workers';
import type { ExplanationChoice, InsideState, InsideView } from './insideState';
import { startTrail } from './trail';

/** Typing is not followed letter by letter. */
const DEBOUNCE_MS = 200;
let timer: ReturnType<typeof setTimeout> | undefined;
let newest = 0;

const change = (changes: Partial<InsideState>): void =>
  setState(({ inside }) => ({ inside: { ...inside, ...changes } }));

export const showInside = (view: InsideView): void => change({ view });

export const explainBy = (explainedBy: ExplanationChoice): void => change({ explainedBy });

export const chooseLayer = (layer: number): void => change({ unit: { layer, unit: null } });

/** Of the layer that is looked at. */
export const chooseUnit = (unit: number): void => change({ unit: { ...getState().inside.unit, unit } });

/** The same words stay the same array, so that nothing is asked again and the trail goes on. */
function withWords(words: readonly string[]): Pick<InsideState, 'words' | 'trail'> {
  const { words: shown, trail } = getState().inside;
  const isSame = words.length === shown.length && words.every((word, i) => word === shown[i]);
  return isSame ? { words: shown, trail } : { words, trail: startTrail(words) };
}

/** Call once: the words follow the field of step 5 as long as it is the subject. */
export function followTyping(): void {
  useVerdict.subscribe(({ review, inside }, before) => {
    if (review === before.review || inside.subject.kind !== 'typed' || inside.awaited !== null) return;
    clearTimeout(timer);
    timer = setTimeout(() => void readTyped(), DEBOUNCE_MS);
  });
}

export async function chooseTyped(): Promise<void> {
  change({ subject: { kind: 'typed' }, awaited: null, subjectTrouble: null });
  await readTyped();
}

async function readTyped(): Promise<void> {
  clearTimeout(timer);
  const call = ++newest;
  const { review } = getState();
  try {
    const words = review.trim() === '' ? [] : await (await insightWorker()).tokenize(review);
    if (call === newest) change({ ...withWords(words), subjectTrouble: null });
  } catch (error) {
    if (call === newest) change({ subjectTrouble: troubleOf(error) });
  }
}

/**
 * Shows a review of the test split, which is opened first where it is not; at any time, training included. The old
 * subject stays until the new one is there, and where that fails.
 */
export async function chooseTestReview(index: number): Promise<void> {
  clearTimeout(timer);
  const call = ++newest;
  change({ awaited: { index, progress: null }, subjectTrouble: null });
  try {
    const { model } = getState();
    if (model === null) throw new VerdictError('no-model', 'There is no model yet to read a review.');
    const { label, words } = await wordsOfTestReview(model, index, {
      onProgress: (progress) => {
        if (call === newest) change({ awaited: { index, progress } });
      },
    });
    if (call !== newest) return;
    const { dataset } = model.settings;
    change({ subject: { kind: 'test', dataset, index, label }, awaited: null, ...withWords(words) });
  } catch (error) {
    if (call === newest) change({ subjectTrouble: troubleOf(error) });
  }
}
