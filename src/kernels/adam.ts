/**
 * Adam (Kingma and Ba 2015, https://arxiv.org/abs/1412.6980) on variables of tfjs's current backend:
 *   `m = beta1 m + (1 - beta1) g`   `v = beta2 v + (1 - beta2) g^2`
 *   `w = w - learningRate (m / (1 - beta1^t)) / (sqrt(v / (1 - beta2^t)) + epsilon)`
 */
import * as tf from '@tensorflow/tfjs-core';
import { webglAdamStep } from './adam.webgl';
import { ADAM } from './adamConstants';
import type { AdamSlot, AdamStep } from './adamStep';

const opsAdamStep: AdamStep = ({ weight, m, v }, gradient, { learningRate, mCorrection, vCorrection }) => {
  tf.tidy(() => {
    const { beta1, beta2, epsilon } = ADAM;
    m.assign(tf.add(tf.mul(m, beta1), tf.mul(gradient, 1 - beta1)));
    v.assign(tf.add(tf.mul(v, beta2), tf.mul(tf.square(gradient), 1 - beta2)));
    const scale = tf.add(tf.sqrt(tf.div(v, vCorrection)), epsilon);
    weight.assign(tf.add(tf.mul(tf.div(tf.div(m, mCorrection), scale), -learningRate), weight));
  });
};

const adamStepFor = (backend: string): AdamStep => (backend === 'webgl' ? webglAdamStep : opsAdamStep);

/** Moments as they are kept between runs, in the order of the weights. */
export interface AdamMoments {
  m: tf.Tensor[];
  v: tf.Tensor[];
}

export class Adam {
  /** Steps taken. */
  iterations = 0;
  private slots: AdamSlot[] | null = null;

  /** The variables stay the caller's. */
  constructor(
    private readonly weights: readonly tf.Variable[],
    private readonly learningRate: number,
  ) {}

  /** Null before the first step; the tensors are the optimiser's own. */
  get moments(): AdamMoments | null {
    if (this.slots === null) return null;
    return { m: this.slots.map(({ m }) => m), v: this.slots.map(({ v }) => v) };
  }

  /** One step. Gradients in the order of the weights; they stay the caller's. */
  apply(gradients: readonly tf.Tensor[], learningRate = this.learningRate): void {
    this.slots ??= this.makeSlots(() => null);
    this.iterations++;
    const rates = {
      learningRate,
      mCorrection: 1 - ADAM.beta1 ** this.iterations,
      vCorrection: 1 - ADAM.beta2 ** this.iterations,
    };
    const step = adamStepFor(tf.getBackend());
    this.slots.forEach((slot, i) => step(slot, gradients[i]!, rates));
  }

  /** Goes on from another run's moments, which are copied. */
  restore(iterations: number, { m, v }: AdamMoments): void {
    this.dispose();
    this.iterations = iterations;
    this.slots = this.makeSlots((i) => ({ m: m[i]!, v: v[i]! }));
  }

  dispose(): void {
    for (const { m, v } of this.slots ?? []) tf.dispose([m, v]);
    this.slots = null;
  }

  private makeSlots(initial: (index: number) => { m: tf.Tensor; v: tf.Tensor } | null): AdamSlot[] {
    return this.weights.map((weight, i) => {
      const moments = initial(i);
      return { weight, m: moment(weight, moments?.m), v: moment(weight, moments?.v) };
    });
  }
}

const moment = (weight: tf.Variable, value: tf.Tensor | undefined): tf.Variable =>
  tf.tidy(() => tf.variable(value ?? tf.zerosLike(weight), false));
