/**
 * `npm run data`: builds public/imdb from the Large Movie Review Dataset's archive and public/sentences from
 * the pinned package, and renews the copies in a built page. `--from PATH` names the archive. With `--optional` (starts and builds) it leaves alone
 * what is there and goes on without IMDB when it cannot be had.
 */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { megabytes, say } from './data/console';
import type { Places } from './data/locate';
import { isPublished, publish, readManifest } from './data/publish';
import { refreshServed } from './data/served';

export interface DataOptions {
  /** Path of the archive; without it see `locateArchive`. */
  from?: string | undefined;
  /** Keep what is there; do without IMDB rather than fail. */
  isOptional: boolean;
}

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const CACHE = join(ROOT, '.cache');
const PUBLIC = join(ROOT, 'public');
const DIST = join(ROOT, 'dist');

/**
 * Writes what is missing (all, unless optional).
 * @returns whether IMDB is there now
 * @throws Error when the sentences cannot be written, or IMDB cannot and is not optional
 */
export async function prepareData({ from, isOptional }: DataOptions): Promise<boolean> {
  const isKept = (folder: string): boolean => isOptional && from === undefined && isPublished(folder);
  await writeSentences(isKept);
  const folder = join(PUBLIC, 'imdb');
  const places: Places = { root: ROOT, cacheFolder: CACHE, from };
  if (isKept(folder) && !(await canRankOfficially(folder, places))) return true;
  try {
    await writeImdb(folder, places, isOptional);
    return true;
  } catch (error) {
    if (!isOptional) throw error;
    const isThere = isPublished(folder);
    const what = isThere ? 'with the IMDB reviews as they are' : 'without the IMDB reviews';
    say(
      `Going on ${what}: ${(error as Error).message} "npm run data" tries again; the built-in sentences are there.`,
    );
    return isThere;
  }
}

/** Whether words were ranked by counting for want of the official index, which is at hand now with the archive. */
async function canRankOfficially(folder: string, places: Places): Promise<boolean> {
  if (readManifest(folder).wordIndex === 'official') return false;
  const { findArchive, findWordIndex } = await import('./data/locate');
  return findArchive(places) !== null && findWordIndex(places) !== null;
}

// The parts are imported when needed: a start that finds everything in place should not wait for them.
async function writeSentences(isKept: (folder: string) => boolean): Promise<void> {
  const folder = join(PUBLIC, 'sentences');
  if (isKept(folder)) return;
  const { buildSentences } = await import('./data/sentences');
  const { files, manifest } = buildSentences();
  publish(folder, CACHE, files, manifest);
  say(`public/sentences: ${manifest.description}`);
}

async function writeImdb(folder: string, places: Places, isOptional: boolean): Promise<void> {
  const started = performance.now();
  const [{ locateArchive, locateWordIndex }, { buildImdb }] = await Promise.all([
    import('./data/locate'),
    import('./data/imdb'),
  ]);
  const archive = await locateArchive(places, !isOptional);
  const wordIndex = await locateWordIndex(places);
  const { files, manifest } = await buildImdb(archive, wordIndex);
  publish(folder, CACHE, files, manifest);
  const sizeBytes = Object.values(manifest.files).reduce((sum, file) => sum + file.sizeBytes, 0);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  say(
    `public/imdb: ${manifest.description} ${megabytes(sizeBytes)}, ${manifest.wordIndex} word index, ${seconds} s.`,
  );
}

function readOptions(): DataOptions {
  const { values } = parseArgs({
    options: { from: { type: 'string' }, optional: { type: 'boolean', default: false } },
  });
  return { from: values.from, isOptional: values.optional };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    await prepareData(readOptions());
    // A page that is being served reads its own copy.
    for (const name of refreshServed(PUBLIC, DIST, CACHE)) say(`dist/${name}: renewed.`);
  } catch (error) {
    say((error as Error).message);
    process.exitCode = 1;
  }
}
