/**
 * The LSTM op from plain tfjs ops: runs on any backend, so it serves those without a kernel of their own.
 * The gradient is written by hand, because a tape would record a dozen ops per time step.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { LstmAttrs, LstmGradients, LstmInputs, LstmKernel } from './lstm';
import { maskedInputs, readOutput, reversed, stateGradient, times } from './sequences';

export const opsLstm: LstmKernel = {
  name: 'tfjs ops',
  forward: (inputs, attrs, isTraining) => {
    const [output, ...saved] = tf.tidy(() => forward(inputs, attrs, isTraining));
    return { output: output!, saved };
  },
  gradient: (dy, inputs, _output, saved, attrs) => {
    const [gates, c, h] = saved as [tf.Tensor3D, tf.Tensor3D, tf.Tensor3D];
    const [x, kernel, recurrentKernel, bias] = tf.tidy(() => gradient(dy, inputs, { gates, c, h }, attrs));
    return { x, kernel, recurrentKernel, bias } as LstmGradients;
  },
};

/** In the order in which rows are walked. */
interface History {
  /** [T, B, 4H], activated: i, f, g, o. */
  gates: tf.Tensor3D;
  /** [T, B, H] */
  c: tf.Tensor3D;
  h: tf.Tensor3D;
}

function sizesOf({ x, recurrentKernel }: LstmInputs): [T: number, B: number, E: number, H: number] {
  return [...x.shape, recurrentKernel.shape[0]];
}

function forward(inputs: LstmInputs, attrs: LstmAttrs, isTraining: boolean): tf.Tensor[] {
  const [T, B, , H] = sizesOf(inputs);
  const projected = tf.add(tf.matMul(maskedInputs(inputs, attrs), inputs.kernel), inputs.bias);
  const steps = tf.unstack(tf.reshape(projected, [T, B, 4 * H]));
  let h: tf.Tensor = tf.zeros([B, H]);
  let c: tf.Tensor = h;
  const history: { gates: tf.Tensor[]; c: tf.Tensor[]; h: tf.Tensor[] } = { gates: [], c: [], h: [] };
  for (const step of steps) {
    const before = { h, c };
    const [cNow, hNow, gates] = tf.tidy(() => {
      const masked = times(before.h, inputs.recurrentMask);
      const z = tf.add(step, tf.matMul(masked as tf.Tensor2D, inputs.recurrentKernel));
      const [zi, zf, zc, zo] = tf.split(z, 4, 1) as [tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor];
      const [i, f, g, o] = [tf.sigmoid(zi), tf.sigmoid(zf), tf.tanh(zc), tf.sigmoid(zo)];
      const cAfter = tf.add(tf.mul(f, before.c), tf.mul(i, g));
      const hAfter = tf.mul(o, tf.tanh(cAfter));
      return isTraining ? [cAfter, hAfter, tf.concat([i, f, g, o], 1)] : [cAfter, hAfter];
    }) as [tf.Tensor, tf.Tensor, tf.Tensor?];
    h = hNow;
    c = cNow;
    history.h.push(h);
    if (gates !== undefined) {
      history.gates.push(gates);
      history.c.push(c);
    }
  }
  const states = tf.stack(history.h) as tf.Tensor3D;
  const output = readOutput(states, attrs);
  return isTraining ? [output, tf.stack(history.gates), tf.stack(history.c), states] : [output];
}

function gradient(
  dy: tf.Tensor,
  inputs: LstmInputs,
  { gates, c, h }: History,
  attrs: LstmAttrs,
): tf.Tensor[] {
  const sizes = sizesOf(inputs);
  const [T, B, E, H] = sizes;
  const { kernel, recurrentKernel, inputMask, recurrentMask } = inputs;
  const dStates = tf.unstack(stateGradient(dy, sizes, attrs));
  const [i, f, g, o] = tf.split(gates, 4, 2) as [tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor];
  const tanhC = tf.tanh(c);
  const one = tf.scalar(1);
  const ofSigmoid = (y: tf.Tensor): tf.Tensor => tf.mul(y, tf.sub(one, y));
  const ofTanh = (y: tf.Tensor): tf.Tensor => tf.sub(one, tf.square(y));
  const shifted = (states: tf.Tensor3D): tf.Tensor3D =>
    tf.concat([tf.zeros<tf.Rank.R3>([1, B, H]), tf.slice(states, 0, T - 1)]);
  // What turns [dc, dc, dc, dh] into dz, and dh into its share of dc, for all steps at once.
  const slopes = tf.unstack(
    tf.concat(
      [
        tf.mul(g, ofSigmoid(i)),
        tf.mul(shifted(c), ofSigmoid(f)),
        tf.mul(i, ofTanh(g)),
        tf.mul(tanhC, ofSigmoid(o)),
      ],
      2,
    ),
  );
  const throughTanh = tf.unstack(tf.mul(o, ofTanh(tanhC)));
  const forget = tf.unstack(f);
  const dzs: tf.Tensor[] = [];
  let dcCarry: tf.Tensor = tf.zeros([B, H]);
  for (let t = T - 1; t >= 0; t--) {
    const [dz, carry] = tf.tidy<[tf.Tensor, tf.Tensor]>(() => {
      let dh = dStates[t]!;
      if (dzs.length > 0) {
        const back = tf.matMul(dzs.at(-1) as tf.Tensor2D, recurrentKernel, false, true);
        dh = tf.add(dh, times(back, recurrentMask));
      }
      const dc = tf.add(dcCarry, tf.mul(dh, throughTanh[t]!));
      return [tf.mul(tf.concat([dc, dc, dc, dh], 1), slopes[t]!), tf.mul(dc, forget[t]!)];
    });
    dzs.push(dz);
    dcCarry = carry;
  }
  const dz = tf.reshape(tf.stack(dzs.toReversed()), [T * B, 4 * H]);
  const hBefore = tf.reshape(times(shifted(h), recurrentMask), [T * B, H]);
  const dx = times(tf.reshape(tf.matMul(dz, kernel, false, true), [T, B, E]), inputMask) as tf.Tensor3D;
  return [
    attrs.goBackwards ? reversed(dx, attrs.lengths) : dx,
    tf.matMul(maskedInputs(inputs, attrs), dz, true, false),
    tf.matMul(hBefore, dz, true, false),
    tf.sum(dz, 0),
  ];
}
