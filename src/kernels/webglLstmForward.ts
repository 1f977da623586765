/** The forward pass of lstm.webgl.ts: draws, in order. */
import type * as tf from '@tensorflow/tfjs-core';
import { historyTextures, type FourTextures, type LstmBatch } from './webglLstmBatch';
import { forwardStep, packWeights, project, readStates, walkInputs } from './webglLstmForwardShaders';
import type { History } from './webglLstmMemory';
import { drawTensors, withTextures } from './webglTensors';

/** @returns the history, reserved under an id until that is released */
export function walkForward(batch: LstmBatch, keepsGates: boolean): { id: number; history: History } {
  const { device, memory, inputs, attrs, sizes, needed } = batch;
  const { pairs, steps } = needed;
  const { x, kernel, recurrentKernel, bias, inputMask, recurrentMask } = inputs;
  const reserved = memory.reserve(sizes, keepsGates, needed);
  const { history } = reserved;
  const tensors = { X: x, Kernel: kernel, RecurrentKernel: recurrentKernel, Bias: bias };
  // No shader asks for a mask that is not there; a name needs some texture all the same.
  withTextures({ ...tensors, InputMask: inputMask ?? bias, Mask: recurrentMask ?? bias }, (textures) =>
    device.run(() => {
      // The row that an odd batch lacks has no steps.
      history.lengths.write(Int32Array.of(...attrs.lengths, 0));
      device.use(packWeights(sizes), { textures, numbers: {} });
      device.draw(history.weights.target);
      device.use(walkInputs(sizes, inputMask !== null), {
        textures: { X: textures.X, Mask: textures.InputMask, Lengths: history.lengths.texture },
        numbers: { steps: steps, pairs, tilesPerRow: history.inputs.tilesPerRow },
      });
      device.draw(history.inputs.target(steps, pairs));
      drawSteps(batch, history, textures.Mask, keepsGates);
    }),
  );
  return reserved;
}

function drawSteps(batch: LstmBatch, history: History, Mask: WebGLTexture, keepsGates: boolean): void {
  const { device, sizes, inputs, needed } = batch;
  const { pairs, steps } = needed;
  const projection = batch.memory.projection(sizes.H, needed);
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
    device.use(forwardStep(sizes, inputs.recurrentMask !== null, keepsGates), {
      textures: {
        Projected0,
        Projected1,
        Projected2,
        Projected3,
        Weights,
        Mask,
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

/** The op's output from a history, which keeps gates if there is a recurrent mask. */
export function readOutput({ device, sizes, inputs, attrs, needed }: LstmBatch, history: History): tf.Tensor {
  const [T, B] = inputs.x.shape;
  const shape = attrs.returnSequences ? [T, B, sizes.H] : [B, sizes.H];
  const hasGates = inputs.recurrentMask !== null;
  return device.run(() => {
    const [output] = drawTensors(device, [shape], (target, outputWidth) => {
      device.use(readStates(sizes, attrs.returnSequences, hasGates), {
        textures: { ...historyTextures(history), Lengths: history.lengths.texture },
        numbers: { pairs: needed.pairs, outputWidth },
      });
      device.draw(target);
    });
    return output!;
  });
}
