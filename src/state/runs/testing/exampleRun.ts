/** A recorded run, for tests. */
import type { RunRecord } from '../../../types';
import { DEFAULT_SETTINGS } from '../../settings';

/** Two epochs, scored on four test reviews: right on the first three. */
export function exampleRun(id: string, changed: Partial<RunRecord> = {}): RunRecord {
  return {
    id,
    name: `Run ${id}`,
    isNamed: false,
    startedAt: '2026-03-04T05:06:07.000Z',
    settings: { ...DEFAULT_SETTINGS, dataset: 'sentences' },
    datasetTitle: 'Toy reviews',
    datasetHash: '00ff',
    backend: { name: 'wasm', title: 'WASM with SIMD', reason: 'Fastest.', renderer: '', isSoftware: false },
    outcome: 'finished',
    epochs: [
      { epoch: 1, loss: 0.7, accuracy: 0.5, valLoss: 0.6, valAccuracy: 0.625, seconds: 1.5 },
      { epoch: 2, loss: 0.5, accuracy: 0.8, valLoss: 0.55, valAccuracy: 0.75, seconds: 1.25 },
    ],
    seconds: 3.5,
    numParams: 1234,
    test: { loss: 0.5, accuracy: 0.75, reviews: 4, seconds: 0.25 },
    scores: {
      test: Float32Array.of(1.5, -0.25, 0.125, 2),
      testLabels: Uint8Array.of(1, 0, 1, 0),
    },
    ...changed,
  };
}
