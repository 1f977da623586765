/**
 * The LSTM op on WebGL2: one draw per time step forwards and one backwards, and a dozen for everything else.
 * The history stays in textures of its own from a forward pass to its gradient.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { LstmAttrs, LstmGradients, LstmInputs, LstmKernel } from './lstm';
import { WebglDevice } from './webglDevice';
import {
  backwardStep,
  biasGroup,
  firstUnitGroup,
  inputGradient,
  statesBefore,
  walkedInputGradient,
  weightGradient,
  weightSums,
} from './webglLstmBackward';
import {
  forwardStep,
  packWeights,
  project,
  readStates,
  walkInputs,
  type LayerSizes,
} from './webglLstmForward';
import { LstmMemory, MAX_CHUNKS, type History } from './webglLstmMemory';
import type { Capacity } from './webglSequence';
import { drawTensors, withTextures } from './webglTensors';

export const webglLstm: LstmKernel = {
  name: 'WebGL2, one draw per step',

  forward(inputs, attrs, isTraining) {
    const pass = new Pass(inputs, attrs);
    // States hold h times the mask; only with the gates can h itself be told.
    const { id, history } = pass.forward(isTraining || inputs.recurrentMask !== null);
    const output = pass.readOutput(history);
    if (isTraining) return { output, saved: [tf.scalar(id, 'int32')] };
    pass.memory.release(id);
    return { output, saved: [] };
  },

  gradient(dy, inputs, _output, saved, attrs) {
    const pass = new Pass(inputs, attrs);
    let id = saved[0]!.dataSync()[0]!;
    let history = pass.memory.find(id);
    // It is gone if this gradient is taken twice; then it is made again.
    if (history === undefined) ({ id, history } = pass.forward(true));
    try {
      return pass.gradient(history, dy);
    } finally {
      pass.memory.release(id);
    }
  },
};

type FourTextures = [WebGLTexture, WebGLTexture, WebGLTexture, WebGLTexture];

const memories = new WeakMap<WebglDevice, LstmMemory>();
let lastMemory: LstmMemory | null = null;

function memoryOf(device: WebglDevice): LstmMemory {
  const memory = memories.get(device) ?? new LstmMemory(device);
  memories.set(device, memory);
  lastMemory = memory;
  return memory;
}

/** Frees all textures; the next batch makes its own. */
export function releaseWebglLstm(): void {
  lastMemory?.dispose();
}

/** One call of the op. */
class Pass {
  readonly memory: LstmMemory;
  private readonly device = WebglDevice.current();
  private readonly sizes: LayerSizes;
  private readonly T: number;
  private readonly B: number;
  private readonly pairs: number;
  /** Steps that any row has. */
  private readonly steps: number;
  private readonly needed: Capacity;

  constructor(
    private readonly inputs: LstmInputs,
    private readonly attrs: LstmAttrs,
  ) {
    const [T, B, E] = inputs.x.shape;
    this.memory = memoryOf(this.device);
    this.sizes = { E, H: inputs.recurrentKernel.shape[0], goBackwards: attrs.goBackwards };
    [this.T, this.B, this.pairs] = [T, B, Math.ceil(B / 2)];
    this.steps = attrs.lengths.reduce((longest, length) => Math.max(longest, length), 0);
    this.needed = { pairs: this.pairs, steps: this.steps };
  }

  forward(keepsGates: boolean): { id: number; history: History } {
    const { device, memory, inputs, attrs, sizes, pairs } = this;
    const { x, kernel, recurrentKernel, bias, inputMask, recurrentMask } = inputs;
    const reserved = memory.reserve(sizes, keepsGates, this.needed);
    const { history } = reserved;
    const tensors = { X: x, Kernel: kernel, RecurrentKernel: recurrentKernel, Bias: bias };
    withTextures({ ...tensors, InputMask: inputMask ?? bias, Mask: recurrentMask ?? bias }, (textures) =>
      device.run(() => {
        // The row that an odd batch lacks has no steps.
        history.lengths.write(Int32Array.of(...attrs.lengths, 0));
        device.use(packWeights(sizes), { textures, numbers: {} });
        device.draw(history.weights.target);
        device.use(walkInputs(sizes, inputMask !== null), {
          textures: { X: textures.X, Mask: textures.InputMask, Lengths: history.lengths.texture },
          numbers: { steps: this.steps, pairs, tilesPerRow: history.inputs.tilesPerRow },
        });
        device.draw(history.inputs.target(this.steps, pairs));
        this.walk(history, textures.Mask, keepsGates);
      }),
    );
    return reserved;
  }

