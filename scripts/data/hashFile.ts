import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** Checksum of a file in lower-case hex. */
export const hashFile = (path: string, algorithm: 'md5' | 'sha256'): string =>
  createHash(algorithm).update(readFileSync(path)).digest('hex');
