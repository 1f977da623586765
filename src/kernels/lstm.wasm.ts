/**
 * The LSTM op on WebAssembly SIMD. In and out are tensors of whatever tfjs backend runs (WASM or CPU); the
 * work happens in the kernel's own memory, one copy in and one out per sequence.
 *
 * Rows go in groups, and each group is one job for the threads with weight gradients of its own, which are
 * added in order: the result is the same to the bit for any number of threads.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { LstmAttrs, LstmGradients, LstmInputs, LstmKernel } from './lstm';
import { copyIn, copyOut, GROUP_ROWS, groupRows, type CopyOptions, type Group } from './wasmGroups';
import type { Job } from './wasmJobs';
import { addTo, blockValues, packBlocks, paddedSizes, unpackBlocks, type PaddedSizes } from './wasmLayout';
import type { Region } from './wasmMemory';
import { wasmModule } from './wasmModule';

/** Addresses of what one group of rows needs; see assembly/lstmForward.as.ts for the layouts. */
interface GroupMemory {
  group: Group;
  xh: number;
  h: number;
  record: number;
  recurrentMask: number;
  inputMask: number;
}

/** A forward pass whose history is kept for the gradient. */
interface History {
  region: Region;
  sizes: PaddedSizes;
  groups: GroupMemory[];
  weightsT: number;
}

const histories = new Map<number, History>();

const values = (tensor: tf.Tensor): Float32Array => tensor.dataSync<'float32'>();
const optionalValues = (tensor: tf.Tensor | null): Float32Array | null =>
  tensor === null ? null : values(tensor);

export const wasmLstm: LstmKernel = {
  name: 'fused WASM SIMD',

  forward(inputs, attrs, isTraining) {
    const history = runForward(inputs, attrs, isTraining);
    const output = readOutput(history, inputs, attrs);
    if (!isTraining) {
      release(history);
      return { output, saved: [] };
    }
    return { output, saved: [tf.scalar(history.region.id, 'int32')] };
  },

  gradient(dy, inputs, _output, saved, attrs) {
    const id = saved[0]!.dataSync()[0]!;
    // The history is gone if this gradient is taken twice; then it is made again.
    const history = histories.get(id) ?? runForward(inputs, attrs, true);
    try {
      return runGradient(history, dy, inputs, attrs);
    } finally {
      release(history);
    }
  },
};

/** Starts threads where the page may share memory. @returns how many work in all, this one included. */
export async function startWasmLstmThreads(numThreads: number): Promise<number> {
  return wasmModule().startThreads(numThreads);
}

function release(history: History): void {
  histories.delete(history.region.id);
  wasmModule().release(history.region);
}

function runForward(inputs: LstmInputs, attrs: LstmAttrs, keepsRecord: boolean): History {
  const module = wasmModule();
  const sizes = paddedSizes(inputs.x.shape[2], inputs.recurrentKernel.shape[0]);
  const { paddedE, paddedH } = sizes;
  const K = paddedE + paddedH;
  const blocks = paddedH / 4;
  const groups = groupRows(attrs.lengths, GROUP_ROWS);
  const { region, addresses } = module.reserve([
    blockValues(sizes),
    4 * paddedH * K,
    4 * paddedH,
    4 * paddedH * K,
    GROUP_ROWS * paddedH,
    ...groups.flatMap(({ R, steps }) => [
      (steps + 1) * R * K,
      steps * R * paddedH,
      ((keepsRecord ? steps : 0) + 1) * blocks * R * 24,
      R * paddedH,
      R * paddedE,
    ]),
  ]);
  const [unpacked, weights, bias, weightsT, ones, ...rest] = addresses as [
    number,
    number,
    number,
    number,
    number,
    ...number[],
  ];
  const zeros = (address: number, size: number): Float32Array => module.floats(address, size).fill(0);
  packBlocks(
    sizes,
    values(inputs.kernel),
    values(inputs.recurrentKernel),
    values(inputs.bias),
    zeros(unpacked, blockValues(sizes)),
  );
  module.run([{ name: 'packLstm', fields: [unpacked, weights, bias, weightsT, K, blocks] }]);
  module.floats(ones, GROUP_ROWS * paddedH).fill(1);
  const x = values(inputs.x);
  const inputMask = optionalValues(inputs.inputMask);
  const recurrentMask = optionalValues(inputs.recurrentMask);
  const jobs: Job[] = [];
  const memories = groups.map((group, g): GroupMemory => {
    const { R, steps } = group;
    const [xh, h, record, recurrent, input] = rest.slice(5 * g, 5 * g + 5) as [
      number,
      number,
      number,
      number,
      number,
    ];
    // Zeros stand for h_(-1), c_(-1), the padding of E, H and R, and the steps after a row's end.
    zeros(record, blocks * R * 24);
    copyIn(x, zeros(xh, (steps + 1) * R * K), {
      ...copyOptions(inputs, attrs, group, sizes.E, K),
      mask: inputMask,
    });
    fillMask(module.floats(recurrent, R * paddedH), recurrentMask, group, sizes.H, paddedH);
    fillMask(module.floats(input, R * paddedE), inputMask, group, sizes.E, paddedE);
    const recordStep = keepsRecord ? blocks * R * 96 : 0;
    jobs.push({
      name: 'lstmForward',
      fields: [xh, h, record, recordStep, ones, recurrent, weights, bias, paddedE, paddedH, R, steps],
    });
    return { group, xh, h, record, recurrentMask: recurrent, inputMask: input };
  });
  module.run(jobs);
  const history = { region, sizes, groups: memories, weightsT };
  if (keepsRecord) histories.set(region.id, history);
  return history;
}

