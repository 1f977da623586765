/**
 * Compute shaders of the LSTM op. One workgroup walks one row of the batch through all its steps, forwards
 * or backwards, with the state in workgroup memory; everything else is done for all steps at once.
 *
 * Legend: T time steps, B batch, E inputs, H units; step t of row b stands at row `t * B + b`. A product over
 * the units is one invocation per gate and unit, so a workgroup has 4H invocations, or as many as it may
 * have, each of which then takes several.
 */
import { elementwise, type Program } from './webgpuProgram';

/** Up to here an invocation keeps the weights that it multiplies in registers over all steps. */
const MAX_RESIDENT_UNITS = 64;
/** Walking back keeps 9 numbers per unit in workgroup memory, of which WebGPU guarantees 16,384 bytes. */
export const MAX_UNITS = Math.floor(16_384 / (9 * 4));

/** What the forward pass keeps of a step and row: [i, f, g, o, c, h], each H wide. */
export const HISTORY_PARTS = 6;

export interface LstmVariant {
  H: number;
  goBackwards: boolean;
  hasRecurrentMask: boolean;
  /** Invocations that a workgroup may have. */
  maxWorkgroupSize: number;
}

const ACTIVATIONS = `
  // Beyond these bounds float32 holds no difference, and some devices make NaN of what overflows.
  fn sigmoidOf(z: f32) -> f32 { return 1.0 / (1.0 + exp(-clamp(z, -40.0, 40.0))); }
  fn tanhOf(z: f32) -> f32 { return tanh(clamp(z, -15.0, 15.0)); }`;

function workgroupSizeOf({ H, maxWorkgroupSize }: LstmVariant): number {
  return Math.min(4 * H, maxWorkgroupSize);
}

/** The parts of a walk's code that both passes share. */
function walkParts(variant: LstmVariant): { key: string; size: number; walkedStep: string; mask: string } {
  const { H, goBackwards, hasRecurrentMask } = variant;
  const size = workgroupSizeOf(variant);
  return {
    key: `${H}_${goBackwards}_${hasRecurrentMask}_${size}`,
    size,
    walkedStep: `
      // Where the step of the walk stands in time.
      fn rowOf(step: i32, length: i32, b: i32) -> i32 {
        return ${goBackwards ? '(length - 1 - step)' : 'step'} * uniforms.batch + b;
      }`,
    mask: hasRecurrentMask ? `recurrentMask[b * ${H} + u]` : '1.0',
  };
}

/** Every invocation learns the row's length in a way that lets the compiler see that it is the same for all. */
const SHARE_LENGTH = `
  if (thread == 0) { rowLength = lengths[b]; }
  let length = workgroupUniformLoad(&rowLength);`;

/**
 * `sum over i < H of vector[i] * weights(i)`. While weights fit registers they are loaded once, before the
 * walk, and the sum is four, which a device can add side by side.
 */
function product(
  { H, maxWorkgroupSize }: LstmVariant,
  vector: (i: string) => string,
  weight: (i: string) => string,
): { load: string; sum: string } {
  if (H > MAX_RESIDENT_UNITS || 4 * H > maxWorkgroupSize) {
    return {
      load: '',
      sum: `for (var i = 0; i < ${H}; i++) { sum += ${vector('i')} * ${weight('i')}; }`,
    };
  }
  const units = Array.from({ length: H }, (_, i) => i);
  const quarter = (first: number): string =>
    units
      .filter((i) => i % 4 === first)
      .map((i) => `${vector(`${i}`)} * w${i}`)
      .join(' + ');
  const quarters = [0, 1, 2, 3].map(quarter).filter((terms) => terms !== '');
  return {
    load: `let n = thread;
      ${units.map((i) => `let w${i} = ${weight(`${i}`)};`).join('\n      ')}`,
    sum: `sum += ${quarters.map((terms) => `(${terms})`).join(' + ')};`,
  };
}

/**
 * Inputs: x kernel [T * B, 4H] in time's order, recurrentKernel, bias, lengths, [recurrentMask].
 * Output: with `keepsHistory` [T * B, HISTORY_PARTS * H], else the states [T * B, H]; zero beyond lengths.
 */
