/** A dataset's folder on the server: its manifest and the files that it describes. */
import { errorCode, VerdictError } from '../errors';
import type { Progress } from '../types';
import { fetchChecked, fetchText } from './fetchChecked';
import { fingerprint, MANIFEST_FILE, parseManifest, type Manifest } from './manifest';
import { sha256Hex } from './sha256';
import { REBUILD } from './messages';

export interface LoadOptions {
  signal?: AbortSignal | undefined;
  onProgress?: ((progress: Progress) => void) | undefined;
}

export interface DataFolder {
  /** Address, ending in '/'. */
  url: string;
  manifest: Manifest;
  /** sha256 over the manifest's list of checksums, hex. */
  hash: string;
}

/** @throws VerdictError as `fetchText` and `parseManifest`; 'not-found' says how to get the dataset */
export async function openFolder(
  url: string,
  content: Manifest['content'],
  options: LoadOptions,
): Promise<DataFolder> {
  const address = url + MANIFEST_FILE;
  let json: string;
  try {
    json = await fetchText(address, { signal: options.signal });
  } catch (cause) {
    if (errorCode(cause) !== 'not-found') throw cause;
    throw new VerdictError(
      'not-found',
      `This dataset is not on the server (${address} is missing). ${REBUILD} Or choose another dataset.`,
      { cause },
    );
  }
  const manifest = parseManifest(json, address);
  if (manifest.content !== content) {
    throw new VerdictError(
      'bad-format',
      `${address} describes ${manifest.content}, not ${content}. ${REBUILD}`,
    );
  }
  const hash = await sha256Hex(new TextEncoder().encode(fingerprint(manifest)));
  return { url, manifest, hash };
}

/** Fetches files one after the other, with one progress over all of them. @throws VerdictError as `fetchChecked` */
export async function fetchFiles(
  { url, manifest }: DataFolder,
  names: readonly string[],
  phase: string,
  { signal, onProgress }: LoadOptions,
): Promise<Uint8Array<ArrayBuffer>[]> {
  const entries = names.map((name) => {
    const entry = manifest.files[name];
    if (entry === undefined) {
      throw new VerdictError('bad-format', `${url + MANIFEST_FILE} does not describe ${name}. ${REBUILD}`);
    }
    return { name, entry };
  });
  const total = entries.reduce((sum, { entry }) => sum + entry.sizeBytes, 0);
  const files: Uint8Array<ArrayBuffer>[] = [];
  let before = 0;
  for (const { name, entry } of entries) {
    const start = before;
    const onBytes = (done: number): void => onProgress?.({ phase, done: start + done, total, unit: 'bytes' });
    onBytes(0);
    files.push(await fetchChecked(url + name, entry, { signal, onBytes }));
    before += entry.sizeBytes;
  }
  return files;
}

/** @throws VerdictError 'bad-counts' when a split is not as large or as balanced as its manifest says */
export function checkLabels(
  labels: Uint8Array,
  { url, manifest }: DataFolder,
  split: 'train' | 'test',
): void {
  const { file, numReviews, numPositive } = manifest.splits[split];
  const found = labels.reduce((sum, label) => sum + label, 0);
  if (labels.length === numReviews && found === numPositive) return;
  throw new VerdictError(
    'bad-counts',
    `${url}${file} holds ${labels.length} reviews, ${found} of them positive; its manifest says ${numReviews} and ${numPositive}. ${REBUILD}`,
  );
}
