/** The oracle itself, against the derivative's definition and against values worked out by hand. */
import { describe, expect, it } from 'vitest';
import { LstmReference, type ReferenceInputs } from './lstmReference';
import { expectClose } from './testing/expectClose';
import { lstmCases, prepareCase } from './testing/lstmCases';

/** Central differences: error about step^2, rounding about 1e-16 / step. */
const STEP = 1e-5;

const smallCases = lstmCases.filter(({ T, B, E, H }) => T * B * E * H < 2000);

describe('gradient', () => {
  it.each(smallCases)('is what finite differences give: $title', (testCase) => {
    const { attrs, dy, inputs, expected } = prepareCase(testCase);
    const loss = (changed: ReferenceInputs): number =>
      new LstmReference(testCase, changed, attrs).output.reduce((sum, value, i) => sum + value * dy[i]!, 0);
    for (const name of ['x', 'kernel', 'recurrentKernel', 'bias'] as const) {
      const differences = inputs[name].map((value, i) => {
        const at = (shift: number): number => {
          const values = inputs[name].slice();
          values[i] = value + shift;
          return loss({ ...inputs, [name]: values });
        };
        return (at(STEP) - at(-STEP)) / (2 * STEP);
      });
      expectClose(expected[name], differences, { atol: 1e-8, rtol: 1e-7 }, name);
    }
  });
});

const sigmoid = (z: number): number => 1 / (1 + Math.exp(-z));

describe('output', () => {
  it('follows the formulas for two steps of one unit', () => {
    const [wi, wf, wc, wo] = [0.1, -0.2, 0.3, 0.4];
    const [ui, uf, uc, uo] = [0.5, 0.6, -0.7, 0.8];
    const [bi, bf, bc, bo] = [0.01, 0.02, 0.03, 0.04];
    const [x0, x1, inputMask, recurrentMask] = [1.5, -2, 1.25, 2];
    const c0 = sigmoid(wi * x0 * inputMask + bi) * Math.tanh(wc * x0 * inputMask + bc);
    const h0 = sigmoid(wo * x0 * inputMask + bo) * Math.tanh(c0);
    const [x, h] = [x1 * inputMask, h0 * recurrentMask];
    const c1 =
      sigmoid(wf * x + uf * h + bf) * c0 + sigmoid(wi * x + ui * h + bi) * Math.tanh(wc * x + uc * h + bc);
    const h1 = sigmoid(wo * x + uo * h + bo) * Math.tanh(c1);
    const { output } = new LstmReference(
      { T: 2, B: 1, E: 1, H: 1 },
      {
        x: Float64Array.of(x0, x1),
        kernel: Float64Array.of(wi, wf, wc, wo),
        recurrentKernel: Float64Array.of(ui, uf, uc, uo),
        bias: Float64Array.of(bi, bf, bc, bo),
        inputMask: Float64Array.of(inputMask),
        recurrentMask: Float64Array.of(recurrentMask),
      },
      { lengths: Int32Array.of(2), returnSequences: true, goBackwards: false },
    );
    expectClose(output, [h0, h1], { atol: 1e-15, rtol: 0 });
  });

  it('is aligned with x when walked backwards', () => {
    const testCase = lstmCases.find(({ title }) => title === 'backwards, mixed lengths')!;
    const { attrs, reference, inputs } = prepareCase(testCase);
    const { T, B, E, H } = testCase;
    const reversed = inputs.x.slice();
    const forwards = reference.output.slice();
    attrs.lengths.forEach((length, b) => {
      for (let t = 0; t < length; t++) {
        const [from, to] = [(length - 1 - t) * B + b, t * B + b];
        reversed.set(inputs.x.subarray(from * E, from * E + E), to * E);
        forwards.set(reference.output.subarray(from * H, from * H + H), to * H);
      }
    });
    const other = new LstmReference(
      { T, B, E, H },
      { ...inputs, x: reversed },
      { ...attrs, goBackwards: false },
    );
    expect(other.output).toEqual(forwards);
  });
});
