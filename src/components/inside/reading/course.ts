/** The course of the answer over a review, in numbers and in words. Pure. */
import type { Reading } from '../../../insightTypes';
import { formatProbability } from '../../../state/probability';

/** 0 to 1. */
export const probabilityOf = (logOdds: number): number => 1 / (1 + Math.exp(-logOdds));

export type Side = 'positive' | 'negative';

export const sideOf = (logOdds: number): Side => (logOdds > 0 ? 'positive' : 'negative');

/** A word after which the other side is the more likely one. */
export interface Turn {
  /** Index in the reading's words. */
  place: number;
  to: Side;
}

/** @param logOdds [words + 1] as in Reading */
export function turningPoints(logOdds: ArrayLike<number>): Turn[] {
  const turns: Turn[] = [];
  for (let place = 0; place + 1 < logOdds.length; place++) {
    const to = sideOf(logOdds[place + 1] ?? 0);
    if (to !== sideOf(logOdds[place] ?? 0)) turns.push({ place, to });
  }
  return turns;
}

/** The word that moved the probability most; null without words. */
export function largestStep(logOdds: ArrayLike<number>): { place: number; change: number } | null {
  let largest: { place: number; change: number } | null = null;
  for (let place = 0; place + 1 < logOdds.length; place++) {
    const change = probabilityOf(logOdds[place + 1] ?? 0) - probabilityOf(logOdds[place] ?? 0);
    if (largest === null || Math.abs(change) > Math.abs(largest.change)) largest = { place, change };
  }
  return largest;
}

/** "“boring” (word 12)". */
export const nameOf = (word: string, place: number): string => `“${word}” (word ${place + 1})`;

/** "up 34 points", of a probability's change. */
export function inPoints(change: number): string {
  const points = Math.round(Math.abs(100 * change));
  const size = points === 0 ? 'less than a point' : points === 1 ? '1 point' : `${points} points`;
  return `${change < 0 ? 'down' : 'up'} ${size}`;
}

/** The sharpest turn in one sentence; without turns, the word that moved the answer most. */
export function answerSentence({ words, logOdds }: Reading): string {
  const named = (place: number): string => nameOf(words[place]?.word ?? '', place);
  const changeAt = (place: number): number =>
    probabilityOf(logOdds[place + 1] ?? 0) - probabilityOf(logOdds[place] ?? 0);
  const turns = turningPoints(logOdds);
  const [first] = turns;
  const last = turns.at(-1);
  if (first === undefined || last === undefined) {
    const stayed = `The answer stayed ${sideOf(logOdds.at(-1) ?? 0)} from the first word to the last`;
    const step = largestStep(logOdds);
    return step === null
      ? `${stayed}.`
      : `${stayed}; ${named(step.place)} moved it most, ${inPoints(step.change)}.`;
  }
  if (turns.length === 1) {
    return `The answer turned to ${first.to} at ${named(first.place)}, ${inPoints(changeAt(first.place))}.`;
  }
  const sharpest = turns.reduce((most, turn) =>
    Math.abs(changeAt(turn.place)) > Math.abs(changeAt(most.place)) ? turn : most,
  );
  const forGood = sharpest === last ? ' and for good' : '';
  const end = sharpest === last ? '' : `; for good to ${last.to} at ${named(last.place)}`;
  return `The answer turned ${turns.length} times: most sharply${forGood} to ${sharpest.to} at ${named(sharpest.place)}, ${inPoints(changeAt(sharpest.place))}${end}.`;
}

const MAX_TURNS = 5;

/** What the curve shows, in a few sentences. */
export function courseSummary({ words, logOdds }: Reading): string {
  const [first = 0] = logOdds;
  const last = logOdds.at(-1) ?? 0;
  const named = (place: number): string => nameOf(words[place]?.word ?? '', place);
  const turns = turningPoints(logOdds);
  const told = turns.slice(0, MAX_TURNS).map(({ place, to }) => `to ${to} at ${named(place)}`);
  const more = turns.length - told.length;
  const ending = more > 0 ? `, and ${more} more ${more === 1 ? 'time' : 'times'}` : '';
  const step = largestStep(logOdds);
  return [
    `Before the first word: ${formatProbability(probabilityOf(first))} positive.`,
    told.length === 0 ? `It stayed ${sideOf(last)} all the way.` : `It turned ${told.join(', ')}${ending}.`,
    ...(step === null ? [] : [`The largest step: ${inPoints(step.change)} at ${named(step.place)}.`]),
    `At the end: ${formatProbability(probabilityOf(last))} positive.`,
  ].join(' ');
}

/** What is said of one word. */
export function stepSummary({ words, logOdds }: Reading, place: number): string {
  const after = probabilityOf(logOdds[place + 1] ?? 0);
  const change = after - probabilityOf(logOdds[place] ?? 0);
  const word = nameOf(words[place]?.word ?? '', place);
  return `After ${word}: ${formatProbability(after)} positive, ${inPoints(change)}.`;
}
