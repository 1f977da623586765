/** What words, pairs and triples of a review contribute, added up by place. */
import type { Order } from '../../data/features/ngrams';
import type { Contribution } from '../../insightTypes';

export type PartOrder = 1 | Order;

export class Shares {
  /** What belongs to no word that reached the model. */
  rest = 0;
  private readonly contributions: Float64Array;
  private readonly parts = new Map<number, Contribution>();

  /** @param words those that reached the model */
  constructor(private readonly words: readonly string[]) {
    this.contributions = new Float64Array(words.length);
    words.forEach((_, place) => this.add(1, place, 0));
  }

  /**
   * Adds to the part of `order` words that ends at `last`; each of its words has an equal share of it. A part that is
   * not wholly within the words belongs to the rest.
   */
  add(order: PartOrder, last: number, value: number): void {
    const start = last - order + 1;
    if (start < 0 || last >= this.words.length) {
      this.rest += value;
      return;
    }
    const key = start * MAX_ORDER + order;
    const part = this.parts.get(key);
    if (part === undefined) {
      const text = this.words.slice(start, last + 1).join(' ');
      this.parts.set(key, { start, order, text, contribution: value });
    } else {
      part.contribution += value;
    }
    for (let place = start; place <= last; place++) this.contributions[place]! += value / order;
  }

  /** [words] */
  ofWords(): Float64Array {
    return this.contributions;
  }

  /** By place, shorter ones first. */
  ofParts(): Contribution[] {
    return [...this.parts.values()].toSorted((a, b) => a.start - b.start || a.order - b.order);
  }
}

const MAX_ORDER = 4;
