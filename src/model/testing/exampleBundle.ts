/** A small whole model with random, distinct weights, for tests. */
import { Random } from '../../data/random';
import type { ModelBundle, NamedWeight, Settings } from '../../types';
import { TOKENIZER } from '../tokenizerSettings';
import { buildTopology, weightSpecs, type WeightSpec } from '../topology';
import { toySettings } from './toyData';

/** @param changed differs from toySettings (40 ids, 12 steps) */
export function exampleBundle(changed: Partial<Settings> = {}, id = 'example'): ModelBundle {
  const settings = { ...toySettings, ...changed };
  const topology = buildTopology(settings);
  const specs = weightSpecs(topology);
  const random = new Random(settings.seed, 'example');
  const fill = ({ name, shape }: WeightSpec, low: number, high: number): NamedWeight => {
    const size = shape.reduce((a, b) => a * b, 1);
    return { name, shape, values: Float32Array.from({ length: size }, () => random.uniform(low, high)) };
  };
  const weights = specs.map((spec) => fill(spec, -0.5, 0.5));
  const moment = (prefix: string, low: number): NamedWeight[] =>
    specs.map(({ name, shape }) => fill({ name: `${prefix}/${name}`, shape }, low, 0.01));
  const words = ["isn't", 'good', 'bad', 'über', '😀', 'constructor'];
  while (words.length < settings.numWords - 4) words.push(`w${words.length}`);
  return {
    meta: {
      id,
      name: 'Example',
      savedAt: '2026-03-04T05:06:07.000Z',
      isAutosave: false,
      settings,
      tokenizer: TOKENIZER,
      datasetTitle: 'Toy reviews',
      citation: 'A. Author (2026), Toy Reviews.',
      datasetHash: '00ff',
      history: [{ epoch: 1, loss: 0.7, accuracy: 0.5, valLoss: 0.6, valAccuracy: null, seconds: 1.5 }],
      epoch: 1,
      test: { loss: 0.65, accuracy: 0.625, reviews: 8, seconds: 0.1 },
      backend: 'wasm',
      numParams: weights.reduce((sum, { values }) => sum + values.length, 0),
      sizeBytes: 123_456,
      versions: { format: 1, app: '0.1.0', tfjs: '4.22.0' },
    },
    topology,
    weights,
    optimizer: { className: 'Adam', iterations: 7, slots: [...moment('m', -0.01), ...moment('v', 0)] },
    vocabulary: words.join('\n'),
  };
}
