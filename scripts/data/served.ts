/** Keeps the built page's own copy of the data as whole as the original: `npm start` serves that copy. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isPublished, publish, readManifest } from './publish';

/**
 * Renews every dataset of the built page that is missing, damaged, or not the one in `publicFolder`. A damaged
 * original is not copied. Does nothing where no page is built.
 * @returns names of the datasets that were renewed
 */
export function refreshServed(publicFolder: string, builtFolder: string, cacheFolder: string): string[] {
  if (!existsSync(join(builtFolder, 'index.html')) || !existsSync(publicFolder)) return [];
  const names = readdirSync(publicFolder).filter((name) => {
    const original = join(publicFolder, name);
    return isPublished(original) && !isSame(original, join(builtFolder, name));
  });
  for (const name of names) copyDataset(join(publicFolder, name), join(builtFolder, name), cacheFolder);
  return names;
}

function isSame(original: string, copy: string): boolean {
  return isPublished(copy) && JSON.stringify(readManifest(copy)) === JSON.stringify(readManifest(original));
}

function copyDataset(original: string, copy: string, cacheFolder: string): void {
  const manifest = readManifest(original);
  const files = new Map(
    Object.keys(manifest.files).map((name) => [name, readFileSync(join(original, name))]),
  );
  publish(copy, cacheFolder, files, manifest);
}
