/** What a backend must offer. Adding one is a file that exports such an object and a line in list.ts. */
import type { BackendAvailability, BackendName } from '../types';

export interface BackendDefinition {
  name: BackendName;
  /** Looks without loading tfjs's package. Never throws: what is missing stands in `note`. */
  probe(): Promise<BackendAvailability>;
  /** Loads tfjs's package, once, and makes it tfjs's current backend. Throws when that fails. */
  activate(): Promise<void>;
  /** For people: "WASM with SIMD". */
  title(availability: BackendAvailability): string;
}
