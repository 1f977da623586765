/** One LSTM read step by step, against the float64 reference. */
import { describe, expect, it } from 'vitest';
import { Random } from '../../data/random';
import { LstmReference } from '../../kernels/lstmReference';
import { expectClose } from '../../kernels/testing/expectClose';
import { traceLstm, type Sequence } from './lstmTrace';
import { Pacer } from './pacer';
import type { LstmWeights } from './plainStack';

const random = new Random(7, 'lstm trace');
const values = (size: number): Float32Array =>
  Float32Array.from({ length: size }, () => random.uniform(-0.7, 0.7));

const [T, E, H] = [9, 5, 7];
const kernel = values(E * 4 * H);
const recurrentKernel = values(H * 4 * H);
const bias = values(4 * H);

function lstm(isBackward: boolean): LstmWeights {
  const K = E + H;
  const weightsT = Float32Array.from({ length: 4 * H * K }, (_, i) => {
    const [j, k] = [Math.floor(i / K), i % K];
    return k < E ? kernel[k * 4 * H + j]! : recurrentKernel[(k - E) * 4 * H + j]!;
  });
  return { name: 'lstm', isBackward, E, H, weightsT, bias };
}

const pacer = new Pacer({ pause: () => Promise.resolve() });

function reference(x: Sequence, mask: Float32Array, isBackward: boolean): Float64Array {
  const inputs = {
    x: Float64Array.from(x.values),
    kernel: Float64Array.from(kernel),
    recurrentKernel: Float64Array.from(recurrentKernel),
    bias: Float64Array.from(bias),
    inputMask: null,
    recurrentMask: Float64Array.from(mask),
  };
  const attrs = {
    lengths: new Int32Array(x.rows).fill(x.steps),
    returnSequences: true,
    goBackwards: isBackward,
  };
  return new LstmReference({ T: x.steps, B: x.rows, E, H }, inputs, attrs).output;
}

describe.each([false, true])('backwards: %s', (isBackward) => {
  const x: Sequence = { steps: T, rows: 4, columns: E, values: values(T * 4 * E) };
  const mask = Float32Array.from({ length: 4 * H }, () => random.int(3) / 2);

  it('states are those of the reference', async () => {
    const { h } = await traceLstm(lstm(isBackward), x, 4, mask, pacer);
    expectClose(h.values, reference(x, mask, isBackward), { atol: 1e-6, rtol: 1e-5 }, 'h');
  });

  it('cell states and gates keep to the formulas, by time', async () => {
    const { h, c, gates } = await traceLstm(lstm(isBackward), x, 4, mask, pacer);
    const expectedC = new Float64Array(c.values.length);
    const expectedH = new Float64Array(h.values.length);
    for (let step = 0; step < T; step++) {
      const t = isBackward ? T - 1 - step : step;
      const before = isBackward ? t + 1 : t - 1;
      for (let i = 0; i < 4 * H; i++) {
        const at = (t * 4 + Math.floor(i / H)) * 4 * H + (i % H);
        const [input, forget, candidate, output] = [0, 1, 2, 3].map((g) => gates.values[at + g * H]!);
        const kept = step === 0 ? 0 : forget! * c.values[before * 4 * H + i]!;
        expectedC[t * 4 * H + i] = kept + input! * candidate!;
        expectedH[t * 4 * H + i] = output! * Math.tanh(c.values[t * 4 * H + i]!);
      }
    }
    expectClose(c.values, expectedC, { atol: 1e-6, rtol: 1e-5 }, 'c');
    expectClose(h.values, expectedH, { atol: 1e-6, rtol: 1e-5 }, 'h');
  });

  it('the first row stands for all where there are fewer', async () => {
    const one: Sequence = { ...x, rows: 2, values: values(T * 2 * E) };
    const all = Float32Array.from({ length: T * 4 * E }, (_, i) => {
      const [t, e] = [Math.floor(i / (4 * E)), i % E];
      return one.values[t * 2 * E + e]!;
    });
    const { h } = await traceLstm(lstm(isBackward), one, 4, mask, pacer);
    expectClose(
      h.values,
      reference({ ...x, values: all }, mask, isBackward),
      { atol: 1e-6, rtol: 1e-5 },
      'h',
    );
  });
});

it('is called off in the middle', async () => {
  const x: Sequence = { steps: 400, rows: 2, columns: E, values: values(400 * 2 * E) };
  const impatient = new Pacer({ pause: () => Promise.reject(new Error('aborted')) });
  Object.defineProperty(impatient, 'isDue', { value: true });
  const mask = new Float32Array(2 * H).fill(1);
  await expect(traceLstm(lstm(false), x, 2, mask, impatient)).rejects.toThrow('aborted');
});
