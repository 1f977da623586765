/** The tour: offered to a newcomer, taken stop by stop, declined. */
import { isBusy } from '../status';
import { getState, setState, useVerdict, type VerdictState } from '../store';
import { whenIdle } from '../whenIdle';
import { isTourSettled, rememberPlace, rememberTour } from './remembered';
import type { Tour } from './storyState';
import { TOUR_STOPS } from './tourStops';

const show = (tour: Tour): void => setState(({ story }) => ({ story: { ...story, tour } }));

/** Offers the tour to who has been here for the first time, has no models and has not begun with anything. */
export async function offerTour(): Promise<void> {
  if (isTourSettled()) return;
  await whenIdle();
  if (isNewcomer(getState())) show('offered');
}

function isNewcomer({ saved, runs, training, review, story, startFrom }: VerdictState): boolean {
  return (
    saved.kind === 'ready' &&
    saved.models.length === 0 &&
    runs.list.length === 0 &&
    training.kind === 'idle' &&
    startFrom === 'new' &&
    review === '' &&
    !story.isOpen &&
    story.tour === 'none'
  );
}

/** Call once: who has begun to train by themselves need not be asked, and sees the run instead. */
export function withdrawOffer(): void {
  useVerdict.subscribe(({ story, training }) => {
    if (story.tour === 'offered' && isBusy(training)) show('none');
  });
}

/** The story is put away meanwhile. */
export function startTour(): void {
  rememberTour();
  setState(({ story }) => ({ story: { ...story, tour: 0, isOpen: false } }));
  rememberPlace(getState().story);
}

export function endTour(): void {
  rememberTour();
  show('none');
}

/** To the stop before or after; beyond the last the tour ends. */
export function moveTour(offset: 1 | -1): void {
  const { tour } = getState().story;
  if (typeof tour !== 'number') return;
  const next = tour + offset;
  if (next >= TOUR_STOPS.length) endTour();
  else if (next >= 0) show(next);
}
