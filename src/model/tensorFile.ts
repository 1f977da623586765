/**
 * Tensors end to end in one binary file and their specification beside it, as tfjs's weights manifest has them.
 * float32, little-endian: the byte order of every machine that browsers run on.
 */
import * as v from 'valibot';
import { VerdictError } from '../errors';
import type { NamedWeight } from '../types';

/** One entry of a manifest. Quantised weights are refused: strict. */
const specSchema = v.strictObject({
  name: v.string(),
  shape: v.array(v.pipe(v.number(), v.integer(), v.minValue(0))),
  dtype: v.literal('float32'),
});
export const specsSchema = v.array(specSchema);
export type TensorSpec = v.InferOutput<typeof specSchema>;

const BYTES_PER_VALUE = Float32Array.BYTES_PER_ELEMENT;

export function writeTensors(tensors: NamedWeight[]): { specs: TensorSpec[]; bytes: Uint8Array } {
  const specs = tensors.map(({ name, shape }) => ({ name, shape, dtype: 'float32' as const }));
  const numValues = tensors.reduce((sum, { values }) => sum + values.length, 0);
  const all = new Float32Array(numValues);
  let next = 0;
  for (const { values } of tensors) {
    all.set(values, next);
    next += values.length;
  }
  return { specs, bytes: new Uint8Array(all.buffer) };
}

/**
 * Each tensor in a buffer of its own.
 * @throws VerdictError 'bad-archive' when the bytes are more or fewer than described, or no finite numbers
 */
export function readTensors(specs: TensorSpec[], bytes: Uint8Array): NamedWeight[] {
  const sizes = specs.map(({ shape }) => BYTES_PER_VALUE * shape.reduce((a, b) => a * b, 1));
  const described = sizes.reduce((a, b) => a + b, 0);
  if (described !== bytes.length) {
    throw new VerdictError(
      'bad-archive',
      `it holds ${bytes.length} bytes where ${described} bytes of tensors are described`,
    );
  }
  let next = 0;
  return specs.map(({ name, shape }, i) => {
    const start = next;
    next += sizes[i]!;
    const values = new Float32Array(bytes.slice(start, next).buffer);
    const bad = values.findIndex((value) => !Number.isFinite(value));
    if (bad !== -1) throw new VerdictError('bad-archive', `${name} holds ${values[bad]} at position ${bad}`);
    return { name, shape, values };
  });
}
