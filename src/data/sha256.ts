import { VerdictError } from '../errors';

/** SHA-256 in lower-case hex. @throws VerdictError 'checksum' where the browser offers no digests (plain http) */
export async function sha256Hex(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  // Typed as always there, but missing outside secure contexts.
  const subtle = globalThis.crypto.subtle as SubtleCrypto | undefined;
  if (subtle === undefined) {
    throw new VerdictError(
      'checksum',
      'The data cannot be checked, because browsers offer checksums on safe addresses only. Open the page through https:// or http://localhost.',
    );
  }
  const digest = new Uint8Array(await subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
