/** Reads the reviews out of the Large Movie Review Dataset's archive. */
import { createReadStream, statSync } from 'node:fs';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { unpackTar } from 'modern-tar';
import { megabytes, progressBar } from './console';

export interface ReviewFile {
  /** Below `aclImdb/`: "train/pos/576_10.txt". */
  path: string;
  split: 'train' | 'test';
  label: 0 | 1;
  text: string;
}

/** Of the published archive: unlabelled reviews, bag-of-words files and URL lists do not match. */
const REVIEW_PATH = /^aclImdb\/((train|test)\/(neg|pos)\/\d+_\d+\.txt)$/;

/**
 * All labelled reviews, in the archive's order. Reads the published archive and smaller ones of the same layout.
 * @throws Error when the file is not a whole tar.gz
 */
export async function readArchive(path: string): Promise<ReviewFile[]> {
  const bar = progressBar('Reading reviews', megabytes);
  const file = createReadStream(path, { highWaterMark: 1 << 20 });
  const sizeBytes = statSync(path).size;
  let done = 0;
  file.on('data', (chunk) => bar.update((done += chunk.length), sizeBytes));
  const tar = createGunzip({ chunkSize: 1 << 20 });
  file.on('error', (error) => tar.destroy(error));
  file.pipe(tar);
  try {
    const entries = await unpackTar(Readable.toWeb(tar) as ReadableStream<Uint8Array>, {
      filter: (header) => REVIEW_PATH.test(header.name),
      strict: true,
    });
    bar.end();
    const decoder = new TextDecoder();
    return entries.map(({ header, data }) => {
      const [, name, split, folder] = REVIEW_PATH.exec(header.name)!;
      const label = folder === 'pos' ? 1 : 0;
      return { path: name!, split: split as ReviewFile['split'], label, text: decoder.decode(data) };
    });
  } catch (cause) {
    throw new Error(
      `${path} cannot be read as a tar.gz archive (${(cause as Error).message}). ` +
        'It may be incomplete: delete it, or name another with --from PATH.',
      { cause },
    );
  } finally {
    file.destroy();
    tar.destroy();
  }
}
