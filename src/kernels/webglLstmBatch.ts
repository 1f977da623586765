/** What the passes of lstm.webgl.ts have in common. */
import type { LstmAttrs, LstmInputs } from './lstm';
import { WebglDevice } from './webglDevice';
import type { LayerSizes } from './webglLstmForwardShaders';
import { LstmMemory, type History } from './webglLstmMemory';
import type { Capacity } from './webglSequence';

/** One call of the op. */
export interface LstmBatch {
  inputs: LstmInputs;
  attrs: LstmAttrs;
  device: WebglDevice;
  memory: LstmMemory;
  sizes: LayerSizes;
  /** Pairs of rows, and the steps that any row has. */
  needed: Capacity;
}

export function lstmBatch(inputs: LstmInputs, attrs: LstmAttrs): LstmBatch {
  const device = WebglDevice.current();
  const [, B, E] = inputs.x.shape;
  const steps = attrs.lengths.reduce((longest, length) => Math.max(longest, length), 0);
  return {
    inputs,
    attrs,
    device,
    memory: device.part(LstmMemory),
    sizes: { E, H: inputs.recurrentKernel.shape[0], goBackwards: attrs.goBackwards },
    needed: { pairs: Math.ceil(B / 2), steps },
  };
}

export type FourTextures = [WebGLTexture, WebGLTexture, WebGLTexture, WebGLTexture];

/** States and, where kept, gates by the names that shaders give them. */
export function historyTextures({ steps }: History): Record<string, WebGLTexture> {
  const [Even, EvenGates0, EvenGates1] = steps.at(0) as [WebGLTexture, WebGLTexture, WebGLTexture];
  const [Odd, OddGates0, OddGates1] = steps.at(1) as [WebGLTexture, WebGLTexture, WebGLTexture];
  return { Even, Odd, EvenGates0, EvenGates1, OddGates0, OddGates1 };
}
