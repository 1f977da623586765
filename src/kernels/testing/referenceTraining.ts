/** Training steps in float64 on the reference network: adversarial pass, clipping, Adam and the moving average. */
import { ADAM } from '../adamConstants';
import type { TrainOptions } from '../wasmStack';
import type { StackBatch } from '../wasmBatch';
import type { StackLayers } from '../wasmStackLayout';
import type { StackMasks } from '../wasmStackMasks';
import { referencePass, type ReferencePass } from './referenceNetwork';

export class ReferenceTraining {
  readonly weights: Float64Array[];
  readonly average: Float64Array[];
  readonly firsts: Float64Array[];
  readonly seconds: Float64Array[];
  /** Of the last step, before clipping. */
  gradients: Float64Array[] = [];

  constructor(
    private readonly layers: StackLayers,
    weights: readonly Float32Array[],
  ) {
    this.weights = weights.map((values) => Float64Array.from(values));
    this.average = weights.map((values) => Float64Array.from(values));
    this.firsts = weights.map(({ length }) => new Float64Array(length));
    this.seconds = weights.map(({ length }) => new Float64Array(length));
  }

  /** @returns the clean pass. */
  train(batch: StackBatch, masks: StackMasks, options: TrainOptions): ReferencePass {
    const { labelSmoothing } = options;
    const run = (added: Float64Array | null): ReferencePass =>
      referencePass(this.layers, this.weights, batch, { masks, labelSmoothing, perturbation: added });
    const clean = run(null);
    let { gradients } = clean;
    if (options.adversarial !== 0) {
      const perturbed = run(
        adversarialPerturbation(clean, batch, this.layers.embeddingUnits, options.adversarial),
      );
      gradients = gradients.map((values, i) => values.map((value, j) => value + perturbed.gradients[i]![j]!));
    }
    this.gradients = gradients;
    this.step(clipped(gradients, options.clipNorm), options);
    return clean;
  }

  private step(gradients: Float64Array[], { step, learningRate, emaDecay }: TrainOptions): void {
    const { beta1, beta2, epsilon } = ADAM;
    const decay = Math.min(emaDecay, (1 + step) / (10 + step));
    gradients.forEach((gradient, i) => {
      const [w, a, m, v] = [this.weights[i]!, this.average[i]!, this.firsts[i]!, this.seconds[i]!];
      gradient.forEach((g, j) => {
        m[j] = beta1 * m[j]! + (1 - beta1) * g;
        v[j] = beta2 * v[j]! + (1 - beta2) * g * g;
        const root = Math.sqrt(v[j] / (1 - beta2 ** (step + 1))) + epsilon;
        w[j]! -= (learningRate * m[j]) / (1 - beta1 ** (step + 1)) / root;
        a[j] = decay * a[j]! + (1 - decay) * w[j]!;
      });
    });
  }
}

/** `size * rms * g / |g|` of each row, over its real steps; [T, B, E]. */
function adversarialPerturbation(
  { words, dWords }: ReferencePass,
  { size: B, lengths }: StackBatch,
  E: number,
  size: number,
): Float64Array {
  const row = (i: number): number => Math.floor(i / E) % B;
  const isReal = (i: number): boolean => Math.floor(i / (E * B)) < lengths[row(i)]!;
  const squares = (values: Float64Array): Float64Array => {
    const sums = new Float64Array(B);
    values.forEach((value, i) => (sums[row(i)]! += isReal(i) ? value * value : 0));
    return sums;
  };
  const [ofWords, ofGradients] = [squares(words), squares(dWords)];
  return dWords.map((g, i) => {
    const b = row(i);
    if (!isReal(i) || ofGradients[b] === 0) return 0;
    return (size * Math.sqrt(ofWords[b]! / lengths[b]!) * g) / Math.sqrt(ofGradients[b]!);
  });
}

function clipped(gradients: Float64Array[], clipNorm: number | null): Float64Array[] {
  const norm = Math.sqrt(gradients.reduce((sum, values) => values.reduce((s, g) => s + g * g, sum), 0));
  if (clipNorm === null || norm <= clipNorm) return gradients;
  return gradients.map((values) => values.map((g) => (g * clipNorm) / norm));
}
