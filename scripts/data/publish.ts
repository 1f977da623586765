/** Puts a finished dataset folder in place in one step, and tells whether one is there already. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { MANIFEST_FILE, parseManifest, type Manifest } from '../../src/data/manifest';
import { hashFile } from './hashFile';

export type DatasetFiles = ReadonlyMap<string, Uint8Array>;

/** Sizes and checksums for a manifest's `files`. */
export function describeFiles(files: DatasetFiles): Manifest['files'] {
  return Object.fromEntries(
    [...files].map(([name, bytes]) => [
      name,
      { sizeBytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') },
    ]),
  );
}

/**
 * Writes files and manifest into a new folder beside the work of other runs, then swaps it with `folder`. Between
 * the two renames there is no `folder` for an instant; half of a dataset is never there, and the old one comes back
 * when the new one cannot be put in its place.
 */
export function publish(folder: string, cacheFolder: string, files: DatasetFiles, manifest: Manifest): void {
  const fresh = join(cacheFolder, `new-${process.pid}`);
  const stale = join(cacheFolder, `old-${process.pid}`);
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(fresh, { recursive: true });
  try {
    for (const [name, bytes] of files) writeFileSync(join(fresh, name), bytes);
    writeFileSync(join(fresh, MANIFEST_FILE), `${JSON.stringify(manifest, null, 2)}\n`);
    mkdirSync(dirname(folder), { recursive: true });
    if (existsSync(folder)) renameSync(folder, stale);
    try {
      renameSync(fresh, folder);
    } catch (error) {
      if (existsSync(stale)) renameSync(stale, folder);
      throw error;
    }
  } finally {
    rmSync(fresh, { recursive: true, force: true });
    rmSync(stale, { recursive: true, force: true });
  }
}

/** @throws Error when there is none, or it is damaged */
export function readManifest(folder: string): Manifest {
  const path = join(folder, MANIFEST_FILE);
  return parseManifest(readFileSync(path, 'utf8'), path);
}

/** Whether a folder holds a dataset whose files are, byte for byte, those that its manifest describes. */
export function isPublished(folder: string): boolean {
  try {
    return Object.entries(readManifest(folder).files).every(
      ([name, { sizeBytes, sha256 }]) =>
        statSync(join(folder, name)).size === sizeBytes && hashFile(join(folder, name), 'sha256') === sha256,
    );
  } catch {
    return false;
  }
}
