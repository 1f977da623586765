/**
 * Index files: one split of a dataset as word ranks, compact enough to fetch.
 *
 * Little-endian:
 *   0   4 bytes  magic "VDIX"
 *   4   uint32   version, 1
 *   8   uint32   number of reviews N
 *   12  uint32   number of words of all reviews W
 *   16  uint32   number of ranked words; no rank is larger
 *   20  uint32   size of the whole file in bytes
 *   24  N bytes  labels, 0 negative, 1 positive
 *       N LEB128 number of words of each review; they sum to W
 *       W LEB128 the words' ranks from 1, 0 for a word that is not ranked
 * LEB128: seven bits a byte, the lowest first, the top bit set on all but the last byte of a number.
 */
import { VerdictError } from '../errors';
import type { RankedReviews } from './ranked';
import { REBUILD } from './messages';

const MAGIC = 'VDIX';
const VERSION = 1;
const HEADER_BYTES = 24;
/** A LEB128 number of 28 bits: more than any length or rank here, and safe to shift in int32. */
const MAX_NUMBER_BYTES = 4;

export interface IndexFile {
  reviews: RankedReviews;
  numRankedWords: number;
}

/** @returns the file's bytes; the same input gives the same bytes. */
export function writeIndexFile({ reviews, numRankedWords }: IndexFile): Uint8Array<ArrayBuffer> {
  const { ranks, offsets, labels } = reviews;
  const numReviews = labels.length;
  const bytes = new Uint8Array(HEADER_BYTES + numReviews + MAX_NUMBER_BYTES * (numReviews + ranks.length));
  let at = HEADER_BYTES;
  bytes.set(labels, at);
  at += numReviews;
  const put = (value: number): void => {
    for (; value > 0x7f; value >>>= 7) bytes[at++] = (value & 0x7f) | 0x80;
    bytes[at++] = value;
  };
  for (let i = 0; i < numReviews; i++) put(offsets[i + 1]! - offsets[i]!);
  for (const rank of ranks) put(rank);

  bytes.set(new TextEncoder().encode(MAGIC));
  const header = new DataView(bytes.buffer);
  [VERSION, numReviews, ranks.length, numRankedWords, at].forEach((value, i) =>
    header.setUint32(4 + 4 * i, value, true),
  );
  return bytes.slice(0, at);
}

/**
 * Reads and checks an index file.
 * @param name the file's name for messages
 * @throws VerdictError 'bad-format', 'truncated', 'bad-counts' or 'id-out-of-range'
 */
export function readIndexFile(bytes: Uint8Array, name: string): IndexFile {
  const { numReviews, numWords, numRankedWords } = readHeader(bytes, name);
  const reader = new NumberReader(bytes, HEADER_BYTES + numReviews, name);

  const labels = bytes.slice(HEADER_BYTES, HEADER_BYTES + numReviews);
  labels.forEach((label, i) => {
    if (label > 1)
      throw new VerdictError('bad-format', `${name}: review ${i} has label ${label}, not 0 or 1. ${REBUILD}`);
  });

  const offsets = new Uint32Array(numReviews + 1);
  let sum = 0;
  for (let i = 0; i < numReviews; i++) {
    sum += reader.next();
    offsets[i + 1] = sum;
  }
  if (sum !== numWords) {
    throw new VerdictError(
      'bad-counts',
      `${name}: the reviews' lengths sum to ${sum} words, but its header says ${numWords}. ${REBUILD}`,
    );
  }

  const ranks = new Uint32Array(numWords);
  for (let k = 0; k < numWords; k++) {
    const rank = reader.next();
    if (rank > numRankedWords) {
      throw new VerdictError(
        'id-out-of-range',
        `${name}: word ${k} has rank ${rank}, but only ${numRankedWords} words are ranked. ${REBUILD}`,
      );
    }
    ranks[k] = rank;
  }
  reader.expectEnd();
  return { reviews: { ranks, offsets, labels }, numRankedWords };
}

function readHeader(
  bytes: Uint8Array,
  name: string,
): { numReviews: number; numWords: number; numRankedWords: number } {
  if (bytes.length < HEADER_BYTES) {
    throw new VerdictError(
      'truncated',
      `${name} is only ${bytes.length} bytes long: it has no whole header. ${REBUILD}`,
    );
  }
  if (new TextDecoder('latin1').decode(bytes.subarray(0, MAGIC.length)) !== MAGIC) {
    throw new VerdictError(
      'bad-format',
      `${name} is not an index file: it does not begin with "${MAGIC}". ${REBUILD}`,
    );
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [version, numReviews, numWords, numRankedWords, sizeBytes] = [4, 8, 12, 16, 20].map((at) =>
    view.getUint32(at, true),
  ) as [number, number, number, number, number];
  if (version !== VERSION) {
    throw new VerdictError(
      'bad-format',
      `${name} has format version ${version}; this page reads ${VERSION}. ${REBUILD}`,
    );
  }
  if (bytes.length < sizeBytes) {
    throw new VerdictError(
      'truncated',
      `${name} ends after ${bytes.length} of ${sizeBytes} bytes. ${REBUILD}`,
    );
  }
  // Each label, length and rank takes a byte at least: counts beyond that must not be allocated.
  if (bytes.length > sizeBytes || HEADER_BYTES + 2 * numReviews + numWords > sizeBytes) {
    throw new VerdictError(
      'bad-counts',
      `${name}: ${numReviews} reviews and ${numWords} words do not fit its ${bytes.length} bytes. ${REBUILD}`,
    );
  }
  return { numReviews, numWords, numRankedWords };
}

class NumberReader {
  constructor(
    private readonly bytes: Uint8Array,
    private at: number,
    private readonly name: string,
  ) {}

  next(): number {
    let value = 0;
    for (let i = 0; i < MAX_NUMBER_BYTES; i++) {
      const byte = this.bytes[this.at++];
      if (byte === undefined) {
        throw new VerdictError('truncated', `${this.name} ends in the middle of its numbers. ${REBUILD}`);
      }
      value |= (byte & 0x7f) << (7 * i);
      if (byte < 0x80) return value;
    }
    throw new VerdictError(
      'bad-format',
      `${this.name}: the number at byte ${this.at} is too long. ${REBUILD}`,
    );
  }

  expectEnd(): void {
    if (this.at === this.bytes.length) return;
    throw new VerdictError(
      'bad-counts',
      `${this.name} has ${this.bytes.length - this.at} bytes after its last word. ${REBUILD}`,
    );
  }
}