  private walk(history: History, mask: WebGLTexture, keepsGates: boolean): void {
    const { device, sizes, pairs, steps } = this;
    const projection = this.memory.projection(sizes.H, this.needed);
    const [Weights] = history.weights.textures as [WebGLTexture];
    const [X] = history.inputs.textures as [WebGLTexture];
    const [Projected0, Projected1, Projected2, Projected3] = projection.textures as FourTextures;
    for (let first = 0; first < steps; first += projection.capacity.steps) {
      const end = Math.min(steps, first + projection.capacity.steps);
      device.use(project(sizes), {
        textures: { X, Weights },
        numbers: { first, pairs, tilesPerRow: projection.tilesPerRow },
      });
      device.draw(projection.target(end - first, Math.ceil(pairs / 2)));
      device.use(forwardStep(sizes, this.inputs.recurrentMask !== null, keepsGates), {
        textures: {
          Projected0,
          Projected1,
          Projected2,
          Projected3,
          Weights,
          Mask: mask,
          Before: history.steps.at(first + 1)[0]!,
        },
        numbers: { t: first, first, pairs },
      });
      for (let t = first; t < end; t++) {
        device.setInt('t', t);
        device.setTexture('Before', history.steps.at(t + 1)[0]!);
        device.draw(history.steps.target(t, pairs));
      }
    }
  }

  readOutput(history: History): tf.Tensor {
    const { device, sizes, pairs, T, B, attrs } = this;
    const shape = attrs.returnSequences ? [T, B, sizes.H] : [B, sizes.H];
    const hasGates = this.inputs.recurrentMask !== null;
    return device.run(() => {
      const [output] = drawTensors(device, [shape], (target, outputWidth) => {
        device.use(readStates(sizes, attrs.returnSequences, hasGates), {
          textures: { ...historyTextures(history), Lengths: history.lengths.texture },
          numbers: { pairs, outputWidth },
        });
        device.draw(target);
      });
      return output!;
    });
  }

  gradient(history: History, dy: tf.Tensor): LstmGradients {
    const { device, sizes } = this;
    const { inputMask, recurrentMask, bias } = this.inputs;
    const dz = this.memory.gradientSteps(sizes.H, this.needed);
    return withTextures({ DY: dy, InputMask: inputMask ?? bias, Mask: recurrentMask ?? bias }, (textures) =>
      device.run(() => {
        this.walkBack(history, dz, textures);
        const [EvenDz0, EvenDz1] = dz.at(0) as [WebGLTexture, WebGLTexture];
        const [OddDz0, OddDz1] = dz.at(1) as [WebGLTexture, WebGLTexture];
        const ofDz = { EvenDz0, EvenDz1, OddDz0, OddDz1 };
        return {
          x: this.gradientOfX(history, ofDz, textures.InputMask),
          ...this.gradientOfWeights(history, ofDz),
        };
      }),
    );
  }

