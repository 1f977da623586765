/** The second half of a training step as jobs: gradients summed over the batch, then Adam. */
import { ADAM } from './adamConstants';
import type { LaidBatch } from './wasmBatch';
import type { Job } from './wasmJobs';
import type { WasmModule } from './wasmModule';
import type { StackLayout } from './wasmStackLayout';
import { MAX_SQUARES, NUM_ADAM_CONSTANTS, type StackMemory } from './wasmStackMemory';
import type { BatchWords } from './wasmWords';

export interface AdamOptions {
  learningRate: number;
  /** Steps taken before this one. */
  step: number;
  /** Gradients are scaled down so that the norm of all together is at most this (Keras's `global_clipnorm`); null for no limit. */
  clipNorm: number | null;
  /** Of the moving average of the weights, where one is kept. */
  emaDecay: number;
}

/** Pieces that each kind of work is cut into: enough for the threads, and always the same. */
const SUM_PARTS = 4;
const WORD_SUM_PARTS = 16;
const LSTM_PARTS = 2;
const TABLE_PARTS = 16;
/** As an address: no average is kept. */
const NONE = 0;

export class AdamStep {
  constructor(
    private readonly module: WasmModule,
    private readonly layout: StackLayout,
    private readonly memory: StackMemory,
  ) {}

  /** Sums a batch's gradients and takes one step. */
  run(batch: LaidBatch, words: BatchWords, options: AdamOptions): void {
    const sums = [...this.sumGradients(batch), ...this.sumWords(words)];
    this.module.run(sums);
    this.writeConstants(options, sums.length);
    this.module.run([...this.adamWords(words), ...this.adamLstms(), ...this.adamDenses()]);
  }

  private sumGradients({ pieces }: LaidBatch): Job[] {
    const { size } = this.layout;
    const first = pieces[0]!.gradients;
    // Equal blocks laid end to end are at equal distances.
    const step = (pieces[1]?.gradients ?? first) - first;
    // Cut at vectors of four.
    const cuts = cutEvenly(size / 4, SUM_PARTS).map((cut) => 4 * cut);
    return cuts.slice(1).map((end, part) => {
      const start = cuts[part]!;
      return {
        name: 'sumGradients',
        fields: [
          first + 4 * start,
          step,
          pieces.length,
          this.memory.gradients + 4 * start,
          end - start,
          this.squares(part),
        ],
      };
    });
  }

  private sumWords(words: BatchWords): Job[] {
    const starts = this.module.ints(words.starts, words.numWords + 1);
    const cuts = cutByWeight(starts, words.numWords, WORD_SUM_PARTS);
    return cuts.slice(1).map((last, part) => ({
      name: 'sumWords',
      fields: [
        words.rows,
        words.starts,
        cuts[part]!,
        last,
        words.sums,
        this.layout.paddedE,
        this.squares(SUM_PARTS + part),
      ],
    }));
  }

  private squares(part: number): number {
    return this.memory.squares + 8 * part;
  }

  private writeConstants({ learningRate, step, clipNorm, emaDecay }: AdamOptions, numSquares: number): void {
    const { beta1, beta2, epsilon } = ADAM;
    // In float32, as tfjs keeps them; from the step alone, so that a resumed run goes on to the same bits.
    const power = (beta: number): number => Math.fround(Math.fround(beta) ** (step + 1));
    this.module
      .floats(this.memory.adamConstants, NUM_ADAM_CONSTANTS)
      .set([
        beta1,
        1 - beta1,
        beta2,
        1 - beta2,
        1 - power(beta1),
        1 - power(beta2),
        epsilon,
        -learningRate,
        this.gradientScale(clipNorm, numSquares),
        1 - averageDecay(emaDecay, step),
      ]);
  }

  private gradientScale(clipNorm: number | null, numSquares: number): number {
    if (clipNorm === null) return 1;
    const squares = this.module.doubles(this.memory.squares, MAX_SQUARES).subarray(0, numSquares);
    const norm = Math.sqrt(squares.reduce((sum, square) => sum + square, 0));
    return norm > clipNorm ? clipNorm / norm : 1;
  }

  private adamWords(words: BatchWords): Job[] {
    const { adamConstants, weights, firsts, seconds, average, zeros } = this.memory;
    const { numRows, paddedE } = this.layout;
    const ids = this.module.ints(words.ids, words.numWords);
    const cuts = cutEvenly(numRows, TABLE_PARTS);
    let word = 0;
    return cuts.slice(1).map((last, part) => {
      while (word < ids.length && ids[word]! < cuts[part]!) word++;
      return {
        name: 'adamWords',
        fields: [
          adamConstants,
          weights.parameters.table,
          firsts.table,
          seconds.table,
          average?.parameters.table ?? NONE,
          paddedE,
          cuts[part]!,
          last,
          words.ids + 4 * word,
          words.sums + 4 * paddedE * word,
          zeros,
        ],
      };
    });
  }

  private adamLstms(): Job[] {
    return this.layout.lstms.flatMap(({ start, paddedE, paddedH }, i) => {
      const { weights, bias, weightsT } = this.memory.weights.packed[i]!;
      const blocks = paddedH / 4;
      const cuts = cutEvenly(blocks, LSTM_PARTS);
      return cuts.slice(1).map((last, part): Job => ({
        name: 'adamLstm',
        fields: [
          ...this.parameterFields(start),
          weights,
          bias,
          weightsT,
          paddedE + paddedH,
          blocks,
          cuts[part]!,
          last,
        ],
      }));
    });
  }

  private adamDenses(): Job[] {
    return this.layout.denses.map(({ start, size }) => ({
      name: 'adamRange',
      fields: [...this.parameterFields(start), size],
    }));
  }

  /** Constants, weights, gradients, moments and average from a value on, as the first fields of Adam's jobs. */
  private parameterFields(start: number): number[] {
    const { adamConstants, weights, gradients, firsts, seconds, average } = this.memory;
    const blocks = [weights.parameters.rest, gradients, firsts.rest, seconds.rest];
    return [
      adamConstants,
      ...blocks.map((address) => address + 4 * start),
      average === null ? NONE : average.parameters.rest + 4 * start,
    ];
  }
}

/** The decay grows with the steps taken, as that of TensorFlow's ExponentialMovingAverage with `num_updates`. */
function averageDecay(emaDecay: number, step: number): number {
  return Math.min(emaDecay, (1 + step) / (10 + step));
}

/** [numParts + 1] from 0 to `size`. */
function cutEvenly(size: number, numParts: number): number[] {
  return Array.from({ length: numParts + 1 }, (_, part) => Math.floor((size * part) / numParts));
}

/** Cuts items so that each part has about the same number of positions. @param starts [numItems + 1] */
function cutByWeight(starts: Int32Array, numItems: number, numParts: number): number[] {
  const total = starts[numItems]!;
  let item = 0;
  return Array.from({ length: numParts + 1 }, (_, part) => {
    while (item < numItems && starts[item]! < (total * part) / numParts) item++;
    return part === numParts ? numItems : item;
  });
}
