/**
 * The LSTM op in float64 and plain loops, forward and gradient: the oracle that every kernel is tested
 * against. Slow on purpose; the contract is in lstm.ts, the gradient is that of its formulas by the chain rule.
 */
import type { LstmAttrs } from './lstm';

export interface LstmSizes {
  T: number;
  B: number;
  E: number;
  H: number;
}

/** Row-major, shapes as in LstmInputs. */
export interface ReferenceInputs {
  x: Float64Array;
  kernel: Float64Array;
  recurrentKernel: Float64Array;
  bias: Float64Array;
  inputMask: Float64Array | null;
  recurrentMask: Float64Array | null;
}

export type ReferenceGradients = Pick<ReferenceInputs, 'x' | 'kernel' | 'recurrentKernel' | 'bias'>;

/** One step of one row: what its gradient needs. */
interface Step {
  /** Where the step stands in x. */
  t: number;
  /** Masked inputs of the products. */
  x: Float64Array;
  hPrevious: Float64Array;
  cPrevious: Float64Array;
  /** [4H], activated: i, f, g, o. */
  gates: Float64Array;
  c: Float64Array;
  h: Float64Array;
}

const sigmoid = (z: number): number => 1 / (1 + Math.exp(-z));

export class LstmReference {
  /** [T, B, H] or [B, H], as attrs say. */
  readonly output: Float64Array;
  /** For each row, its steps in the order they are walked. */
  private readonly rows: Step[][];

  constructor(
    private readonly sizes: LstmSizes,
    private readonly inputs: ReferenceInputs,
    private readonly attrs: LstmAttrs,
  ) {
    this.rows = Array.from({ length: sizes.B }, (_, b) => this.walk(b));
    this.output = this.collect();
  }

  /** @param dy of the output's shape. */
  gradient(dy: Float64Array): ReferenceGradients {
    const { T, B, E, H } = this.sizes;
    const gradients = {
      x: new Float64Array(T * B * E),
      kernel: new Float64Array(E * 4 * H),
      recurrentKernel: new Float64Array(H * 4 * H),
      bias: new Float64Array(4 * H),
    };
    this.rows.forEach((steps, b) => {
      let dh = new Float64Array(H);
      let dc = new Float64Array(H);
      for (const step of steps.toReversed()) {
        const start = this.dyStart(b, step, steps);
        if (start !== null) for (let u = 0; u < H; u++) dh[u]! += dy[start + u]!;
        ({ dh, dc } = this.stepBack(b, step, dh, dc, gradients));
      }
    });
    return gradients;
  }

  private walk(b: number): Step[] {
    const { E, H } = this.sizes;
    const length = this.attrs.lengths[b]!;
    const steps: Step[] = [];
    let h = new Float64Array(H);
    let c = new Float64Array(H);
    for (let s = 0; s < length; s++) {
      const t = this.attrs.goBackwards ? length - 1 - s : s;
      const start = this.index(t, b) * E;
      const x = masked(this.inputs.x.subarray(start, start + E), this.inputs.inputMask, b);
      const hPrevious = masked(h, this.inputs.recurrentMask, b);
      const gates = this.gates(x, hPrevious);
      const cPrevious = c;
      c = Float64Array.from(cPrevious, (before, u) => gates[H + u]! * before + gates[u]! * gates[2 * H + u]!);
      h = Float64Array.from(c, (value, u) => gates[3 * H + u]! * Math.tanh(value));
      steps.push({ t, x, hPrevious, cPrevious, gates, c, h });
    }
    return steps;
  }

  private gates(x: Float64Array, h: Float64Array): Float64Array {
    const { H } = this.sizes;
    return this.inputs.bias.map((bias, j) => {
      let z = bias;
      x.forEach((value, e) => (z += value * this.inputs.kernel[e * 4 * H + j]!));
      h.forEach((value, k) => (z += value * this.inputs.recurrentKernel[k * 4 * H + j]!));
      return j >= 2 * H && j < 3 * H ? Math.tanh(z) : sigmoid(z);
    });
  }

  private collect(): Float64Array {
    const { T, B, H } = this.sizes;
    const output = new Float64Array((this.attrs.returnSequences ? T : 1) * B * H);
    this.rows.forEach((steps, b) => {
      for (const step of steps) {
        const start = this.dyStart(b, step, steps);
        if (start !== null) output.set(step.h, start);
      }
    });
    return output;
  }

  /** Where a step's state stands in the output, or null when it is not part of it. */
  private dyStart(b: number, step: Step, steps: Step[]): number | null {
    if (this.attrs.returnSequences) return this.index(step.t, b) * this.sizes.H;
    return step === steps.at(-1) ? b * this.sizes.H : null;
  }

  private index(t: number, b: number): number {
    return t * this.sizes.B + b;
  }

  /** Adds one step's share to the gradients; returns dh and dc of the step before. */
  private stepBack(
    b: number,
    step: Step,
    dh: Float64Array,
    dcAfter: Float64Array,
    gradients: ReferenceGradients,
  ): { dh: Float64Array<ArrayBuffer>; dc: Float64Array<ArrayBuffer> } {
    const { E, H } = this.sizes;
    const dz = new Float64Array(4 * H);
    const dc = new Float64Array(H);
    for (let u = 0; u < H; u++) {
      const [i, f, g, o] = [0, 1, 2, 3].map((gate) => step.gates[gate * H + u]!) as [
        number,
        number,
        number,
        number,
      ];
      const tanhC = Math.tanh(step.c[u]!);
      const total = dcAfter[u]! + dh[u]! * o * (1 - tanhC * tanhC);
      dz[u] = total * g * i * (1 - i);
      dz[H + u] = total * step.cPrevious[u]! * f * (1 - f);
      dz[2 * H + u] = total * i * (1 - g * g);
      dz[3 * H + u] = dh[u]! * tanhC * o * (1 - o);
      dc[u] = total * f;
    }
    const dx = new Float64Array(E);
    const dhPrevious = new Float64Array(H);
    dz.forEach((d, j) => {
      gradients.bias[j]! += d;
      for (let e = 0; e < E; e++) {
        gradients.kernel[e * 4 * H + j]! += step.x[e]! * d;
        dx[e]! += this.inputs.kernel[e * 4 * H + j]! * d;
      }
      for (let k = 0; k < H; k++) {
        gradients.recurrentKernel[k * 4 * H + j]! += step.hPrevious[k]! * d;
        dhPrevious[k]! += this.inputs.recurrentKernel[k * 4 * H + j]! * d;
      }
    });
    gradients.x.set(masked(dx, this.inputs.inputMask, b), this.index(step.t, b) * E);
    return { dh: masked(dhPrevious, this.inputs.recurrentMask, b), dc };
  }
}

/** A row's values times its row of the mask. */
function masked(values: Float64Array, mask: Float64Array | null, b: number): Float64Array<ArrayBuffer> {
  return Float64Array.from(values, (value, i) =>
    mask === null ? value : value * mask[b * values.length + i]!,
  );
}
