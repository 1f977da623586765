/**
 * The shaders of lstm.webgl.ts. One texel holds the four gates i, f, c, o of one unit, so that a fragment
 * computes all of a unit's gates with one fetch per weight.
 *
 * A "grid" of R x C texels is a packed tensor [2R, 2C]: tfjs packs 2 x 2 values into a texel, so texel (r, c)
 * is read by `getName(2 * r, 2 * c)`. Rows of sequences are t * B + b. B is a uniform; H and E are constants
 * of the shader, because loops of fixed length are faster and a model has few sizes.
 */
import type { Program } from './webglProgram';

/** float32 is exactly 1 beyond 9 for tanh; a clamp keeps exp from overflowing on devices without infinities. */
const ACTIVATIONS = `
  const float LIMIT = 40.0;
  vec4 activate(vec4 z) {
    vec4 clamped = clamp(z, -LIMIT, LIMIT);
    vec3 sigmoids = 1.0 / (1.0 + exp(-clamped.xyw));
    return vec4(sigmoids.xy, tanh(clamp(z.z, -15.0, 15.0)), sigmoids.z);
  }`;

/** A value of an ordinary packed matrix, which has 2 x 2 values in a texel. */
const PICK = `
  float pick(vec4 texel, int row, int col) {
    vec2 pair = row % 2 == 0 ? texel.xy : texel.zw;
    return col % 2 == 0 ? pair.x : pair.y;
  }`;

const GRID: Pick<Program, 'packedInputs' | 'packedOutput'> = { packedInputs: true, packedOutput: true };
const BATCH = { name: 'batch', type: 'int' } as const;
const TIME = { name: 'time', type: 'int' } as const;

/** `main` for a packed matrix whose values come one by one from `valueAt`; zero beyond its edges, on which tfjs's products rely. */
const MATRIX_MAIN = `
  float inside(int row, int col) { return row < outShape[0] && col < outShape[1] ? valueAt(row, col) : 0.0; }
  void main() {
    ivec2 at = getOutputCoords();
    setOutput(vec4(inside(at.x, at.y), inside(at.x, at.y + 1), inside(at.x + 1, at.y), inside(at.x + 1, at.y + 1)));
  }`;

export interface LstmPrograms {
  /** Kernel [R, 4H], unpacked -> grid R x H. */
  interleave: Program;
  /** Walked inputs [T * B, E], grids of kernel and bias -> grid T * B x H of `x kernel + bias`. */
  project: Program;
  /** One step: projected, recurrent kernel, state before, mask -> grid B x H of (h, c, h * mask, tanh c). */
  step: Record<'first' | 'next', Program>;
  /** Projected, recurrent kernel, all states -> grid T * B x H of activated gates. */
  gates: Program;
  /** Gates, all states -> grid T * B x H of what turns (dc, dc, dc, dh) into dz. */
  slopes: Program;
  /** One step back: dy, gates, slopes, states, recurrent kernel, mask, gradient after -> grid B x H of (dh, dc). */
  stepBack: Record<'last' | 'before', Program>;
  /** All (dh, dc), slopes -> dz [T * B, 4H], columns as in Keras. */
  dz: Program;
  /** All states -> [T * B, H + 1]: masked h of the step before, then a column of ones, whose product with dz is the bias's gradient. */
  statesBefore: Program;
  /** All states -> h [T * B, H]. */
  states: Program;
}

