/** A review as the network reads it: the states and gates of every LSTM at every word, and which units matter. */
import { SPECIAL_WORDS, START_ID } from '../../config';
import { makeBatch } from '../../data/batches';
import { keptRange } from '../../data/sequences';
import type { LayerTrace, ReviewTrace } from '../../insightTypes';
import { EVEN_BLEND } from '../../model/blendFit';
import type { EncodedReviews } from '../../types';
import type { Work } from '../calls';
import type { InsightModel } from '../insightModel';
import { headLogOdds } from './head';
import { silencedLogOdds } from './importance';
import { embedWords, sideBySide, traceLayer, type ReviewIds } from './layerTrace';
import type { LstmTrace, Sequence } from './lstmTrace';
import { Pacer } from './pacer';
import { plainStack, type LstmWeights, type PlainStack } from './plainStack';

/** Everything of one pass through the LSTM layers. */
export interface StackTrace {
  /** Inputs of each layer, then the states that the head pools. */
  inputs: Sequence[];
  /** Of the directions of each layer. */
  traces: LstmTrace[][];
}

/** One pass through the layers up to and with number `last`. */
export async function traceStack(
  stack: PlainStack,
  review: ReviewIds,
  pacer: Pacer,
  last = stack.layers.length - 1,
): Promise<StackTrace> {
  const inputs = [embedWords(stack, review)];
  const traces: LstmTrace[][] = [];
  for (const layer of stack.layers.slice(0, last + 1)) {
    const trace = await traceLayer(layer, inputs.at(-1)!, pacer);
    traces.push(trace);
    inputs.push(sideBySide(trace.map(({ h }) => h)));
  }
  return { inputs, traces };
}

/** No layers for a model without LSTM. */
export async function traceReview(model: InsightModel, words: string[], work: Work): Promise<ReviewTrace> {
  const { settings, topology, weights } = model.parts;
  const all = [SPECIAL_WORDS[START_ID], ...words];
  const shownWords = all.slice(...keptRange(all.length, settings.maxLen, settings.truncating));
  const stack = model.hasNetwork ? plainStack(topology, weights) : null;
  if (stack === null || stack.layers.length === 0) return { words: shownWords, layers: [] };
  const { review } = model.reader.read(words);
  const pacer = new Pacer(work);
  const { ids, first } = walkedIds(model, review);
  const { inputs, traces } = await traceStack(stack, ids, pacer);
  const answer = headLogOdds(stack, inputs.at(-1)!)[0]!;
  const share = networkShare(model, review);
  const places = stack.layers.flatMap((directions, layer) =>
    directions.map((lstm, direction) => ({ lstm, layer, direction })),
  );
  const total = places.reduce((sum, { lstm }) => sum + lstm.H, 0);
  let done = 0;
  const onUnits = (count: number): void => {
    done += count;
    work.report({ phase: 'Silencing one unit after the other', done, total, unit: 'units' });
  };
  const layers: LayerTrace[] = [];
  for (const { lstm, layer, direction } of places) {
    const silenced = await silencedLogOdds({ layer, direction }, { stack, inputs, traces, pacer, onUnits });
    const importance = Float32Array.from(silenced, (without) => share * (answer - without));
    layers.push(shownTrace(lstm, traces[layer]![direction]!, first, shownWords.length, importance));
  }
  return { words: shownWords, layers };
}

/** What the network walks through, padding included where that is read; `first` is the place of the first real word. */
function walkedIds(
  { parts: { settings } }: InsightModel,
  review: EncodedReviews,
): { ids: ReviewIds; first: number } {
  const batch = makeBatch(review, Int32Array.of(0), settings);
  const length = batch.lengths[0]!;
  const real = review.ids.length;
  const ids = {
    ids: batch.ids.slice(0, length),
    ngramIds: (batch.ngramIds ?? []).map((values) => values.slice(0, length)),
  };
  return { ids, first: settings.padding === 'pre' && length > real ? length - real : 0 };
}

/** How much of the network's log-odds counts in those of the model as a whole. */
function networkShare({ parts: { linear, blend } }: InsightModel, { features }: EncodedReviews): number {
  return linear === null || features === undefined ? 1 : (blend ?? EVEN_BLEND).network;
}

/** The first row of a trace, real words only. */
function shownTrace(
  { name, isBackward, H }: LstmWeights,
  { h, c, gates }: LstmTrace,
  first: number,
  numWords: number,
  importance: Float32Array,
): LayerTrace {
  const shown = ({ rows, columns, values }: Sequence): Float32Array => {
    const kept = new Float32Array(numWords * columns);
    for (let t = 0; t < numWords; t++) {
      const start = (first + t) * rows * columns;
      kept.set(values.subarray(start, start + columns), t * columns);
    }
    return kept;
  };
  return { name, isBackward, units: H, h: shown(h), c: shown(c), gates: shown(gates), importance };
}
