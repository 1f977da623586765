/** Where the IMDB archive and the word index come from: a file at hand, else their publishers. */
import { existsSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { say } from './console';
import { download } from './download';
import { hashFile } from './hashFile';

const ARCHIVE = {
  name: 'aclImdb_v1.tar.gz',
  url: 'https://ai.stanford.edu/~amaas/data/sentiment/aclImdb_v1.tar.gz',
  digest: { algorithm: 'md5', hex: '7c2ac02c03563afcf9b574c7e56c153a' },
} as const;

/** The index that Keras publishes with its IMDB data; only this very file makes the usual word ids. */
const WORD_INDEX = {
  name: 'imdb_word_index.json',
  url: 'https://storage.googleapis.com/tensorflow/tf-keras-datasets/imdb_word_index.json',
  digest: { algorithm: 'sha256', hex: '027313fe9a320280f3bf0fac5baf58c4a683cf39a7ed9c3d3d3912bde4284cf6' },
} as const;

/** After a download failed, starts that merely would like the data do not wait for the network again so soon. */
const RETRY_AFTER_MS = 6 * 3600 * 1000;

export interface Places {
  /** The project's folder. */
  root: string;
  /** For downloads; not under version control. */
  cacheFolder: string;
  /** `--from`: the archive and nothing else. */
  from?: string | undefined;
}

function namedArchive({ from }: Places): string | null {
  const named = from ?? (process.env['IMDB_ARCHIVE'] || undefined);
  return named === undefined ? null : resolve(named);
}

/** Where files are looked for, the first one first. */
function foldersAtHand(places: Places): string[] {
  const named = namedArchive(places);
  const folders = [places.root, join(places.root, '../shared/imdb'), places.cacheFolder];
  return named === null ? folders : [dirname(named), ...folders];
}

/**
 * Path of the archive: `--from`, `$IMDB_ARCHIVE`, the project's folder, ../shared/imdb, an earlier download,
 * else downloaded.
 * @param isPatient whether to try the network although it failed a short while ago
 * @throws Error that says in one line why there is none
 */
export async function locateArchive(places: Places, isPatient: boolean): Promise<string> {
  const { cacheFolder, from } = places;
  const found = findArchive(places);
  if (found !== null) return found;
  const named = namedArchive(places);
  if (named !== null) {
    throw new Error(
      `${named} is not a file: ${from === undefined ? '$IMDB_ARCHIVE' : '--from'} must name the archive.`,
    );
  }
  const cached = join(cacheFolder, ARCHIVE.name);
  const failed = join(cacheFolder, 'download-failed');
  if (!isPatient && existsSync(failed) && Date.now() - statSync(failed).mtimeMs < RETRY_AFTER_MS) {
    throw new Error(`${ARCHIVE.url} could not be downloaded a short while ago.`);
  }
  try {
    say(`Downloading ${ARCHIVE.url} (84 MB) ...`);
    await download({ ...ARCHIVE, target: cached, label: 'Downloading' });
    rmSync(failed, { force: true });
    return cached;
  } catch (cause) {
    mkdirSync(cacheFolder, { recursive: true });
    writeFileSync(failed, '');
    throw new Error(
      `${(cause as Error).message} Put ${ARCHIVE.name} into the project's folder or name it with --from PATH.`,
      { cause },
    );
  }
}

/** Path of the archive on this machine; null when there is none, or what was named is no file. */
export function findArchive(places: Places): string | null {
  const named = namedArchive(places);
  const candidates =
    named === null ? foldersAtHand(places).map((folder) => join(folder, ARCHIVE.name)) : [named];
  return candidates.find((path) => existsSync(path) && statSync(path).isFile()) ?? null;
}

const isOfficial = (path: string): boolean =>
  existsSync(path) && hashFile(path, WORD_INDEX.digest.algorithm) === WORD_INDEX.digest.hex;

/** Path of the official word index on this machine, beside a named archive or where archives are looked for. */
export function findWordIndex(places: Places): string | null {
  const candidates = foldersAtHand(places).map((folder) => join(folder, WORD_INDEX.name));
  return candidates.find(isOfficial) ?? null;
}

/** Path of the official word index, downloaded when it is not at hand; null when it cannot be had. */
export async function locateWordIndex(places: Places): Promise<string | null> {
  const found = findWordIndex(places);
  if (found !== null) return found;
  const cached = join(places.cacheFolder, WORD_INDEX.name);
  try {
    await download({ ...WORD_INDEX, target: cached, label: 'Downloading the word index' });
    return cached;
  } catch (error) {
    say(`${(error as Error).message} Words are ranked by counting the training reviews instead.`);
    return null;
  }
}
