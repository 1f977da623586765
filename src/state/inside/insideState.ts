/** What "See inside" shows of itself in the store. */
import type { Trouble } from '../status';
import { FIRST_MAP, type MapState } from './mapState';

export type InsideView = 'map' | 'reading' | 'why' | 'whatIf' | 'inspector';

/** The review that is looked into. */
export type Subject =
  /** What stands in the field of step 5. */
  { kind: 'typed' } | { kind: 'test'; index: number; label: 0 | 1 };

export interface InsideState {
  view: InsideView;
  subject: Subject;
  /** The subject's words, uncut, as the tokenizer makes them; words that the data's index does not rank are '<UNK>'. */
  words: readonly string[];
  /** Why `words` are not those of the subject. */
  subjectTrouble: Trouble | null;
  /** Grows whenever the weights that answer have changed: answers about the model before are out of date. */
  modelVersion: number;
  map: MapState;
}

export const NOTHING_INSIDE: InsideState = {
  view: 'map',
  subject: { kind: 'typed' },
  words: [],
  subjectTrouble: null,
  modelVersion: 0,
  map: FIRST_MAP,
};
