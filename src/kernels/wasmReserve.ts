/** Memory for something that comes again and again in changing sizes: kept, and exchanged when it must grow. */
import { place, type Region } from './wasmMemory';
import type { WasmModule } from './wasmModule';

export class Reserve {
  private region: Region | null = null;

  constructor(private readonly module: WasmModule) {}

  /** Addresses of blocks of the given numbers of 32-bit values; what was there before is lost. */
  take(sizes: number[]): number[] {
    const needed = place(0, sizes).end;
    if (needed > this.sizeBytes) {
      this.release();
      this.region = this.module.reserve([needed / 4]).region;
    }
    return place(this.region!.start, sizes).addresses;
  }

  get sizeBytes(): number {
    return this.region === null ? 0 : this.region.end - this.region.start;
  }

  release(): void {
    if (this.region !== null) this.module.release(this.region);
    this.region = null;
  }
}
