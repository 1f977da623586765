/** The gradient of lstm.webgl.ts: draws, in order. */
import type * as tf from '@tensorflow/tfjs-core';
import type { LstmGradients } from './lstm';
import { backwardStep, inputGradient, walkedInputGradient } from './webglLstmBackwardShaders';
import { historyTextures, type FourTextures, type LstmBatch } from './webglLstmBatch';
import { maxChunks, type History } from './webglLstmMemory';
import {
  biasGroup,
  firstUnitGroup,
  statesBefore,
  weightGradient,
  weightSums,
} from './webglLstmWeightShaders';
import type { StepArrays } from './webglSequence';
import { drawTensors, withTextures } from './webglTensors';

/** All gradients from a history that keeps gates. dy as lstm.ts states it. */
export function walkBackward(batch: LstmBatch, history: History, dy: tf.Tensor): LstmGradients {
  const { device, sizes, memory, needed } = batch;
  const { inputMask, recurrentMask, bias } = batch.inputs;
  const dz = memory.gradientSteps(sizes.H, needed);
  return withTextures({ DY: dy, InputMask: inputMask ?? bias, Mask: recurrentMask ?? bias }, (textures) =>
    device.run(() => {
      drawStepsBack(batch, history, dz, textures);
      const [EvenDz0, EvenDz1] = dz.at(0) as [WebGLTexture, WebGLTexture];
      const [OddDz0, OddDz1] = dz.at(1) as [WebGLTexture, WebGLTexture];
      const ofDz = { EvenDz0, EvenDz1, OddDz0, OddDz1 };
      return {
        x: gradientOfX(batch, history, ofDz, textures.InputMask),
        ...gradientOfWeights(batch, history, ofDz),
      };
    }),
  );
}

function drawStepsBack(
  { device, sizes, inputs, attrs, needed }: LstmBatch,
  history: History,
  dz: StepArrays,
  textures: { DY: WebGLTexture; Mask: WebGLTexture },
): void {
  const { pairs, steps } = needed;
  const ofStep = (t: number): Record<string, WebGLTexture> => {
    const [States, Gates0, Gates1] = history.steps.at(t) as [WebGLTexture, WebGLTexture, WebGLTexture];
    const [After0, After1, Carry] = dz.at(t + 1) as [WebGLTexture, WebGLTexture, WebGLTexture];
    return { States, Gates0, Gates1, Before: history.steps.at(t + 1)[0]!, After0, After1, Carry };
  };
  const byParity = [ofStep(0), ofStep(1)];
  device.use(backwardStep(sizes, attrs.returnSequences, inputs.recurrentMask !== null), {
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

function gradientOfX(
  { device, sizes, inputs, memory, needed }: LstmBatch,
  history: History,
  ofDz: Record<string, WebGLTexture>,
  Mask: WebGLTexture,
): tf.Tensor3D {
  const { pairs, steps } = needed;
  const walked = memory.inputGradient(sizes.E, needed);
  device.use(walkedInputGradient(sizes), {
    textures: { ...ofDz, Weights: history.weights.textures[0]! },
    numbers: { pairs, tilesPerRow: walked.tilesPerRow },
  });
  device.draw(walked.target(steps, Math.ceil(pairs / 2)));
  const [Walked0, Walked1, Walked2, Walked3] = walked.textures as FourTextures;
  const [dx] = drawTensors(device, [inputs.x.shape], (target, outputWidth) => {
    device.use(inputGradient(sizes, inputs.inputMask !== null), {
      textures: { Walked0, Walked1, Walked2, Walked3, Mask, Lengths: history.lengths.texture },
      numbers: { pairs, outputWidth },
    });
    device.draw(target);
  });
  return dx as tf.Tensor3D;
}

function gradientOfWeights(
  { device, sizes, memory, needed }: LstmBatch,
  history: History,
  ofDz: Record<string, WebGLTexture>,
): Omit<LstmGradients, 'x'> {
  const { pairs, steps } = needed;
  const { E, H } = sizes;
  const sums = memory.weightSums(sizes);
  const numChunks = Math.max(1, Math.min(maxChunks(H), Math.ceil(steps / 2)));
  const before = memory.statesBefore(H, needed);
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
