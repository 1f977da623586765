/** The description of a network and of a thread's workspace that assembly/networkLayout.as.ts reads. */
import { STACK_GROUP_ROWS } from './wasmBatch';
import { align, place } from './wasmMemory';
import type { WasmModule } from './wasmModule';
import type { Pooling, StackLayout } from './wasmStackLayout';

/** Fields of Network, Direction and DenseLayer in assembly/networkLayout.as.ts. */
export const NETWORK_FIELDS = 19;
export const DIRECTION_FIELDS = 12;
export const DENSE_FIELDS = 8;

/** In the order of the constants in assembly/pooling.as.ts. */
const POOLINGS: readonly Pooling[] = ['last', 'max', 'mean', 'maxMean'];

/** What the forward pass and the gradient read of one direction of an LSTM layer, packed from its weights. */
export interface PackedLstm {
  weights: number;
  bias: number;
  weightsT: number;
}

export interface NetworkAddresses {
  network: number;
  directions: number;
  denses: number;
  packed: PackedLstm[];
}

/** Offsets in bytes in a thread's workspace. */
export interface WorkspaceOffsets {
  sizeBytes: number;
  pooled: number;
  dPooled: number;
  maxSteps: number;
  newest: number;
  scratch: number;
  dX: number;
  scales: number;
  results: number;
  lstms: { xh: number; record: number; dH: number }[];
  denses: { y: number; dy: number }[];
}

/** @param steps of the longest group. */
export function placeWorkspace(module: WasmModule, layout: StackLayout, steps: number): WorkspaceOffsets {
  const { lstms, denses, paddedE } = layout;
  const R = STACK_GROUP_ROWS;
  const features = R * denses[0]!.paddedInputs;
  const scratchBytes = lstms.map((layer) =>
    module.exports.gradientScratchBytes(layer.paddedE, layer.paddedH, R),
  );
  const { addresses, end } = place(0, [
    features,
    features,
    features,
    R * Math.max(paddedE, ...lstms.map(({ paddedH }) => paddedH)),
    Math.max(0, ...scratchBytes) / 4,
    steps * R * widestHandedDown(layout),
    R,
    4 * R,
    ...lstms.flatMap((layer) => [
      (steps + 1) * R * (layer.paddedE + layer.paddedH),
      (steps + 1) * R * 6 * layer.paddedH,
      isLastStateOnly(layout, layer.layer) ? 0 : steps * R * layer.paddedH,
    ]),
    ...denses.flatMap(({ paddedOutputs }) => [R * paddedOutputs, R * paddedOutputs]),
  ]);
  let next = 0;
  const take = (): number => addresses[next++]!;
  return {
    pooled: take(),
    dPooled: take(),
    maxSteps: take(),
    newest: take(),
    scratch: take(),
    dX: take(),
    scales: take(),
    results: take(),
    lstms: lstms.map(() => ({ xh: take(), record: take(), dH: take() })),
    denses: denses.map(() => ({ y: take(), dy: take() })),
    sizeBytes: align(end),
  };
}

/** Values per row and step of the widest layer whose inputs' gradient is made aside before it is handed down. */
function widestHandedDown({ paddedE, lstms }: StackLayout): number {
  return Math.max(paddedE, ...lstms.map((layer) => layer.paddedE));
}

/** Whether of a layer's states only each row's last has a gradient of its own. */
function isLastStateOnly({ lstms, pooling }: StackLayout, layer: number): boolean {
  return pooling === 'last' && layer === lstms.at(-1)!.layer;
}

interface NetworkParts extends NetworkAddresses {
  table: number;
  /** All weights but the tables. */
  rest: number;
  zeros: number;
  ones: number;
  offsets: WorkspaceOffsets;
}

export function writeNetwork(module: WasmModule, layout: StackLayout, parts: NetworkParts): void {
  const { offsets } = parts;
  module
    .ints(parts.network, NETWORK_FIELDS)
    .set([
      parts.table,
      layout.tables.length,
      layout.paddedE,
      parts.directions,
      layout.lstms.length,
      parts.denses,
      layout.denses.length,
      POOLINGS.indexOf(layout.pooling),
      layout.denses[0]!.paddedInputs,
      offsets.pooled,
      offsets.dPooled,
      offsets.maxSteps,
      offsets.newest,
      offsets.scratch,
      offsets.dX,
      offsets.scales,
      offsets.results,
      parts.zeros,
      parts.ones,
    ]);
  layout.lstms.forEach((layer, i) => {
    const { weights, bias, weightsT } = parts.packed[i]!;
    const { xh, record, dH } = offsets.lstms[i]!;
    module
      .ints(parts.directions + 4 * DIRECTION_FIELDS * i, DIRECTION_FIELDS)
      .set([
        layer.paddedE,
        layer.paddedH,
        weights,
        bias,
        weightsT,
        4 * layer.start,
        xh,
        record,
        dH,
        4 * layer.inputMaskStart,
        4 * layer.recurrentMaskStart,
        layer.numDirections,
      ]);
  });
  layout.denses.forEach(({ paddedInputs, paddedOutputs, isRelu, start, maskStart }, i) => {
    const { y, dy } = offsets.denses[i]!;
    module
      .ints(parts.denses + 4 * DENSE_FIELDS * i, DENSE_FIELDS)
      .set([
        paddedInputs,
        paddedOutputs,
        Number(isRelu),
        parts.rest + 4 * start,
        4 * start,
        y,
        dy,
        4 * maskStart,
      ]);
  });
}
