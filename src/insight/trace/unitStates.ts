/** The states of one direction of an LSTM layer over many reviews: by the WASM kernel, or in plain loops without it. */
import type { Batch } from '../../data/batches';
import { STACK_GROUP_ROWS } from '../../kernels/wasmBatch';
import type { WalkedStates } from '../../kernels/wasmStack';
import { describeNetwork, directions } from '../../model/networkDescription';
import { WasmNetwork } from '../../model/wasmNetwork';
import type { InsightModel } from '../insightModel';
import type { Pacer } from './pacer';
import { plainStack } from './plainStack';
import { traceStack } from './traceReview';

export interface StateReader {
  isBackward: boolean;
  /** H */
  units: number;
  /** The most reviews in a batch. */
  rows: number;
  /** Valid until the next call. */
  read(batch: Batch): Promise<WalkedStates>;
}

/** @param direction its place among the directions of all layers; null where there is no such direction */
export function stateReader(model: InsightModel, direction: number, pacer: Pacer): StateReader | null {
  const { network, parts } = model;
  const place = describeNetwork(parts.topology).lstms.flatMap((lstm, layer) =>
    directions(lstm).map((isBackward, inLayer) => ({
      units: lstm.units,
      isBackward,
      layer,
      inLayer,
    })),
  )[direction];
  if (place === undefined) return null;
  if (network instanceof WasmNetwork) {
    return {
      ...place,
      rows: STACK_GROUP_ROWS,
      read: async (batch) => network.walkStates(batch, direction),
    };
  }
  const stack = plainStack(parts.topology, parts.weights);
  return {
    ...place,
    rows: 1,
    async read({ ids, ngramIds = [], lengths }) {
      const length = lengths[0]!;
      const review = {
        ids: ids.subarray(0, length),
        ngramIds: ngramIds.map((values) => values.subarray(0, length)),
      };
      const { traces } = await traceStack(stack, review, pacer, place.layer);
      const { values, rows, columns } = traces[place.layer]![place.inLayer]!.h;
      const stride = rows * columns;
      return place.isBackward
        ? { values, starts: Int32Array.of(length * stride), stride: -stride }
        : { values, starts: Int32Array.of(-stride), stride };
    },
  };
}
