/** A model without a network, for tests of what the page does with models. */
import type { ModelBundle, ModelMeta } from '../../types';
import { DEFAULT_SETTINGS } from '../settings';

export function smallBundle(id: string, changed: Partial<ModelMeta> = {}): ModelBundle {
  return {
    meta: {
      id,
      name: `Model ${id}`,
      savedAt: '2026-03-04T05:06:07.000Z',
      isAutosave: false,
      settings: { ...DEFAULT_SETTINGS, dataset: 'sentences' },
      tokenizer: { lower: true, filters: ' ', padId: 0, startId: 1, unknownId: 2, indexFrom: 3 },
      datasetTitle: 'Toy reviews',
      citation: '',
      datasetHash: '00ff',
      history: [{ epoch: 1, loss: 0.7, accuracy: 0.5, valLoss: 0.6, valAccuracy: 0.6, seconds: 1 }],
      epoch: 1,
      test: null,
      backend: 'wasm',
      numParams: 10,
      sizeBytes: 40,
      versions: { format: 1, app: '0.1.0', tfjs: '4.22.0' },
      ...changed,
    },
    topology: { class_name: 'Sequential', config: { name: 's', layers: [] }, keras_version: '', backend: '' },
    weights: [],
    optimizer: null,
    vocabulary: 'good\nbad',
  };
}