export function walkForward(variant: LstmVariant, keepsHistory: boolean): Program {
  const { H } = variant;
  const { key, size, walkedStep, mask } = walkParts(variant);
  const stride = keepsHistory ? HISTORY_PARTS * H : H;
  const { load, sum } = product(
    variant,
    (i) => `state[${i}]`,
    (i) => `recurrentKernel[${i} * ${4 * H} + n]`,
  );
  return {
    key: `lstmForward_${key}_${keepsHistory}`,
    inputs: [
      'projected',
      'recurrentKernel',
      'bias',
      'lengths',
      ...(variant.hasRecurrentMask ? ['recurrentMask'] : []),
    ],
    uniforms: ['steps', 'batch'],
    workgroupSize: size,
    code: `${ACTIVATIONS}${walkedStep}
      var<workgroup> rowLength: i32;
      // h of the step before, times its mask.
      var<workgroup> state: array<f32, ${H}>;
      var<workgroup> cell: array<f32, ${H}>;
      var<workgroup> gates: array<f32, ${4 * H}>;

      fn main(index: i32) {
        let thread = i32(localIndex);
        let b = index / ${size};
        for (var u = thread; u < ${H}; u += ${size}) { state[u] = 0.0; cell[u] = 0.0; }
        ${SHARE_LENGTH}
        ${load}
        for (var step = 0; step < length; step++) {
          let row = rowOf(step, length, b);
          for (var n = thread; n < ${4 * H}; n += ${size}) {
            var sum = projected[row * ${4 * H} + n] + bias[n];
            ${sum}
            let gate = select(sigmoidOf(sum), tanhOf(sum), n / ${H} == 2);
            gates[n] = gate;
            ${keepsHistory ? `result[row * ${stride} + n] = gate;` : ''}
          }
          workgroupBarrier();
          for (var u = thread; u < ${H}; u += ${size}) {
            let c = gates[${H} + u] * cell[u] + gates[u] * gates[${2 * H} + u];
            let h = gates[${3 * H} + u] * tanhOf(c);
            cell[u] = c;
            state[u] = h * ${mask};
            ${keepsHistory ? `result[row * ${stride} + ${4 * H} + u] = c;` : ''}
            result[row * ${stride} + ${stride - H} + u] = h;
          }
          workgroupBarrier();
        }
        for (var t = length; t < uniforms.steps; t++) {
          for (var i = thread; i < ${stride}; i += ${size}) {
            result[(t * uniforms.batch + b) * ${stride} + i] = 0.0;
          }
        }
      }`,
  };
}

/**
 * Inputs: history, recurrentKernel, dy [T * B, H] or [B, H], lengths, [recurrentMask].
 * Output: dL/dz [numRows, 4H], numRows >= T * B; zero beyond lengths and beyond T * B.
 */
export function walkBack(variant: LstmVariant, returnSequences: boolean): Program {
  const { H } = variant;
  const { key, size, walkedStep, mask } = walkParts(variant);
  const stride = HISTORY_PARTS * H;
  // The column n = gate * H + u of the gradient of the states before is a sum over one gate's units.
  const { load, sum } = product(
    variant,
    (i) => `dz[n / ${H} * ${H} + ${i}]`,
    (i) => `recurrentKernel[n % ${H} * ${4 * H} + n / ${H} * ${H} + ${i}]`,
  );
  const ofOutput = returnSequences
    ? `dy[row * ${H} + u]`
    : `select(0.0, dy[b * ${H} + u], step == length - 1)`;
  return {
    key: `lstmBack_${key}_${returnSequences}`,
    inputs: [
      'history',
      'recurrentKernel',
      'dy',
      'lengths',
      ...(variant.hasRecurrentMask ? ['recurrentMask'] : []),
    ],
    uniforms: ['numRows', 'batch'],
    workgroupSize: size,
    code: `${ACTIVATIONS}${walkedStep}
      var<workgroup> rowLength: i32;
      var<workgroup> dz: array<f32, ${4 * H}>;
      // What each gate gives to the gradient of the state before.
      var<workgroup> ofGate: array<f32, ${4 * H}>;
      var<workgroup> dCell: array<f32, ${H}>;

      fn main(index: i32) {
        let thread = i32(localIndex);
        let b = index / ${size};
        for (var n = thread; n < ${4 * H}; n += ${size}) { dz[n] = 0.0; }
        for (var u = thread; u < ${H}; u += ${size}) { dCell[u] = 0.0; }
        ${SHARE_LENGTH}
        ${load}
        for (var step = length - 1; step >= 0; step--) {
          let row = rowOf(step, length, b);
          for (var n = thread; n < ${4 * H}; n += ${size}) {
            var sum = 0.0;
            ${sum}
            ofGate[n] = sum;
          }
          workgroupBarrier();
          for (var u = thread; u < ${H}; u += ${size}) {
            let before = ofGate[u] + ofGate[${H} + u] + ofGate[${2 * H} + u] + ofGate[${3 * H} + u];
            let dh = before * ${mask} + ${ofOutput};
            let at = row * ${stride} + u;
            let i = history[at];
            let f = history[at + ${H}];
            let g = history[at + ${2 * H}];
            let o = history[at + ${3 * H}];
            let tanhC = tanhOf(history[at + ${4 * H}]);
            var cBefore = 0.0;
            if (step > 0) { cBefore = history[rowOf(step - 1, length, b) * ${stride} + ${4 * H} + u]; }
            let dc = dCell[u] + dh * o * (1.0 - tanhC * tanhC);
            let dGates = vec4<f32>(
              dc * g * i * (1.0 - i),
              dc * cBefore * f * (1.0 - f),
              dc * i * (1.0 - g * g),
              dh * tanhC * o * (1.0 - o),
            );
            for (var gate = 0; gate < 4; gate++) {
              dz[gate * ${H} + u] = dGates[gate];
              result[row * ${4 * H} + gate * ${H} + u] = dGates[gate];
            }
            dCell[u] = dc * f;
          }
          workgroupBarrier();
        }
        for (var row = length * uniforms.batch + b; row < uniforms.numRows; row += uniforms.batch) {
          for (var n = thread; n < ${4 * H}; n += ${size}) { result[row * ${4 * H} + n] = 0.0; }
        }
      }`,
  };
}

