import { expect, it } from 'vitest';
import { readArchive, writeArchive } from '../../src/model/archive';
import { exampleBundle } from '../../src/model/testing/exampleBundle';
import { quantised } from './saveModel';

it('writes a downloaded model anew, small', async () => {
  const bundle = exampleBundle({ numWords: 2000 });
  const zip = await writeArchive(bundle);
  const small = await quantised(zip);
  expect(small.length).toBeLessThan(zip.length / 5);
  const read = await readArchive(small, 'small.zip');
  expect(read.optimizer).toBeNull();
  expect(read.vocabulary).toBe(bundle.vocabulary);
  expect(read.meta.test).toEqual(bundle.meta.test);
  const error = bundle.weights[0]!.values.reduce(
    (most, value, i) => Math.max(most, Math.abs(value - read.weights[0]!.values[i]!)),
    0,
  );
  // Half of a step of 254 between -0.5 and 0.5.
  expect(error).toBeLessThan(0.00198);
  expect(error).toBeGreaterThan(0);
});
