/** From the weights that Adam keeps, [blocks][K][16] with the bias behind, to what the LSTM reads (layouts in lstmForward.as.ts). */
import { GATES } from './vector.as';

export function packBlocks(
  weights: usize, packed: usize, packedBias: usize, packedT: usize, K: i32, blocks: i32, firstBlock: i32, lastBlock: i32,
): void {
  const bias = weights + <usize>(blocks * K) * GATES;
  for (let block = firstBlock; block < lastBlock; block++) {
    packGates(bias + <usize>block * GATES, packedBias + <usize>block * GATES);
    for (let k = 0; k < K; k++) {
      const at = <usize>(block * K + k) * GATES;
      packGates(weights + at, packed + at);
      const column = packedT + <usize>(((k >> 3) * blocks + block) * 128 + (k & 7)) * 4;
      for (let i: usize = 0; i < 16; i++) store<f32>(column + i * 32, load<f32>(weights + at + i * 4));
    }
  }
}

/** Halves the sigmoid gates i, f and o: sigmoid(z) = 0.5 + 0.5 tanh(z / 2). */
@inline
function packGates(from: usize, to: usize): void {
  const half = f32x4.splat(0.5);
  v128.store(to, f32x4.mul(v128.load(from, 0), half), 0);
  v128.store(to, f32x4.mul(v128.load(from, 16), half), 16);
  v128.store(to, v128.load(from, 32), 32);
  v128.store(to, f32x4.mul(v128.load(from, 48), half), 48);
}

@unmanaged
class PackJob {
  weights: usize;
  packed: usize;
  packedBias: usize;
  packedT: usize;
  K: i32;
  blocks: i32;
}

/** A whole layer. */
export function packLstm(address: usize): void {
  const job = changetype<PackJob>(address);
  packBlocks(job.weights, job.packed, job.packedBias, job.packedT, job.K, job.blocks, 0, job.blocks);
}
