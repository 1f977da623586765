/** Dropout masks of a whole network, 0 or 1 / (1 - rate), and how a group of rows gets its own. */
import type { Group } from './wasmGroups';
import type { StackLayout } from './wasmStackLayout';
import { spread } from './wasmStackParameters';

/** Of one LSTM layer; null for none. */
export interface LayerMasks {
  /** [B, E], of both directions. */
  input: Float32Array | null;
  /** [B, H]; of a bidirectional layer [B, 2H], forward before backward. */
  recurrent: Float32Array | null;
}

export interface StackMasks {
  /** Of each LSTM layer. */
  lstms: LayerMasks[];
  /** [B, inputs], on the inputs of each dense layer; null for none. */
  denses: (Float32Array | null)[];
  /** [B, E], on the words of a network without LSTMs. With one, the words' mask belongs into the first input mask. */
  embedding: Float32Array | null;
}

/** No dropout: every number of a row's words is multiplied by the row's scale. @param scales [B] */
export function scaleMasks({ lstms, E }: StackLayout, scales: Float32Array): StackMasks {
  const words = Float32Array.from({ length: scales.length * E }, (_, i) => scales[Math.floor(i / E)]!);
  const hasLstms = lstms.length > 0;
  const numLayers = hasLstms ? lstms.at(-1)!.layer + 1 : 0;
  return {
    lstms: Array.from({ length: numLayers }, (_, layer) => ({
      input: layer === 0 ? words : null,
      recurrent: null,
    })),
    denses: [],
    embedding: hasLstms ? null : words,
  };
}

/**
 * Writes a group's masks, each [R][padded size]; ones where there is no mask, padding included.
 * @param values [R * maskSize]
 */
export function writeMasks(
  values: Float32Array,
  { rows, R }: Group,
  layout: StackLayout,
  masks: StackMasks | null,
): void {
  values.fill(1);
  if (masks === null) return;
  /** `size` columns from `first` of a mask with `columns`. */
  const write = (mask: Float32Array | null, place: MaskPlace): void => {
    if (mask === null) return;
    const { columns, first, size, parts, padded, start } = place;
    rows.forEach((row, r) => {
      const at = R * start + r * padded;
      const from = row * columns + first;
      spread(mask.subarray(from, from + size), values.subarray(at, at + padded), parts);
    });
  };
  const { E, paddedE, lstms, denses } = layout;
  if (lstms.length === 0) write(masks.embedding, whole(E, paddedE, 1, 0));
  for (const lstm of lstms) {
    const { input, recurrent } = masks.lstms[lstm.layer]!;
    const { H, paddedH, direction, numDirections } = lstm;
    if (direction === 0) write(input, whole(lstm.E, lstm.paddedE, lstm.inputParts, lstm.inputMaskStart));
    write(recurrent, {
      columns: numDirections * H,
      first: direction * H,
      size: H,
      parts: 1,
      padded: paddedH,
      start: lstm.recurrentMaskStart,
    });
  }
  denses.forEach(({ inputs, paddedInputs, inputParts, maskStart }, i) => {
    write(masks.denses[i] ?? null, whole(inputs, paddedInputs, inputParts, maskStart));
  });
}

interface MaskPlace {
  columns: number;
  first: number;
  size: number;
  parts: number;
  padded: number;
  /** Per row of the group. */
  start: number;
}

const whole = (columns: number, padded: number, parts: number, start: number): MaskPlace => ({
  columns,
  first: 0,
  size: columns,
  parts,
  padded,
  start,
});
