/**
 * Zip files: written from named entries, read with limits and checks.
 *
 * fflate's synchronous functions on purpose: its asynchronous ones start workers from blob addresses, which the
 * page's Content-Security-Policy forbids. The large entries are stored, so there is next to nothing to compute.
 */
import { unzipSync, zipSync, type UnzipFileInfo, type Zippable } from 'fflate';
import { MAX_ARCHIVE_BYTES } from '../config';
import { VerdictError } from '../errors';

export interface ZipEntry {
  bytes: Uint8Array;
  /** Weights do not get smaller: store them. */
  isStored: boolean;
}

/** A zip of this page has eight. */
const MAX_ENTRIES = 1000;
/** Zip dates begin in 1980 and end in 2099; fflate refuses others. */
const FALLBACK_DATE = new Date('2000-01-01T12:00:00');
const LOCAL_HEADER_SIGNATURE = 'PK\u0003\u0004';

export function writeZip(entries: Map<string, ZipEntry>, date: Date): Uint8Array {
  const isInRange = date.getFullYear() >= 1980 && date.getFullYear() <= 2099;
  const zippable: Zippable = {};
  for (const [name, { bytes, isStored }] of entries) {
    zippable[name] = [bytes, { level: isStored ? 0 : 6 }];
  }
  return zipSync(zippable, { mtime: isInRange ? date : FALLBACK_DATE });
}

/**
 * The entries that are asked for, as far as they are there, by name. A zip that was unpacked and packed again as a
 * folder is read from that folder.
 * @param anchor the entry that tells which folder it is
 * @throws VerdictError 'bad-archive', its message a phrase that goes on from the file's name
 */
export function readZip(bytes: Uint8Array, wanted: string[], anchor: string): Map<string, Uint8Array> {
  checkStart(bytes);
  const folder = folderOf(anchor, listEntries(bytes));
  const paths = new Set(wanted.map((name) => folder + name));
  let totalBytes = 0;
  const found = unzip(bytes, ({ name, originalSize }) => {
    if (!paths.has(name)) return false;
    totalBytes += originalSize;
    if (totalBytes > MAX_ARCHIVE_BYTES) {
      throw bad(
        `unpacks to more than ${MAX_ARCHIVE_BYTES / 1e6} MB, the most that is read (its entry ${name} claims ${originalSize} bytes)`,
      );
    }
    return true;
  });
  return new Map(Object.entries(found).map(([path, content]) => [path.slice(folder.length), content]));
}

function checkStart(bytes: Uint8Array): void {
  if (bytes.length === 0) throw bad('is empty');
  const start = String.fromCharCode(...bytes.subarray(0, LOCAL_HEADER_SIGNATURE.length));
  if (start !== LOCAL_HEADER_SIGNATURE) throw bad('is not a zip file');
}

function listEntries(bytes: Uint8Array): string[] {
  const names: string[] = [];
  unzip(bytes, ({ name }) => {
    names.push(name);
    if (names.length > MAX_ENTRIES) throw bad(`has more than ${MAX_ENTRIES} entries`);
    return false;
  });
  return names;
}

function unzip(bytes: Uint8Array, filter: (entry: UnzipFileInfo) => boolean): Record<string, Uint8Array> {
  try {
    return unzipSync(bytes, { filter });
  } catch (cause) {
    if (cause instanceof VerdictError) throw cause;
    throw bad('is a damaged zip, perhaps broken off in the middle', cause);
  }
}

/** "" or "folder/": where the anchor stands least deep. Finder's shadow entries do not count. */
function folderOf(anchor: string, names: string[]): string {
  const [path = anchor] = names
    .filter((name) => (name === anchor || name.endsWith(`/${anchor}`)) && !name.startsWith('__MACOSX/'))
    .toSorted((a, b) => a.split('/').length - b.split('/').length);
  return path.slice(0, path.length - anchor.length);
}

function bad(what: string, cause?: unknown): VerdictError {
  return new VerdictError('bad-archive', what, { cause });
}