  private walkBack(
    history: History,
    dz: ReturnType<LstmMemory['gradientSteps']>,
    textures: { DY: WebGLTexture; Mask: WebGLTexture },
  ): void {
    const { device, sizes, pairs, steps, attrs } = this;
    const ofStep = (t: number): Record<string, WebGLTexture> => {
      const [States, Gates0, Gates1] = history.steps.at(t) as [WebGLTexture, WebGLTexture, WebGLTexture];
      const [After0, After1, Carry] = dz.at(t + 1) as [WebGLTexture, WebGLTexture, WebGLTexture];
      return { States, Gates0, Gates1, Before: history.steps.at(t + 1)[0]!, After0, After1, Carry };
    };
    const byParity = [ofStep(0), ofStep(1)];
    device.use(backwardStep(sizes, attrs.returnSequences, this.inputs.recurrentMask !== null), {
      textures: {
        ...textures,
        ...byParity[0],
        Weights: history.weights.textures[0]!,
        Lengths: history.lengths.texture,
      },
      numbers: { t: 0, steps, pairs },
    });
    for (let t = steps - 1; t >= 0; t--) {
      device.setInt('t', t);
      for (const [name, texture] of Object.entries(byParity[t % 2]!)) device.setTexture(name, texture);
      device.draw(dz.target(t, pairs));
    }
  }

  private gradientOfX(history: History, ofDz: Record<string, WebGLTexture>, Mask: WebGLTexture): tf.Tensor3D {
    const { device, sizes, pairs, steps } = this;
    const walked = this.memory.inputGradient(sizes.E, this.needed);
    device.use(walkedInputGradient(sizes), {
      textures: { ...ofDz, Weights: history.weights.textures[0]! },
      numbers: { pairs, tilesPerRow: walked.tilesPerRow },
    });
    device.draw(walked.target(steps, Math.ceil(pairs / 2)));
    const [Walked0, Walked1, Walked2, Walked3] = walked.textures as FourTextures;
    const [dx] = drawTensors(device, [this.inputs.x.shape], (target, outputWidth) => {
      device.use(inputGradient(sizes, this.inputs.inputMask !== null), {
        textures: { Walked0, Walked1, Walked2, Walked3, Mask, Lengths: history.lengths.texture },
        numbers: { pairs, outputWidth },
      });
      device.draw(target);
    });
    return dx as tf.Tensor3D;
  }

  private gradientOfWeights(history: History, ofDz: Record<string, WebGLTexture>): Omit<LstmGradients, 'x'> {
    const { device, sizes, pairs, steps } = this;
    const { E, H } = sizes;
    const sums = this.memory.weightSums(sizes);
    const numChunks = Math.max(1, Math.min(MAX_CHUNKS, Math.ceil(steps / 2)));
    const before = this.memory.statesBefore(H, this.needed);
    device.use(statesBefore(H), {
      textures: historyTextures(history),
      numbers: { pairs, tilesPerRow: before.tilesPerRow },
    });
    device.draw(before.target(steps, pairs));
    device.use(weightSums(sizes), {
      textures: { ...ofDz, X: history.inputs.textures[0]!, Before: before.textures[0]! },
      numbers: { steps, pairs, numChunks },
    });
    device.draw({ ...sums.target, width: numChunks * H });
    const [Sums0, Sums1, Sums2, Sums3] = sums.textures as FourTextures;
    const gradient = (shape: number[], firstGroup: number, rows: number): tf.Tensor => {
      const [result] = drawTensors(device, [shape], (target, outputWidth) => {
        device.use(weightGradient(H), {
          textures: { Sums0, Sums1, Sums2, Sums3 },
          numbers: { firstGroup, rows, numChunks, outputWidth },
        });
        device.draw(target);
      });
      return result!;
    };
    return {
      kernel: gradient([E, 4 * H], 0, E) as tf.Tensor2D,
      recurrentKernel: gradient([H, 4 * H], firstUnitGroup(E), H) as tf.Tensor2D,
      bias: gradient([4 * H], biasGroup(sizes), 1) as tf.Tensor1D,
    };
  }
}

/** States and, where kept, gates by the names that shaders give them. */
function historyTextures({ steps }: History): Record<string, WebGLTexture> {
  const [Even, EvenGates0, EvenGates1] = steps.at(0) as [WebGLTexture, WebGLTexture, WebGLTexture];
  const [Odd, OddGates0, OddGates1] = steps.at(1) as [WebGLTexture, WebGLTexture, WebGLTexture];
  return { Even, Odd, EvenGates0, EvenGates1, OddGates0, OddGates1 };
}
