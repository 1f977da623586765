/** What the model takes up, and where. Pure. */
import type { NetworkLook } from '../../../state/inside/networkLook';
import type { WorkerMemory } from '../../../types';

const BYTES_PER_NUMBER = 4;
const MOMENTS_PER_PARAMETER = 2;

export interface MemoryRow {
  name: string;
  /** What it is, in a sentence. */
  note: string;
  bytes: number;
}

interface MemorySource {
  numParams: number;
  /** Whether training keeps a moving average of the weights. */
  hasAverage: boolean;
  memory: NetworkLook['memory'];
  /** Of the words and weights over the epochs. */
  snapshotBytes: number;
}

export function memoryRows({ numParams, hasAverage, memory, snapshotBytes }: MemorySource): MemoryRow[] {
  const weightBytes = BYTES_PER_NUMBER * numParams;
  const rows: MemoryRow[] = [
    {
      name: 'Parameters',
      note: `${numParams.toLocaleString('en')} numbers of ${BYTES_PER_NUMBER} bytes: what a model is.`,
      bytes: weightBytes,
    },
    {
      name: 'Adam’s memory',
      note: 'To train, Adam remembers two more numbers for each parameter: the means of its gradient and of the gradient’s square.',
      bytes: MOMENTS_PER_PARAMETER * weightBytes,
    },
  ];
  if (hasAverage) {
    rows.push({
      name: 'Moving average',
      note: 'A smoothed copy of the parameters, which answers in their place.',
      bytes: weightBytes,
    });
  }
  rows.push(
    ...workerRows('Training worker', 'with all of the above and room for a batch', memory.training),
    ...workerRows(
      'Copy to look into',
      'a second network, so that looking never disturbs training',
      memory.insight,
    ),
  );
  if (snapshotBytes > 0) {
    rows.push({
      name: 'Pictures of the epochs',
      note: 'The words’ vectors in one byte a number after each epoch, for the map of words.',
      bytes: snapshotBytes,
    });
  }
  return rows;
}

function workerRows(name: string, note: string, { tensors, bytes, wasmBytes }: WorkerMemory): MemoryRow[] {
  const rows = [
    {
      name,
      note: `Held for its network in ${tensors.toLocaleString('en')} arrays: ${note}.`,
      bytes,
    },
  ];
  if (wasmBytes > 0) {
    rows.push({
      name: `${name}, WASM memory`,
      note: 'All that its WebAssembly module has taken; it grows when needed and never shrinks.',
      bytes: wasmBytes,
    });
  }
  return rows;
}
