/** Who holds which stretch of the kernel's memory. Pure: it knows addresses, not bytes. */

/** A stretch of memory that belongs to one owner until it is given back. Addresses in bytes. */
export interface Region {
  id: number;
  start: number;
  end: number;
}

const ALIGNMENT = 128;

export const align = (address: number): number => Math.ceil(address / ALIGNMENT) * ALIGNMENT;

/** Addresses for blocks of the given numbers of 32-bit values laid end to end, each aligned. */
export function place(start: number, sizes: number[]): { addresses: number[]; end: number } {
  let end = start;
  const addresses = sizes.map((size) => {
    const address = align(end);
    end = address + 4 * size;
    return address;
  });
  return { addresses, end };
}

/** Hands out the first gap that is large enough, so that what was given back is used again. */
export class Regions {
  /** In the order of their addresses. */
  private readonly held: Region[] = [];
  private numTaken = 0;
  private readonly firstFree: number;

  constructor(firstFree: number) {
    this.firstFree = align(firstFree);
  }

  take(sizeBytes: number): Region {
    let start = this.firstFree;
    let index = 0;
    for (; index < this.held.length && this.held[index]!.start < start + sizeBytes; index++) {
      start = align(this.held[index]!.end);
    }
    const region = { id: ++this.numTaken, start, end: start + sizeBytes };
    this.held.splice(index, 0, region);
    return region;
  }

  /** A region that is not held any more is left alone. */
  give({ id }: Region): void {
    const index = this.held.findIndex((region) => region.id === id);
    if (index >= 0) this.held.splice(index, 1);
  }

  get heldBytes(): number {
    return this.held.reduce((sum, { start, end }) => sum + end - start, 0);
  }
}
