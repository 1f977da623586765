import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Settings that train a small but real network in seconds. */
export const QUICK = 'dataset=sentences&epochs=1&reviews=600&vocabulary=2000&length=32';

export const NO_IMDB = 'public/imdb is absent: run `npm run data` to test with the film reviews';

/** Absolute path of a data file that the built page serves. */
export function publicFile(path: string): string {
  return fileURLToPath(new URL(`../../public/${path}`, import.meta.url));
}

/** Whether the page can offer the film reviews; without them only the built-in sentences are there. */
export function hasImdb(): boolean {
  return existsSync(publicFile('imdb/manifest.json'));
}
