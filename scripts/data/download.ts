/** Downloads that go on where an earlier one broke off. */
import { existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { megabytes, progressBar } from './console';
import { hashFile } from './hashFile';

const CONNECT_TIMEOUT_MS = 10_000;
/** A connection that brings nothing for so long has died. */
const STALL_TIMEOUT_MS = 30_000;

export interface Download {
  url: string;
  /** Where the whole, checked file goes; an unfinished one is kept as `target`.part. */
  target: string;
  label: string;
  /** A checksum in hex, where the publisher states one. */
  digest?: { algorithm: 'md5' | 'sha256'; hex: string };
}

/** @throws Error when the server cannot be reached, stops answering, or sends another file than expected */
export async function download({ url, target, label, digest }: Download): Promise<void> {
  const part = `${target}.part`;
  mkdirSync(dirname(target), { recursive: true });
  const timeout = new AbortController();
  let timer = setTimeout(() => timeout.abort(), CONNECT_TIMEOUT_MS);
  try {
    const response = await request(url, existsSync(part) ? statSync(part).size : 0, timeout.signal);
    const resumed = response.status === 206;
    let done = resumed ? statSync(part).size : 0;
    const restBytes = Number(response.headers.get('content-length') ?? 0);
    const total = restBytes === 0 ? 0 : done + restBytes;
    const bar = progressBar(label, megabytes);
    // Written chunk by chunk, not through a stream: what came before a break must be on disk to go on from.
    const file = await open(part, resumed ? 'a' : 'w');
    try {
      for await (const chunk of response.body! as AsyncIterable<Uint8Array>) {
        clearTimeout(timer);
        timer = setTimeout(() => timeout.abort(), STALL_TIMEOUT_MS);
        await file.writeFile(chunk);
        bar.update((done += chunk.length), total);
      }
    } finally {
      await file.close();
    }
    bar.end();
  } catch (cause) {
    const reason = timeout.signal.aborted ? 'no answer in time' : reasonOf(cause);
    throw new Error(`${url} could not be downloaded (${reason}).`, { cause });
  } finally {
    clearTimeout(timer);
  }
  if (digest !== undefined && hashFile(part, digest.algorithm) !== digest.hex) {
    rmSync(part);
    throw new Error(
      `${url} sent another file than the one its publisher describes (${digest.algorithm} differs).`,
    );
  }
  renameSync(part, target);
}

async function request(url: string, from: number, signal: AbortSignal): Promise<Response> {
  const response = await fetch(url, { signal, headers: from > 0 ? { Range: `bytes=${from}-` } : {} });
  // The kept part is as long as the file or longer: only a fresh start can tell whether it is right.
  if (response.status === 416) return request(url, 0, signal);
  if (!response.ok || response.body === null) throw new Error(`status ${response.status}`);
  return response;
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message || error.message : error.message;
}
