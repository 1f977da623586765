/** The LSTM of one layer as jobs: what the op-level kernel (lstm.wasm.ts) calls. All fields are 32-bit words. */
import { forwardStep } from './lstmForward.as';
import { gradient } from './lstmGradient.as';

@unmanaged
class ForwardJob {
  xh: usize;
  /** [T][R][H] */
  out: usize;
  record: usize;
  /** Bytes from one slot of `record` to the next; 0 keeps only the newest (no gradient wanted). */
  recordStep: usize;
  outMask: usize;
  recurrentMask: usize;
  weights: usize;
  bias: usize;
  E: i32;
  H: i32;
  R: i32;
  T: i32;
}

/** All steps forwards. `xh` holds x and, at t = 0, zeros for h; `record` slot 0 is zero. */
export function lstmForward(address: usize): void {
  const job = changetype<ForwardJob>(address);
  const E = job.E, H = job.H, R = job.R;
  const row: usize = R * (E + H) * 4;
  const outRow: usize = H * 4;
  for (let t = 0; t < job.T; t++) {
    const previous = job.record + <usize>t * job.recordStep;
    forwardStep(
      job.xh + <usize>t * row, job.out + <usize>(t * R) * outRow, outRow, job.outMask, job.recurrentMask,
      previous, previous + job.recordStep, job.weights, job.bias, E, H, R,
    );
  }
}

@unmanaged
class GradientJob {
  xh: usize;
  record: usize;
  inputMask: usize;
  recurrentMask: usize;
  /** [T][R][H] */
  dH: usize;
  weightsT: usize;
  dWeights: usize;
  dBias: usize;
  dX: usize;
  scratch: usize;
  E: i32;
  H: i32;
  R: i32;
  T: i32;
}

export function lstmGradient(address: usize): void {
  const job = changetype<GradientJob>(address);
  gradient(
    job.xh, job.record, job.inputMask, job.recurrentMask, job.dH, job.R * job.H * 4, 0, 0, 0,
    job.weightsT, job.dWeights, job.dBias, job.dX, job.scratch, job.E, job.H, job.R, job.T,
  );
}
