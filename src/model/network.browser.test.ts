/** The app's own network against the plain float64 one that stock tfjs agrees with (archive.browser.test.ts). */
import { describe, expect, it } from 'vitest';
import { runnable } from '../backends/testing/runnable';
import { encodeWords, pad, truncate } from '../data/sequences';
import { tokenize } from '../data/tokenizer';
import { Vocabulary } from '../data/vocabulary';
import type { BackendName } from '../types';
import { Session } from './session';
import { exampleBundle } from './testing/exampleBundle';
import { plainForward } from './testing/plainForward';

const TEXTS = [
  "Isn't it GOOD?<br />bad -- über, good!",
  '',
  'good',
  Array.from({ length: 30 }, (_, i) => `w${6 + ((i * 7) % 30)}`).join(' '),
];
const COMBINATIONS = runnable<BackendName>(['wasm', 'webgl', 'webgpu', 'cpu']).flatMap((backend) =>
  (['lastWord', 'lastStep'] as const).flatMap((readout) =>
    (['pre', 'post'] as const).map((padding) => ({ backend, readout, padding })),
  ),
);

describe.each(COMBINATIONS)(
  'on $backend, readout $readout, padding $padding',
  ({ backend, readout, padding }) => {
    it('a loaded model predicts as Keras does', async () => {
      const bundle = exampleBundle({ readout, padding });
      const { maxLen, truncating } = bundle.meta.settings;
      const session = new Session();
      await session.importModel(bundle, backend);
      for (const text of TEXTS) {
        const ids = truncate(
          encodeWords(tokenize(text), Vocabulary.parse(bundle.vocabulary)),
          maxLen,
          truncating,
        );
        const [negative, positive] = plainForward(
          bundle.weights,
          pad(ids, maxLen, padding),
          readout === 'lastWord',
        );
        const prediction = await session.predict(text);
        // float32 against float64 over 24 steps of two layers.
        expect(Math.abs(prediction.positive - positive!)).toBeLessThanOrEqual(1e-6 + 1e-5 * positive!);
        expect(Math.abs(prediction.negative - negative!)).toBeLessThanOrEqual(1e-6 + 1e-5 * negative!);
      }
    });
  },
);