/** Inputs: history. Output: h of every step, [T * B, H]. */
export function readStates(H: number): Program {
  return elementwise({
    key: `lstmStates_${H}`,
    inputs: ['history'],
    uniforms: [],
    code: `
      fn valueAt(index: i32) -> f32 {
        return history[index / ${H} * ${HISTORY_PARTS * H} + ${(HISTORY_PARTS - 1) * H} + index % ${H}];
      }`,
  });
}

/**
 * The state after each row's last real step, [B, H]; zero for a row of none.
 * Inputs: history or states (the state is what a row of `stride` ends with), lengths.
 */
export function readLastState(H: number, stride: number, goBackwards: boolean): Program {
  return elementwise({
    key: `lstmLastState_${H}_${stride}_${goBackwards}`,
    inputs: ['states', 'lengths'],
    uniforms: ['batch'],
    code: `
      fn valueAt(index: i32) -> f32 {
        let b = index / ${H};
        let length = lengths[b];
        if (length == 0) { return 0.0; }
        let row = ${goBackwards ? '0' : '(length - 1)'} * uniforms.batch + b;
        return states[row * ${stride} + ${stride - H} + index % ${H}];
      }`,
  });
}

/** Columns of what `operands` makes: a multiple of 4, which tfjs's product reads at once. */
export const numOperands = (E: number, H: number): number => Math.ceil((E + H + 1) / 4) * 4;

/**
 * What multiplies dz to give the gradients of kernel, recurrentKernel and bias, as rows
 * [x * inputMask, h of the step before * recurrentMask, 1, 0 ...]; zero beyond lengths and beyond T * B.
 * Inputs: x, history, lengths, [inputMask], [recurrentMask]. Output: [numRows, numOperands].
 */
export function operands(
  E: number,
  H: number,
  variant: { goBackwards: boolean; hasInputMask: boolean; hasRecurrentMask: boolean },
): Program {
  const { goBackwards, hasInputMask, hasRecurrentMask } = variant;
  const width = numOperands(E, H);
  return elementwise({
    key: `lstmOperands_${E}_${H}_${goBackwards}_${hasInputMask}_${hasRecurrentMask}`,
    inputs: [
      'x',
      'history',
      'lengths',
      ...(hasInputMask ? ['inputMask'] : []),
      ...(hasRecurrentMask ? ['recurrentMask'] : []),
    ],
    uniforms: ['batch'],
    code: `
      fn valueAt(index: i32) -> f32 {
        let row = index / ${width};
        let column = index % ${width};
        let t = row / uniforms.batch;
        let b = row % uniforms.batch;
        let length = lengths[b];
        if (t >= length) { return 0.0; }
        if (column < ${E}) {
          return x[row * ${E} + column]${hasInputMask ? ` * inputMask[b * ${E} + column]` : ''};
        }
        let u = column - ${E};
        if (u >= ${H}) { return select(0.0, 1.0, u == ${H}); }
        let before = t ${goBackwards ? '+' : '-'} 1;
        if (before < 0 || before >= length) { return 0.0; }
        let h = history[(before * uniforms.batch + b) * ${HISTORY_PARTS * H} + ${(HISTORY_PARTS - 1) * H} + u];
        return h${hasRecurrentMask ? ` * recurrentMask[b * ${H} + u]` : ''};
      }`,
  });
}

/** Inputs: [pieces, rows, columns]. Output: some of the rows, summed over the pieces. */
export const sumPieces: Program = elementwise({
  key: 'sumPieces',
  inputs: ['values'],
  uniforms: ['pieces', 'pieceSize', 'start'],
  code: `
    fn valueAt(index: i32) -> f32 {
      var sum = 0.0;
      for (var piece = 0; piece < uniforms.pieces; piece++) {
        sum += values[piece * uniforms.pieceSize + uniforms.start + index];
      }
      return sum;
    }`,
});
