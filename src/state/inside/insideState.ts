/** What "See inside" shows of itself in the store. */
import type { ExplanationMethod } from '../../insightTypes';
import type { DatasetId, Progress } from '../../types';
import type { Trouble } from '../status';
import { NO_DRIVERS, type DriversState } from './driversState';
import { FIRST_MAP, type MapState } from './mapState';
import { startTrail, type Trail } from './trail';

export type InsideView = 'map' | 'reading' | 'why' | 'whatIf' | 'inspector';

/** The review that is looked into. */
export type Subject =
  /** What stands in the field of step 5. */
  { kind: 'typed' } | { kind: 'test'; dataset: DatasetId; index: number; label: 0 | 1 };

/** How contributions are worked out, or both ways beside each other. */
export type ExplanationChoice = ExplanationMethod | 'both';

export interface InsideState {
  view: InsideView;
  subject: Subject;
  /** The subject's words, uncut, as the tokenizer makes them; words that the data's index does not rank are '<UNK>'. */
  words: readonly string[];
  /** The test review that was asked for and is not the subject yet: on its way, or failed where there is trouble. */
  awaited: { index: number; progress: Progress | null } | null;
  /** Why the subject could not be read. */
  subjectTrouble: Trouble | null;
  /** Grows whenever the weights that answer have changed: answers about the model before are out of date. */
  modelVersion: number;
  /** The LSTM layer (index in a trace) and its unit that are looked at; null for the unit that matters most. */
  unit: { layer: number; unit: number | null };
  drivers: DriversState;
  map: MapState;
  explainedBy: ExplanationChoice;
  /** What was tried on the subject's words. */
  trail: Trail;
}

const NO_WORDS: readonly string[] = [];

export const NOTHING_INSIDE: InsideState = {
  view: 'map',
  subject: { kind: 'typed' },
  words: NO_WORDS,
  awaited: null,
  subjectTrouble: null,
  modelVersion: 0,
  unit: { layer: 0, unit: null },
  drivers: NO_DRIVERS,
  map: FIRST_MAP,
  explainedBy: 'integratedGradients',
  trail: startTrail(NO_WORDS),
};
