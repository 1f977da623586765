/** The words that drive the units of a layer, as far as they have been looked for. */
import type { UnitDrivers } from '../../insightTypes';
import type { Progress } from '../../types';
import type { ModelInfo, Trouble } from '../status';

export type DriversStatus =
  | { kind: 'idle' }
  | { kind: 'working'; layer: number; progress: Progress | null; startedMs: number }
  | { kind: 'failed'; layer: number; trouble: Trouble };

/** What was found, and of which model: one that trains on gets a new version and stays the same otherwise. */
export interface FoundDrivers {
  drivers: UnitDrivers;
  model: ModelInfo;
  modelVersion: number;
}

export interface DriversState {
  status: DriversStatus;
  /** By layer of the trace. */
  found: Readonly<Record<number, FoundDrivers>>;
}

/** Whether it is the same model, perhaps a few epochs later: its layers and words are the same. */
export const isSameTraining = (model: ModelInfo, now: ModelInfo | null): boolean =>
  now?.settings === model.settings && now.vocabulary === model.vocabulary;

export const NO_DRIVERS: DriversState = { status: { kind: 'idle' }, found: {} };