export function lstmPrograms(E: number, H: number, hasMask: boolean): LstmPrograms {
  const mask = hasMask ? 'pick(getMask(b - b % 2, u - u % 2), b, u)' : '1.0';
  const masks = hasMask ? ['Mask'] : [];
  const position = `
    ivec2 at = getOutputCoords();
    int u = at.y / 2;`;
  const recurrentSum = (states: string): string => `
    for (int k = 0; k < ${H}; k++) z += ${states}.z * getU(2 * k, at.y);`;

  const step = (isFirst: boolean): Program => ({
    ...GRID,
    variableNames: ['Projected', 'U', ...(isFirst ? [] : ['Before']), ...masks],
    customUniforms: [BATCH, TIME],
    userCode: `${ACTIVATIONS}${PICK}
      void main() {${position}
        int b = at.x / 2;
        vec4 z = getProjected(2 * (time * batch + b), at.y);
        ${isFirst ? '' : recurrentSum('getBefore(at.x, 2 * k)')}
        vec4 gates = activate(z);
        float c = gates.x * gates.z${isFirst ? '' : ' + gates.y * getBefore(at.x, at.y).y'};
        float tanhC = tanh(clamp(c, -15.0, 15.0));
        float h = gates.w * tanhC;
        setOutput(vec4(h, c, h * ${mask}, tanhC));
      }`,
  });

  const stepBack = (isLast: boolean): Program => ({
    ...GRID,
    variableNames: ['DY', 'Gates', 'States', ...(isLast ? [] : ['Slopes', 'U', 'After', ...masks])],
    customUniforms: [BATCH, TIME],
    userCode: `${PICK}
      void main() {${position}
        int b = at.x / 2;
        int row = time * batch + b;
        float dh = pick(getDY(row - row % 2, u - u % 2), row, u);
        float dc = 0.0;
        ${
          isLast
            ? ''
            : `
        int after = 2 * (row + batch);
        float sum = 0.0;
        for (int k = 0; k < ${H}; k++) {
          vec4 gradient = getAfter(at.x, 2 * k);
          sum += dot(gradient.yyyx * getSlopes(after, 2 * k), getU(at.y, 2 * k));
        }
        dh += sum * ${mask};
        dc = getAfter(at.x, at.y).y * getGates(after, at.y).y;`
        }
        float tanhC = getStates(2 * row, at.y).w;
        dc += dh * getGates(2 * row, at.y).w * (1.0 - tanhC * tanhC);
        setOutput(vec4(dh, dc, 0.0, 0.0));
      }`,
  });

  return {
    interleave: {
      variableNames: ['Kernel'],
      packedOutput: true,
      userCode: `
        void main() {${position}
          int row = at.x / 2;
          setOutput(vec4(getKernel(row, u), getKernel(row, u + ${H}), getKernel(row, u + ${2 * H}), getKernel(row, u + ${3 * H})));
        }`,
    },

    project: {
      ...GRID,
      variableNames: ['X', 'Kernel', 'Bias'],
      userCode: `
        void main() {${position}
          int row = at.x / 2;
          vec4 z = getBias(0, at.y);
          for (int e = 0; e < ${E}; e += 2) {
            vec4 texel = getX(row - row % 2, e);
            vec2 x = row % 2 == 0 ? texel.xy : texel.zw;
            z += x.x * getKernel(2 * e, at.y);
            if (e + 1 < ${E}) z += x.y * getKernel(2 * e + 2, at.y);
          }
          setOutput(z);
        }`,
    },

    step: { first: step(true), next: step(false) },

    gates: {
      ...GRID,
      variableNames: ['Projected', 'U', 'States'],
      customUniforms: [BATCH],
      userCode: `${ACTIVATIONS}
        void main() {${position}
          vec4 z = getProjected(at.x, at.y);
          int before = at.x - 2 * batch;
          if (before >= 0) {${recurrentSum('getStates(before, 2 * k)')}
          }
          setOutput(activate(z));
        }`,
    },

    slopes: {
      ...GRID,
      variableNames: ['Gates', 'States'],
      customUniforms: [BATCH],
      userCode: `
        void main() {${position}
          vec4 gates = getGates(at.x, at.y);
          int before = at.x - 2 * batch;
          float cBefore = before < 0 ? 0.0 : getStates(before, at.y).y;
          float tanhC = getStates(at.x, at.y).w;
          vec3 sigmoids = gates.xyw * (1.0 - gates.xyw);
          setOutput(vec4(gates.z * sigmoids.x, cBefore * sigmoids.y, gates.x * (1.0 - gates.z * gates.z), tanhC * sigmoids.z));
        }`,
    },

    stepBack: { last: stepBack(true), before: stepBack(false) },

    dz: {
      ...GRID,
      variableNames: ['Gradient', 'Slopes'],
      userCode: `
        float valueAt(int row, int col) {
          int gate = col / ${H};
          int u = col - gate * ${H};
          vec4 slopes = getSlopes(2 * row, 2 * u);
          vec4 gradient = getGradient(2 * row, 2 * u);
          if (gate == 0) return gradient.y * slopes.x;
          if (gate == 1) return gradient.y * slopes.y;
          return gate == 2 ? gradient.y * slopes.z : gradient.x * slopes.w;
        }${MATRIX_MAIN}`,
    },

    statesBefore: {
      ...GRID,
      variableNames: ['States'],
      customUniforms: [BATCH],
      userCode: `
        float valueAt(int row, int col) {
          if (col == ${H}) return 1.0;
          return row < batch ? 0.0 : getStates(2 * (row - batch), 2 * col).z;
        }${MATRIX_MAIN}`,
    },

    states: {
      ...GRID,
      variableNames: ['States'],
      userCode: `
        float valueAt(int row, int col) { return getStates(2 * row, 2 * col).x; }${MATRIX_MAIN}`,
    },
  };
}
