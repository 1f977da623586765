/** Puts a finished dataset folder in place in one step, and tells whether one is there already. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { MANIFEST_FILE, parseManifest, type Manifest } from '../../src/data/manifest';

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
 * Writes files and manifest into a new folder beside the work of other runs, then swaps it with `folder`:
 * whoever reads `folder` sees the old dataset or the new one, never half of one.
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
    renameSync(fresh, folder);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
    rmSync(stale, { recursive: true, force: true });
  }
}

/** Whether a folder holds a dataset whose files have the sizes that its manifest states. Reads no file but that. */
export function isPublished(folder: string): boolean {
  try {
    const path = join(folder, MANIFEST_FILE);
    const { files } = parseManifest(readFileSync(path, 'utf8'), path);
    return Object.entries(files).every(
      ([name, { sizeBytes }]) => statSync(join(folder, name)).size === sizeBytes,
    );
  } catch {
    return false;
  }
}
