/** The entries of an opened model archive, read with checks. Errors' messages are phrases that go on from the file's name. */
import * as v from 'valibot';
import { VerdictError } from '../errors';
import { crc32Hex } from './crc32';

/** Texts larger than this are not parsed. The largest vocabulary of the page takes about 1 MB. */
const MAX_JSON_BYTES = 32 * 1024 * 1024;

export interface EntryCheck {
  sizeBytes: number;
  crc32: string;
}

export class ArchiveEntries {
  constructor(private readonly entries: Map<string, Uint8Array>) {}

  has(name: string): boolean {
    return this.entries.has(name);
  }

  bytes(name: string): Uint8Array {
    const bytes = this.entries.get(name);
    if (bytes === undefined) throw badFile(`lacks the entry ${name}`);
    return bytes;
  }

  json<T>(name: string, schema: v.GenericSchema<unknown, T>): T {
    const bytes = this.bytes(name);
    if (bytes.length > MAX_JSON_BYTES) throw badEntry(name, `it is ${bytes.length} bytes long`);
    let value: unknown;
    try {
      value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    } catch (cause) {
      throw badEntry(name, 'it is not JSON', cause);
    }
    const result = v.safeParse(schema, value);
    if (result.success) return result.output;
    const [issue] = result.issues;
    throw badEntry(name, `${v.getDotPath(issue) ?? 'the whole of it'}: ${issue.message}`);
  }

  /** Compares entries with the sizes and checksums written beside them. */
  check(names: string[], checks: Record<string, EntryCheck>): void {
    for (const name of names) {
      const bytes = this.bytes(name);
      const expected = checks[name];
      if (expected === undefined) throw badEntry(name, 'no checksum is written for it');
      if (bytes.length !== expected.sizeBytes) {
        throw badEntry(name, `it has ${bytes.length} bytes where ${expected.sizeBytes} were written`);
      }
      if (crc32Hex(bytes) !== expected.crc32) {
        throw badEntry(name, 'its bytes were altered since it was written (the checksum differs)');
      }
    }
  }
}

/** Names the entry in the errors of a reader that knows nothing of files. */
export const inEntry = <T>(name: string, read: () => T): T =>
  explain(read, (what, cause) => badEntry(name, what, cause));

/** Likewise for trouble between entries. */
export const inFile = <T>(read: () => T): T =>
  explain(read, (what, cause) => badFile(`cannot be used: ${what}`, cause));

function explain<T>(read: () => T, toError: (what: string, cause: unknown) => VerdictError): T {
  try {
    return read();
  } catch (error) {
    throw error instanceof VerdictError ? toError(error.message, error) : error;
  }
}

export function badFile(what: string, cause?: unknown): VerdictError {
  return new VerdictError('bad-archive', what, { cause });
}

function badEntry(name: string, what: string, cause?: unknown): VerdictError {
  return badFile(`cannot be used because of its entry ${name}: ${what}`, cause);
}
