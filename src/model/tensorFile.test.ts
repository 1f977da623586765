import { describe, expect, it } from 'vitest';
import { Random } from '../data/random';
import type { NamedWeight } from '../types';
import { readTensors, writeQuantised, writeTensors } from './tensorFile';

const random = new Random(3, 'tensors');
const tensor = (name: string, shape: number[], valueAt: (i: number) => number): NamedWeight => ({
  name,
  shape,
  values: Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, i) => valueAt(i)),
});
const TENSORS = [
  tensor('bias', [37], () => random.normal()),
  tensor('table', [101, 13], () => 0.3 + 2 * random.normal()),
  tensor('same', [1024], () => -0.7),
  // Large tensors after an odd number of bytes: read back, float32 values are not aligned.
  tensor('small', [3, 3], (i) => i / 3),
];

describe('writeQuantised', () => {
  const { specs, bytes } = writeQuantised(TENSORS);
  const read = readTensors(specs, bytes);

  it('takes a byte for each value of a large tensor', () => {
    expect(bytes).toHaveLength(4 * 37 + 101 * 13 + 1024 + 4 * 9);
    expect(specs.map(({ quantization }) => quantization?.dtype)).toEqual([
      undefined,
      'uint8',
      'uint8',
      undefined,
    ]);
  });

  it('is off by at most half of the scale, with both ends of the range', () => {
    const { values } = TENSORS[1]!;
    const { min, scale } = specs[1]!.quantization!;
    // Beside it, the rounding of the sum to float32.
    const bound = scale / 2 + 1e-6;
    read[1]!.values.forEach((value, i) => expect(Math.abs(value - values[i]!)).toBeLessThanOrEqual(bound));
    for (const end of [Math.min, Math.max]) {
      expect(Math.abs(end(...read[1]!.values) - end(...values))).toBeLessThanOrEqual(bound);
    }
    // 0 is one of the steps.
    expect(-min / scale).toBeCloseTo(Math.round(-min / scale), 9);
  });

  it('keeps small and constant tensors exactly', () => {
    for (const i of [0, 2, 3]) expect(read[i]).toEqual(TENSORS[i]);
  });

  it('is given back exactly without quantisation', () => {
    const plain = writeTensors(TENSORS);
    expect(readTensors(plain.specs, plain.bytes)).toEqual(TENSORS);
  });

  it('is refused when bytes are missing', () => {
    expect(() => readTensors(specs, bytes.subarray(1))).toThrow(/bytes of tensors are described/);
  });
});
