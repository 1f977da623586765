/**
 * Tensors end to end in one binary file and their specification beside it, as tfjs's weights manifest has them.
 * float32, little-endian (the byte order of every machine that browsers run on), or one byte a value:
 * `value = min + scale * byte`, tfjs's quantisation.
 */
import * as v from 'valibot';
import { VerdictError } from '../errors';
import type { NamedWeight } from '../types';

/** One entry of a manifest. Quantisations other than to bytes are refused: strict. */
const specSchema = v.strictObject({
  name: v.string(),
  shape: v.array(v.pipe(v.number(), v.integer(), v.minValue(0))),
  dtype: v.literal('float32'),
  quantization: v.exactOptional(
    v.strictObject({
      dtype: v.literal('uint8'),
      min: v.pipe(v.number(), v.finite()),
      scale: v.pipe(v.number(), v.finite()),
      original_dtype: v.exactOptional(v.literal('float32')),
    }),
  ),
});
export const specsSchema = v.array(specSchema);
export type TensorSpec = v.InferOutput<typeof specSchema>;

const BYTES_PER_VALUE = Float32Array.BYTES_PER_ELEMENT;
const LARGEST_BYTE = 255;

/** Tensors of fewer values are kept as they are: nothing is saved there, and biases are left exact. */
const MIN_QUANTISED = 1024;

/** Each large tensor in a quarter of the bytes, with an error of at most half of its `scale`. */
export function writeQuantised(tensors: NamedWeight[]): { specs: TensorSpec[]; bytes: Uint8Array } {
  const parts = tensors.map(({ name, shape, values }) => {
    const spec = { name, shape, dtype: 'float32' as const };
    if (values.length < MIN_QUANTISED) return { spec, bytes: new Uint8Array(values.slice().buffer) };
    const { min, scale } = stepsOf(values);
    const bytes = Uint8Array.from(values, (value) =>
      Math.min(LARGEST_BYTE, Math.max(0, Math.round((value - min) / scale))),
    );
    return { spec: { ...spec, quantization: { dtype: 'uint8' as const, min, scale } }, bytes };
  });
  const all = new Uint8Array(parts.reduce((sum, { bytes }) => sum + bytes.length, 0));
  let next = 0;
  for (const { bytes } of parts) {
    all.set(bytes, next);
    next += bytes.length;
  }
  return { specs: parts.map(({ spec }) => spec), bytes: all };
}

/**
 * Steps from the least value to the largest. Where 0 lies between them it is one of the steps, so that a row of
 * zeros, which kernels may leave out, stays one; one step of the 255 is the room for that shift.
 */
function stepsOf(values: Float32Array): { min: number; scale: number } {
  const least = values.reduce((a, b) => Math.min(a, b), Infinity);
  const largest = values.reduce((a, b) => Math.max(a, b), -Infinity);
  if (least === largest) return { min: least, scale: 1 };
  const scale = (largest - least) / (LARGEST_BYTE - 1);
  if (least > 0 || largest < 0) return { min: least, scale };
  return { min: 0 - Math.round(-least / scale) * scale, scale };
}

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
  const sizes = specs.map(
    ({ shape, quantization }) =>
      (quantization === undefined ? BYTES_PER_VALUE : 1) * shape.reduce((a, b) => a * b, 1),
  );
  const described = sizes.reduce((a, b) => a + b, 0);
  if (described !== bytes.length) {
    throw new VerdictError(
      'bad-archive',
      `it holds ${bytes.length} bytes where ${described} bytes of tensors are described`,
    );
  }
  let next = 0;
  return specs.map(({ name, shape, quantization }, i) => {
    const start = next;
    next += sizes[i]!;
    const part = bytes.slice(start, next);
    const values =
      quantization === undefined
        ? new Float32Array(part.buffer)
        : Float32Array.from(part, (byte) => quantization.min + quantization.scale * byte);
    const bad = values.findIndex((value) => !Number.isFinite(value));
    if (bad !== -1) throw new VerdictError('bad-archive', `${name} holds ${values[bad]} at position ${bad}`);
    return { name, shape, values };
  });
}
