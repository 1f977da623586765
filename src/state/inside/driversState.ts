/** The words that drive the units of a layer, as far as they have been looked for. */
import type { UnitDrivers } from '../../insightTypes';
import type { Progress } from '../../types';
import type { Trouble } from '../status';

export type DriversStatus =
  | { kind: 'idle' }
  | { kind: 'working'; layer: number; progress: Progress | null; startedMs: number }
  | { kind: 'failed'; layer: number; trouble: Trouble };

export interface DriversState {
  status: DriversStatus;
  /** What was found, by layer of the trace. */
  found: Readonly<Record<number, { drivers: UnitDrivers; modelVersion: number }>>;
}

export const NO_DRIVERS: DriversState = { status: { kind: 'idle' }, found: {} };
