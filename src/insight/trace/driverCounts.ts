/** How much each word moves each unit of a layer, added up over reviews. */
import { FIRST_WORD_ID } from '../../config';
import type { Batch } from '../../data/batches';
import type { UnitDriver, UnitDrivers } from '../../insightTypes';
import type { WalkedStates } from '../../kernels/wasmStack';

/** Of a word seen less often the mean says little. */
const MIN_TIMES = 5;
const NUM_LISTED = 12;

export class DriverCounts {
  /** For each id that was seen: sum of the changes of each unit. */
  private readonly sums = new Map<number, Float64Array>();
  private readonly times = new Map<number, number>();

  constructor(
    private readonly units: number,
    private readonly isBackward: boolean,
  ) {}

  /** The change at a word is h after it minus h before it, as the layer reads. `<START>`, `<PAD>` and unknown words do not count. */
  add({ ids, size, lengths }: Batch, { values, starts, stride }: WalkedStates): void {
    for (let row = 0; row < size; row++) {
      const length = lengths[row]!;
      for (let step = 1; step <= length; step++) {
        const id = ids[(this.isBackward ? length - step : step - 1) * size + row]!;
        if (id < FIRST_WORD_ID) continue;
        const sums = this.sumsOf(id);
        const at = starts[row]! + step * stride;
        const before = at - stride;
        if (step === 1) for (let u = 0; u < this.units; u++) sums[u]! += values[at + u]!;
        else for (let u = 0; u < this.units; u++) sums[u]! += values[at + u]! - values[before + u]!;
      }
    }
  }

  /** Strongest first, equally strong ones by id. @param wordOf the word of an id */
  drivers(wordOf: (id: number) => string): UnitDrivers['units'] {
    const known = [...this.times]
      .filter(([, times]) => times >= MIN_TIMES)
      .toSorted(([a], [b]) => a - b)
      .map(([id, times]): Seen => ({ id, times, sums: this.sums.get(id)! }));
    const shown = (unit: number, sign: number): UnitDriver[] =>
      strongest(known, unit, sign).map(({ id, times, meanChange }) => ({
        word: wordOf(id),
        times,
        meanChange,
      }));
    return Array.from({ length: this.units }, (_, unit) => ({
      raising: shown(unit, 1),
      lowering: shown(unit, -1),
    }));
  }

  private sumsOf(id: number): Float64Array {
    this.times.set(id, (this.times.get(id) ?? 0) + 1);
    let sums = this.sums.get(id);
    if (sums === undefined) {
      sums = new Float64Array(this.units);
      this.sums.set(id, sums);
    }
    return sums;
  }
}

interface Seen {
  id: number;
  times: number;
  sums: Float64Array;
}

type Listed = Pick<Seen, 'id' | 'times'> & Pick<UnitDriver, 'meanChange'>;

/** Without sorting thousands of words for every unit: that would take too long at one go. */
function strongest(known: readonly Seen[], unit: number, sign: number): Listed[] {
  const listed: Listed[] = [];
  for (const { id, times, sums } of known) {
    const meanChange = sums[unit]! / times;
    const strength = sign * meanChange;
    const weakest = listed.length < NUM_LISTED ? 0 : sign * listed.at(-1)!.meanChange;
    if (!(strength > weakest)) continue;
    if (listed.length === NUM_LISTED) listed.pop();
    let place = listed.length;
    while (place > 0 && sign * listed[place - 1]!.meanChange < strength) place--;
    listed.splice(place, 0, { id, times, meanChange });
  }
  return listed;
}
