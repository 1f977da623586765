/** What was tried on a review: every state that its changes have made, and the way to the one that is shown. Pure. */
import { keyOf, NO_EDITS, type Edits } from './edits';

/** States that are kept; all are judged again whenever the model changes. */
const MAX_STATES = 40;
/** Steps that can be undone. */
const MAX_STEPS = 200;

export interface Trail {
  /** The review that is changed; another one begins another trail. */
  words: readonly string[];
  current: Edits;
  /** Everything tried, each state once, in the order in which it was first tried; the original comes first. */
  tried: readonly Edits[];
  /** States before the current one, the last one last, and those that were undone, the next one last. */
  past: readonly Edits[];
  future: readonly Edits[];
}

export const startTrail = (words: readonly string[]): Trail => ({
  words,
  current: NO_EDITS,
  tried: [NO_EDITS],
  past: [],
  future: [],
});

const isSame = (a: Edits, b: Edits): boolean => keyOf(a) === keyOf(b);

/** The oldest state but the original gives way where there are too many. */
function withTried(tried: readonly Edits[], edits: Edits): readonly Edits[] {
  if (tried.some((known) => isSame(known, edits))) return tried;
  return [NO_EDITS, ...[...tried.slice(1), edits].slice(-(MAX_STATES - 1))];
}

/** Shows another state, new or tried before. */
export function visit(trail: Trail, edits: Edits): Trail {
  if (isSame(trail.current, edits)) return trail;
  return {
    ...trail,
    current: edits,
    tried: withTried(trail.tried, edits),
    past: [...trail.past, trail.current].slice(-MAX_STEPS),
    future: [],
  };
}

export function undo(trail: Trail): Trail {
  const before = trail.past.at(-1);
  if (before === undefined) return trail;
  return {
    ...trail,
    current: before,
    tried: withTried(trail.tried, before),
    past: trail.past.slice(0, -1),
    future: [...trail.future, trail.current],
  };
}

export function redo(trail: Trail): Trail {
  const next = trail.future.at(-1);
  if (next === undefined) return trail;
  return {
    ...trail,
    current: next,
    tried: withTried(trail.tried, next),
    past: [...trail.past, trail.current],
    future: trail.future.slice(0, -1),
  };
}

/** Forgets all but the original and the state that is shown. */
export function clear(trail: Trail): Trail {
  const { words, current } = trail;
  return { words, current, tried: withTried([NO_EDITS], current), past: [], future: [] };
}