function copyOptions(
  { x }: LstmInputs,
  { lengths, goBackwards }: LstmAttrs,
  group: Group,
  size: number,
  stride: number,
): CopyOptions {
  return { group, lengths, batchSize: x.shape[1], size, stride, isReversed: goBackwards, mask: null };
}

/** [R][stride]: a dropout mask [B, size] for the rows of a group; ones where there is none. */
function fillMask(
  to: Float32Array,
  mask: Float32Array | null,
  group: Group,
  size: number,
  stride: number,
): void {
  to.fill(1);
  if (mask === null) return;
  group.rows.forEach((row, r) => to.set(mask.subarray(row * size, (row + 1) * size), r * stride));
}

function readOutput({ groups, sizes }: History, inputs: LstmInputs, attrs: LstmAttrs): tf.Tensor {
  const [T, B] = inputs.x.shape;
  const { H, paddedH } = sizes;
  const output = new Float32Array((attrs.returnSequences ? T : 1) * B * H);
  for (const { group, h } of groups) {
    const states = wasmModule().floats(h, group.steps * group.R * paddedH);
    if (attrs.returnSequences) {
      copyOut(states, output, copyOptions(inputs, attrs, group, H, paddedH));
    } else {
      group.rows.forEach((row, r) => {
        const last = ((attrs.lengths[row]! - 1) * group.R + r) * paddedH;
        output.set(states.subarray(last, last + H), row * H);
      });
    }
  }
  return attrs.returnSequences ? tf.tensor3d(output, [T, B, H]) : tf.tensor2d(output, [B, H]);
}

function runGradient(
  history: History,
  dyTensor: tf.Tensor,
  inputs: LstmInputs,
  attrs: LstmAttrs,
): LstmGradients {
  const module = wasmModule();
  const { sizes, groups, weightsT } = history;
  const { E, H, paddedE, paddedH } = sizes;
  const numValues = blockValues(sizes);
  const { region, addresses } = module.reserve(
    groups.flatMap(({ group: { R, steps } }) => [
      numValues,
      module.exports.gradientScratchBytes(paddedE, paddedH, R) / 4,
      steps * R * paddedH,
      steps * R * paddedE,
    ]),
  );
  try {
    const dy = values(dyTensor);
    const memories = groups.map(({ group }, g) => {
      const [gradients, scratch, dH, dX] = addresses.slice(4 * g, 4 * g + 4) as [
        number,
        number,
        number,
        number,
      ];
      module.floats(gradients, numValues).fill(0);
      const dStates = module.floats(dH, group.steps * group.R * paddedH).fill(0);
      fillStateGradient(dStates, dy, inputs, attrs, group, sizes);
      return { gradients, scratch, dH, dX };
    });
    module.run(
      groups.map(({ group, xh, record, inputMask, recurrentMask }, g): Job => {
        const { gradients, scratch, dH, dX } = memories[g]!;
        return {
          name: 'lstmGradient',
          fields: [
            xh,
            record,
            inputMask,
            recurrentMask,
            dH,
            weightsT,
            gradients,
            gradients + 16 * paddedH * (paddedE + paddedH),
            dX,
            scratch,
            paddedE,
            paddedH,
            group.R,
            group.steps,
          ],
        };
      }),
    );
    const dx = new Float32Array(inputs.x.size);
    const sum = new Float32Array(numValues);
    groups.forEach(({ group }, g) => {
      const { gradients, dX } = memories[g]!;
      addTo(sum, module.floats(gradients, numValues));
      copyOut(
        module.floats(dX, group.steps * group.R * paddedE),
        dx,
        copyOptions(inputs, attrs, group, E, paddedE),
      );
    });
    const unpacked = unpackBlocks(sizes, sum);
    return {
      x: tf.tensor3d(dx, inputs.x.shape),
      kernel: tf.tensor2d(unpacked.kernel, [E, 4 * H]),
      recurrentKernel: tf.tensor2d(unpacked.recurrentKernel, [H, 4 * H]),
      bias: tf.tensor1d(unpacked.bias),
    };
  } finally {
    module.release(region);
  }
}

/** dy as the gradient of every state of a group; zero where a row has ended. */
function fillStateGradient(
  to: Float32Array,
  dy: Float32Array,
  inputs: LstmInputs,
  attrs: LstmAttrs,
  group: Group,
  { H, paddedH }: PaddedSizes,
): void {
  if (attrs.returnSequences) {
    copyIn(dy, to, copyOptions(inputs, attrs, group, H, paddedH));
    return;
  }
  group.rows.forEach((row, r) => {
    const last = ((attrs.lengths[row]! - 1) * group.R + r) * paddedH;
    to.set(dy.subarray(row * H, row * H + H), last);
  });
}
