/**
 * How much each unit matters for the answer to a review: the log-odds as they are minus those with the unit
 * silenced, its state held at 0 throughout, so that neither its own layer nor what comes after hears of it.
 * Several units are silenced side by side, one in each row.
 */
import { headLogOdds } from './head';
import { sideBySide, traceLayer } from './layerTrace';
import { traceLstm, type LstmTrace, type Sequence } from './lstmTrace';
import type { Pacer } from './pacer';
import type { LstmWeights, PlainStack } from './plainStack';

/** Rows at once: enough to be quick, few enough for their history to stay small. */
const ROWS = 16;

interface Place {
  layer: number;
  direction: number;
}

export interface SilencingOptions {
  stack: PlainStack;
  /** Inputs of each layer as they are. */
  inputs: readonly Sequence[];
  /** Of each layer's directions as they are. */
  traces: readonly LstmTrace[][];
  pacer: Pacer;
  /** Hears how many units have been silenced since the last call. */
  onUnits: (count: number) => void;
}

/** [H] log-odds by the network without each unit of one direction. */
export async function silencedLogOdds(
  { layer, direction }: Place,
  { stack, inputs, traces, pacer, onUnits }: SilencingOptions,
): Promise<Float64Array> {
  const lstm = stack.layers[layer]![direction]!;
  const result = new Float64Array(lstm.H);
  for (let first = 0; first < lstm.H; first += ROWS) {
    const count = Math.min(ROWS, lstm.H - first);
    const silenced = await silence(lstm, inputs[layer]!, first, count, pacer);
    const parts = traces[layer]!.map(({ h }, other) => (other === direction ? silenced : h));
    const answers = headLogOdds(stack, await readOn(stack.layers.slice(layer + 1), sideBySide(parts), pacer));
    result.set(answers.subarray(0, count), first);
    onUnits(count);
  }
  return result;
}

/** The states of a direction; row r is without unit `first` + r. */
async function silence(
  lstm: LstmWeights,
  x: Sequence,
  first: number,
  count: number,
  pacer: Pacer,
): Promise<Sequence> {
  const { H } = lstm;
  const rows = count + (count % 2);
  const mask = new Float32Array(rows * H).fill(1);
  for (let r = 0; r < count; r++) mask[r * H + first + r] = 0;
  const { h } = await traceLstm(lstm, x, rows, mask, pacer);
  for (let t = 0; t < h.steps; t++) {
    for (let r = 0; r < count; r++) h.values[(t * rows + r) * H + first + r] = 0;
  }
  return h;
}

async function readOn(layers: readonly LstmWeights[][], states: Sequence, pacer: Pacer): Promise<Sequence> {
  let x = states;
  for (const layer of layers) x = sideBySide((await traceLayer(layer, x, pacer)).map(({ h }) => h));
  return x;
}
