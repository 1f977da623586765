/** Which review is looked into, whatever else the page does meanwhile. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { VerdictError } from '../../errors';
import type { ReviewView } from '../../types';
import { INITIAL_STATE, getState, setState } from '../store';
import { createGate, fakes } from '../testing/fakeWorkers';
import { smallBundle } from '../testing/smallBundle';
import { removeWord } from './edits';
import { chooseTestReview, chooseTyped, followTyping } from './subjectActions';
import { applyEdit } from './whatIfActions';

vi.mock('../workers', () => import('../testing/fakeWorkers'));

const { settings } = smallBundle('a').meta;
const REVIEWS: Record<number, string> = { 3: 'a dull film', 7: 'a film to love' };

function viewOf(index: number): ReviewView {
  const text = REVIEWS[index];
  if (text === undefined) throw new VerdictError('bad-settings', `There is no review ${index}.`);
  return {
    split: 'test',
    index,
    label: index === 7 ? 1 : 0,
    ids: [],
    paddedIds: [],
    words: ['<START>', ...text.split(' ')],
    paddedWords: [],
    numWordsBeforeCut: 3,
  };
}

followTyping();

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  fakes.insight = { tokenize: async (text) => text.split(' ') };
  fakes.data = { openTest: async () => ({}) as never, review: async (_, index) => viewOf(index) };
  const info = { id: 'sentences' } as never;
  setState(
    {
      ...INITIAL_STATE,
      settings,
      data: { kind: 'open', info },
      model: { name: 'a', settings, datasetTitle: '', vocabulary: 'good\nbad', history: [] },
    },
    true,
  );
});

afterEach(() => vi.useRealTimers());

const words = (): string => getState().inside.words.join(' ');

async function typed(review: string): Promise<void> {
  setState({ review });
  await vi.advanceTimersByTimeAsync(300);
}

it('follows what is typed', async () => {
  await typed('so good');
  expect(words()).toBe('so good');
  await typed('   ');
  expect(words()).toBe('');
});

it('shows a test review in its own words, also while a network trains', async () => {
  setState({ training: { kind: 'preparing', progress: null } });
  const asked = vi.fn(async (_: unknown, index: number, _settings: unknown) => viewOf(index));
  fakes.data.review = asked;
  await chooseTestReview(7);
  expect(words()).toBe('a film to love');
  const { dataset } = settings;
  expect(getState().inside).toMatchObject({
    subject: { kind: 'test', dataset, index: 7, label: 1 },
    awaited: null,
  });
  expect(asked.mock.calls[0]?.[2]).toMatchObject({ numWords: 100_000, maxLen: 10_000 });
  await typed('so good');
  expect(words()).toBe('a film to love');
  await chooseTyped();
  expect(words()).toBe('so good');
});

it('opens the test split first, and says how far it is', async () => {
  const gate = createGate<never>();
  fakes.data.openTest = async (options) => {
    options?.onProgress?.({ phase: 'Fetching', done: 3, total: 9, unit: 'bytes' });
    return gate.promise;
  };
  await typed('so good');
  const chosen = chooseTestReview(3);
  await vi.advanceTimersByTimeAsync(1);
  expect(getState().inside.awaited).toEqual({ index: 3, progress: expect.objectContaining({ done: 3 }) });
  expect(words()).toBe('so good');
  // What is typed meanwhile does not come in between.
  await typed('so bad');
  gate.open(undefined as never);
  await chosen;
  expect(words()).toBe('a dull film');
});

it('keeps the old subject where the new one fails, and tells why', async () => {
  await chooseTestReview(7);
  await chooseTestReview(99);
  expect(words()).toBe('a film to love');
  const { subject, awaited, subjectTrouble } = getState().inside;
  expect(subject).toMatchObject({ index: 7 });
  expect(awaited?.index).toBe(99);
  expect(subjectTrouble?.message).toBe('There is no review 99.');
  await chooseTestReview(3);
  expect(getState().inside).toMatchObject({ awaited: null, subjectTrouble: null, subject: { index: 3 } });
});

it('drops a review that was overtaken', async () => {
  const gate = createGate<ReviewView>();
  fakes.data.review = async (_, index) => (index === 3 ? gate.promise : viewOf(index));
  const slow = chooseTestReview(3);
  await chooseTestReview(7);
  gate.open(viewOf(3));
  await slow;
  expect(getState().inside.subject).toMatchObject({ index: 7 });
});

it('begins a new trail with other words, and goes on with the same', async () => {
  await chooseTestReview(7);
  applyEdit(removeWord(0));
  const { trail, words: before } = getState().inside;
  expect(trail.current).toHaveLength(1);
  await chooseTestReview(7);
  expect(getState().inside.trail).toBe(trail);
  expect(getState().inside.words).toBe(before);
  await chooseTestReview(3);
  expect(getState().inside.trail.current).toEqual([]);
  expect(getState().inside.trail.words).toBe(getState().inside.words);
});
