/**
 * The LSTM op on WebGL2: one draw per time step forwards and one backwards, and a dozen for everything else.
 * The history stays in textures of its own from a forward pass to its gradient.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { LstmKernel } from './lstm';
import { walkBackward } from './webglLstmBackward';
import { lstmBatch } from './webglLstmBatch';
import { readOutput, walkForward } from './webglLstmForward';

export const webglLstm: LstmKernel = {
  name: 'WebGL2, one draw per step',

  forward(inputs, attrs, isTraining) {
    const batch = lstmBatch(inputs, attrs);
    // States hold h times the mask; only with the gates can h itself be told.
    const { id, history } = walkForward(batch, isTraining || inputs.recurrentMask !== null);
    const output = readOutput(batch, history);
    if (isTraining) return { output, saved: [tf.scalar(id, 'int32')] };
    batch.memory.release(id);
    return { output, saved: [] };
  },

  gradient(dy, inputs, _output, saved, attrs) {
    const batch = lstmBatch(inputs, attrs);
    let id = saved[0]!.dataSync()[0]!;
    let history = batch.memory.find(id);
    // It is gone if this gradient is taken twice; then it is made again.
    if (history === undefined) ({ id, history } = walkForward(batch, true));
    try {
      return walkBackward(batch, history, dy);
    } finally {
      batch.memory.release(id);
    }
  },
};
