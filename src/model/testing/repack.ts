/** Damages archives, for tests. */
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { errorCode } from '../../errors';
import { crc32Hex } from '../crc32';

export type Files = Record<string, Uint8Array>;

/** An archive with changed files, checksums made anew so that the checks behind them are reached. */
export function repack(
  archive: Uint8Array,
  change: (files: Files) => void,
  options = { renewChecksums: true },
): Uint8Array {
  const files: Files = { ...unzipSync(archive) };
  change(files);
  const verdict = files['verdict.json'];
  if (options.renewChecksums && verdict !== undefined) {
    const description = JSON.parse(strFromU8(verdict)) as { files: Record<string, unknown> };
    for (const [name, bytes] of Object.entries(files)) {
      if (name in description.files)
        description.files[name] = { sizeBytes: bytes.length, crc32: crc32Hex(bytes) };
    }
    files['verdict.json'] = strToU8(JSON.stringify(description));
  }
  return zipSync(files, { level: 1 });
}

/** Replaces a JSON entry by what `edit` returns, or by the value that it changed in place. */
export function editJson<T>(files: Files, name: string, edit: (value: T) => T | undefined): void {
  const value = JSON.parse(strFromU8(files[name]!)) as T;
  files[name] = strToU8(JSON.stringify(edit(value) ?? value));
}

/** Why an archive is refused, and under which code; throws if it is not. */
export async function refusal(reading: Promise<unknown>): Promise<{ code: string; message: string }> {
  const result = await reading.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(result instanceof Error)) throw new Error('The archive was accepted.');
  return { code: errorCode(result), message: result.message };
}
