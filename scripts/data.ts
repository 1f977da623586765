/**
 * `npm run data`: builds public/imdb from the Large Movie Review Dataset's archive and public/sentences from
 * the pinned package. `--from PATH` names the archive. With `--optional` (starts and builds) it leaves alone
 * what is there and goes on without IMDB when it cannot be had.
 */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { megabytes, say } from './data/console';
import { isPublished, publish } from './data/publish';

export interface DataOptions {
  /** Path of the archive; without it see `locateArchive`. */
  from?: string | undefined;
  /** Keep what is there; do without IMDB rather than fail. */
  isOptional: boolean;
}

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const CACHE = join(ROOT, '.cache');
const PUBLIC = join(ROOT, 'public');

/**
 * Writes what is missing (all, unless optional).
 * @returns whether IMDB is there now
 * @throws Error when the sentences cannot be written, or IMDB cannot and is not optional
 */
export async function prepareData({ from, isOptional }: DataOptions): Promise<boolean> {
  const isKept = (folder: string): boolean => isOptional && from === undefined && isPublished(folder);
  await writeSentences(isKept);
  const folder = join(PUBLIC, 'imdb');
  if (isKept(folder)) return true;
  try {
    await writeImdb(folder, from, isOptional);
    return true;
  } catch (error) {
    if (!isOptional) throw error;
    say(
      `Going on without the IMDB reviews: ${(error as Error).message} "npm run data" tries again; the built-in sentences are there.`,
    );
    return isPublished(folder);
  }
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

async function writeImdb(folder: string, from: string | undefined, isOptional: boolean): Promise<void> {
  const started = performance.now();
  const [{ locateArchive, locateWordIndex }, { buildImdb }] = await Promise.all([
    import('./data/locate'),
    import('./data/imdb'),
  ]);
  const archive = await locateArchive({ root: ROOT, cacheFolder: CACHE, from }, !isOptional);
  const wordIndex = await locateWordIndex(archive, CACHE);
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
  } catch (error) {
    say((error as Error).message);
    process.exitCode = 1;
  }
}
