/** What a backend must offer to run Adam (adam.ts): one weight's step. */
import type { Tensor, Variable } from '@tensorflow/tfjs-core';

/** A weight and its moments, alike in shape. */
export interface AdamSlot {
  weight: Variable;
  m: Variable;
  v: Variable;
}

/** What all weights share in one step. */
export interface AdamRates {
  learningRate: number;
  /** `1 - beta1^t` and `1 - beta2^t`, t = 1 at the first step. */
  mCorrection: number;
  vCorrection: number;
}

/** Assigns all three of the slot. The gradient, of the same shape, stays the caller's. */
export type AdamStep = (slot: AdamSlot, gradient: Tensor, rates: AdamRates) => void;
