/** Finds the id of the n-gram that ends at each place of a text: an open-addressing hash table. */
import { BASE, keyAt, type Order } from './ngrams';

const EMPTY = -1;

export class NgramIndex {
  /** How many n-grams it knows; their ids are 1..size. */
  readonly size: number;
  private readonly keys: Float64Array;
  private readonly ids: Int32Array;
  private readonly mask: number;

  /** @param words [K * order], as selectNgrams returns them */
  constructor(
    words: Int32Array,
    private readonly order: Order,
  ) {
    this.size = words.length / order;
    const capacity = 2 ** Math.ceil(Math.log2(Math.max(2, 2 * this.size)));
    this.mask = capacity - 1;
    this.keys = new Float64Array(capacity).fill(EMPTY);
    this.ids = new Int32Array(capacity);
    for (let row = 0; row < this.size; row++) {
      let key = 0;
      for (let k = 0; k < order; k++) key = key * BASE + words[row * order + k]!;
      const slot = this.slotOf(key);
      this.keys[slot] = key;
      this.ids[slot] = row + 1;
    }
  }

  /** Writes, for places first..last - 1 of one review, the id of the n-gram that ends there, 0 for none. */
  find(words: Int32Array, first: number, last: number, into: Int32Array): void {
    for (let at = first; at < last; at++) {
      const key = keyAt(words, at, first, this.order);
      into[at] = key < 0 ? 0 : this.ids[this.slotOf(key)]!;
    }
  }

  /** Where the key is, or the empty slot where it would be, whose id is 0. */
  private slotOf(key: number): number {
    const high = Math.floor(key / 2 ** 32);
    let hash = Math.imul(key >>> 0, 0x9e3779b1) ^ Math.imul(high + 1, 0x85ebca6b);
    hash ^= hash >>> 15;
    let slot = hash & this.mask;
    while (this.keys[slot] !== EMPTY && this.keys[slot] !== key) slot = (slot + 1) & this.mask;
    return slot;
  }
}
