import { beforeEach, describe, expect, it, vi } from 'vitest';
import { STORAGE } from '../../config';
import { getState, INITIAL_STATE, setState } from '../store';
import { CHAPTERS, neighbourOf } from './chapters';
import { isTourSettled, rememberedPlace } from './remembered';
import { closeStory, openStory, restoreStory, showChapter } from './storyActions';
import { outlinedStep } from './storyState';
import { endTour, moveTour, offerTour, startTour } from './tourActions';
import { TOUR_STOPS } from './tourStops';

class Storage {
  values = new Map<string, string>();
  isFull = false;
  getItem(key: string): string | null {
    return this.values.get(key) ?? null;
  }
  setItem(key: string, value: string): void {
    if (this.isFull) throw new Error('full');
    this.values.set(key, value);
  }
  removeItem(key: string): void {
    this.values.delete(key);
  }
}

let storage: Storage;
const story = (): ReturnType<typeof getState>['story'] => getState().story;

beforeEach(() => {
  storage = new Storage();
  vi.stubGlobal('localStorage', storage);
  setState({ ...INITIAL_STATE, saved: { kind: 'ready', models: [] } });
});

describe('the story', () => {
  it('is found again as it was left', () => {
    openStory();
    showChapter('network');
    setState(INITIAL_STATE);
    restoreStory();
    expect(story()).toMatchObject({ isOpen: true, chapter: 'network' });
    closeStory();
    expect(rememberedPlace()).toEqual({ isOpen: false, chapter: 'network' });
  });

  it.each(['', '{', '3', '{"isOpen":1,"chapter":"network"}', '{"isOpen":true,"chapter":"none"}'])(
    'begins anew where storage holds %j',
    (value) => {
      storage.setItem(STORAGE.story, value);
      restoreStory();
      expect(story()).toEqual(INITIAL_STATE.story);
    },
  );

  it('goes from the first chapter to the last', () => {
    expect(neighbourOf('review', -1)).toBeNull();
    expect(neighbourOf('review', 1)).toBe(CHAPTERS[1]);
    expect(neighbourOf('keep', 1)).toBeNull();
  });
});

describe('the tour', () => {
  it('is offered once, and not to who has begun', async () => {
    await offerTour();
    expect(story().tour).toBe('offered');
    endTour();
    await offerTour();
    expect(story().tour).toBe('none');
    expect(isTourSettled()).toBe(true);
    storage.values.clear();
    setState({ review: 'I have begun' });
    await offerTour();
    expect(story().tour).toBe('none');
  });

  it('is not offered where that could not be remembered', async () => {
    storage.isFull = true;
    await offerTour();
    expect(story().tour).toBe('none');
  });

  it('goes stop by stop, outlines their steps, and ends after the last', () => {
    openStory();
    startTour();
    expect(story().isOpen).toBe(false);
    for (const { step } of TOUR_STOPS) {
      expect(outlinedStep(story())).toBe(step);
      moveTour(1);
    }
    expect([story().tour, outlinedStep(story())]).toEqual(['none', null]);
    startTour();
    moveTour(-1);
    expect(story().tour).toBe(0);
  });

  it('ends when the story is opened', () => {
    startTour();
    openStory();
    showChapter('verdict');
    expect([story().tour, outlinedStep(story())]).toEqual(['none', 'try']);
  });
});
