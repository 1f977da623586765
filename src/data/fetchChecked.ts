/** Fetches one file, byte for byte as described: size and checksum are verified before anyone sees it. */
import { STORAGE } from '../config';
import { VerdictError } from '../errors';
import type { FileEntry } from './manifest';
import { sha256Hex } from './sha256';
import { REBUILD, RELOAD } from './messages';

export interface FetchOptions {
  signal?: AbortSignal | undefined;
  /** Called with the number of bytes so far (after any decompression on the way). */
  onBytes?: ((done: number) => void) | undefined;
}

/**
 * From the browser's cache when a checked copy is there, else from the network, and then into the cache.
 * @throws VerdictError 'aborted', 'offline', 'not-found', 'not-data', 'truncated' or 'checksum'
 */
export async function fetchChecked(
  url: string,
  expected: FileEntry,
  options: FetchOptions = {},
): Promise<Uint8Array<ArrayBuffer>> {
  const cache = await openCache();
  const key = `${url}?sha256=${expected.sha256}`;
  const cached = await readCached(cache, key, expected);
  throwIfAborted(options.signal);
  if (cached !== null) {
    options.onBytes?.(cached.length);
    return cached;
  }
  const bytes = await fetchBytes(url, { ...options, maxBytes: expected.sizeBytes });
  if (bytes.length < expected.sizeBytes) {
    throw new VerdictError(
      'truncated',
      `${url} broke off after ${bytes.length} of ${expected.sizeBytes} bytes. ${RELOAD}`,
    );
  }
  if ((await sha256Hex(bytes)) !== expected.sha256) {
    throw new VerdictError('checksum', `${url} is not the file that its manifest describes. ${RELOAD}`);
  }
  throwIfAborted(options.signal);
  await writeCached(cache, url, key, bytes);
  return bytes;
}

/** Fetches a small text file that nothing describes yet, past every cache. @throws as `fetchChecked` */
export async function fetchText(url: string, options: FetchOptions = {}): Promise<string> {
  return new TextDecoder().decode(await fetchBytes(url, { ...options, maxBytes: MAX_TEXT_BYTES }));
}

/** A manifest takes about a kilobyte. */
const MAX_TEXT_BYTES = 1_000_000;

async function fetchBytes(
  url: string,
  { signal, onBytes, maxBytes }: FetchOptions & { maxBytes: number },
): Promise<Uint8Array<ArrayBuffer>> {
  // Outside the try: want of memory is no trouble of the connection.
  const bytes = new Uint8Array(maxBytes);
  let done = 0;
  try {
    // 'no-cache' revalidates: after a new build the browser's HTTP cache may hold the old file.
    const response = await fetch(url, { cache: 'no-cache', ...(signal === undefined ? {} : { signal }) });
    checkResponse(response, url);
    for await (const chunk of chunksOf(response)) {
      if (done === 0) checkNotHtml(chunk, url);
      if (done + chunk.length > maxBytes) {
        throw new VerdictError('checksum', `${url} is longer than the ${maxBytes} bytes expected. ${RELOAD}`);
      }
      bytes.set(chunk, done);
      done += chunk.length;
      onBytes?.(done);
    }
    return done === maxBytes ? bytes : bytes.slice(0, done);
  } catch (cause) {
    if (cause instanceof VerdictError) throw cause;
    throwIfAborted(signal);
    throw new VerdictError(
      'offline',
      done === 0
        ? `${url} cannot be reached. Check the connection, then try again.`
        : `The connection broke after ${done} bytes of ${url}. Check the connection, then try again.`,
      { cause },
    );
  }
}

/** The body as it arrives; leaving early cancels the download. */
async function* chunksOf(response: Response): AsyncGenerator<Uint8Array> {
  const reader = response.body?.getReader();
  if (reader === undefined) return;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    // After an error or at the end there is nothing to cancel, and that is as good.
    await reader.cancel().catch(() => undefined);
  }
}

function checkResponse(response: Response, url: string): void {
  if (response.status >= 500) {
    throw new VerdictError(
      'offline',
      `The server failed to send ${url} (status ${response.status}). Try again later.`,
    );
  }
  if (!response.ok) {
    throw new VerdictError(
      'not-found',
      `${url} is not on the server (status ${response.status}). ${REBUILD}`,
    );
  }
  if (response.headers.get('content-type')?.startsWith('text/html') === true) throw notData(url);
}

/** Some servers answer a missing file with a page and status 200, and not always with its right type. */
function checkNotHtml(firstChunk: Uint8Array, url: string): void {
  const start = new TextDecoder('latin1').decode(firstChunk.subarray(0, 256)).trimStart().toLowerCase();
  if (start.startsWith('<!doctype') || start.startsWith('<html')) throw notData(url);
}

const notData = (url: string): VerdictError =>
  new VerdictError('not-data', `The server sent a web page in place of ${url}. ${REBUILD}`);

export function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) throw new VerdictError('aborted', 'Cancelled.');
}

// The cache saves downloads and is never needed: private windows and plain http have none, disks fill up.

async function openCache(): Promise<Cache | null> {
  try {
    return await globalThis.caches.open(STORAGE.dataCache);
  } catch {
    return null;
  }
}

async function readCached(
  cache: Cache | null,
  key: string,
  expected: FileEntry,
): Promise<Uint8Array<ArrayBuffer> | null> {
  try {
    const response = await cache?.match(key);
    if (response === undefined) return null;
    const bytes = new Uint8Array(await response.arrayBuffer());
    return (await sha256Hex(bytes)) === expected.sha256 ? bytes : null;
  } catch {
    return null;
  }
}

async function writeCached(
  cache: Cache | null,
  url: string,
  key: string,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<void> {
  try {
    await cache?.delete(url, { ignoreSearch: true });
    await cache?.put(key, new Response(bytes));
  } catch {
    // Kept in memory only.
  }
}
