/** `manifest.json`, the first file of every dataset: what it is, how many reviews it has, and its files. */
import * as v from 'valibot';
import { VerdictError } from '../errors';
import { REBUILD } from './messages';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const text = v.pipe(v.string(), v.nonEmpty());

/** Far above any dataset that a tab can hold: a larger size is damage, and would be allocated before it is noticed. */
const MAX_FILE_BYTES = 256 * 1024 * 1024;

const split = v.object({
  numReviews: v.pipe(count, v.minValue(1)),
  numPositive: count,
  /** A name in `files`. */
  file: text,
});

const manifest = v.object({
  format: v.literal('verdict-dataset'),
  version: v.literal(1),
  title: text,
  /** One sentence on what it is. */
  description: text,
  citation: text,
  licence: text,
  /** 'ranks': index files and a list of words; 'texts': raw texts, the vocabulary is counted in the page. */
  content: v.picklist(['ranks', 'texts']),
  wordIndex: v.picklist(['official', 'counted']),
  splits: v.object({ train: split, test: split }),
  /** By name, all in the manifest's own folder. */
  files: v.record(
    v.pipe(v.string(), v.regex(/^[\w.-]+$/)),
    v.object({
      sizeBytes: v.pipe(count, v.maxValue(MAX_FILE_BYTES)),
      sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
    }),
  ),
});

/** Ranked words, one a line in order of rank, of a dataset whose content is 'ranks'. */
export const WORDS_FILE = 'words.txt';
export const MANIFEST_FILE = 'manifest.json';

export type Manifest = v.InferOutput<typeof manifest>;
export type FileEntry = Manifest['files'][string];

/**
 * Reads and checks a manifest.
 * @param name its address for messages
 * @throws VerdictError 'bad-format'
 */
export function parseManifest(json: string, name: string): Manifest {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (cause) {
    throw new VerdictError('bad-format', `${name} is not JSON. ${REBUILD}`, {
      cause,
    });
  }
  const result = v.safeParse(manifest, value);
  if (!result.success) {
    const [issue] = result.issues;
    const path = v.getDotPath(issue) ?? 'the whole file';
    throw new VerdictError(
      'bad-format',
      `${name} does not describe a dataset (${path}: ${issue.message}). ${REBUILD}`,
    );
  }
  for (const { file, numReviews, numPositive } of Object.values(result.output.splits)) {
    if (result.output.files[file] === undefined) {
      throw new VerdictError('bad-format', `${name} names no size and checksum for ${file}. ${REBUILD}`);
    }
    if (numPositive > numReviews) {
      throw new VerdictError(
        'bad-counts',
        `${name} counts ${numPositive} positive of ${numReviews} reviews in ${file}.`,
      );
    }
  }
  return result.output;
}

/** What tells two versions of a dataset apart, as text to be hashed: names and checksums of its files, by name. */
export function fingerprint({ files }: Manifest): string {
  return Object.keys(files)
    .toSorted()
    .map((name) => `${files[name]!.sha256}  ${name}\n`)
    .join('');
}
