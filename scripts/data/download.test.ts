import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stderr } from 'node:process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { download } from './download';
import { findWordIndex, locateArchive } from './locate';

const content = Buffer.from(Uint8Array.from({ length: 200_000 }, (_, i) => (i * 31) % 253));
const digest = { algorithm: 'md5', hex: createHash('md5').update(content).digest('hex') } as const;
const folder = mkdtempSync(join(tmpdir(), 'verdict-download-'));
const target = join(folder, 'cache/file.bin');

let handle: (request: IncomingMessage, response: ServerResponse) => void;
let ranges: (string | undefined)[] = [];
const server = createServer((request, response) => {
  ranges.push(request.headers.range);
  handle(request, response);
});
let url = '';

beforeAll(async () => {
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/file.bin`;
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
  rmSync(folder, { recursive: true });
});

beforeEach(() => {
  ranges = [];
  rmSync(join(folder, 'cache'), { recursive: true, force: true });
});

const whole = (_: IncomingMessage, response: ServerResponse): void => {
  response.end(content);
};

/** Answers a range as servers do that know them. */
const ranged = ({ headers }: IncomingMessage, response: ServerResponse): void => {
  const from = Number(/^bytes=(\d+)-$/.exec(headers.range ?? 'bytes=0-')![1]);
  if (from >= content.length) response.writeHead(416).end();
  else response.writeHead(from > 0 ? 206 : 200).end(content.subarray(from));
};

/** Sends a part, gives it time to arrive, and breaks the connection. */
const breaking = (_: IncomingMessage, response: ServerResponse): void => {
  response.writeHead(200, { 'Content-Length': content.length });
  response.write(content.subarray(0, 80_000));
  setTimeout(() => response.destroy(), 100);
};

test('a whole file arrives under its name only', async () => {
  handle = whole;
  await download({ url, target, label: 'Test', digest });
  expect(readFileSync(target).equals(content)).toBe(true);
  expect(existsSync(`${target}.part`)).toBe(false);
});

test('a broken download goes on where it stopped', async () => {
  handle = breaking;
  await expect(download({ url, target, label: 'Test', digest })).rejects.toThrow(url);
  const kept = readFileSync(`${target}.part`).length;
  expect(kept).toBeGreaterThan(0);
  handle = ranged;
  await download({ url, target, label: 'Test', digest });
  expect(ranges).toEqual([undefined, `bytes=${kept}-`]);
  expect(readFileSync(target).equals(content)).toBe(true);
});

test('progress states no total where the server states no length', async () => {
  mkdirSync(join(folder, 'cache'));
  writeFileSync(`${target}.part`, content.subarray(0, 1000));
  handle = (_, response) => {
    response.writeHead(206);
    response.write(content.subarray(1000, 2000));
    response.end(content.subarray(2000));
  };
  const write = vi.spyOn(stderr, 'write').mockReturnValue(true);
  await download({ url, target, label: 'Test', digest });
  const printed = write.mock.calls.flat().join('');
  write.mockRestore();
  expect(printed).not.toMatch(/% |of 0\.0/);
});

test('a server without ranges sends the file again', async () => {
  handle = breaking;
  await expect(download({ url, target, label: 'Test', digest })).rejects.toThrow();
  handle = whole;
  await download({ url, target, label: 'Test', digest });
  expect(readFileSync(target).equals(content)).toBe(true);
});

test('a kept part that is too long is dropped', async () => {
  handle = whole;
  await download({ url, target, label: 'Test' });
  writeFileSync(`${target}.part`, Buffer.concat([content, content]));
  handle = ranged;
  await download({ url, target, label: 'Test', digest });
  expect(ranges.slice(1)).toEqual([`bytes=${2 * content.length}-`, undefined]);
  expect(readFileSync(target).equals(content)).toBe(true);
});

test('another file than the published one is refused and not kept', async () => {
  handle = (_, response) => response.end('another file');
  await expect(download({ url, target, label: 'Test', digest })).rejects.toThrow('md5 differs');
  expect(existsSync(target)).toBe(false);
  expect(existsSync(`${target}.part`)).toBe(false);
});

test('a missing file is named with its status', async () => {
  handle = (_, response) => response.writeHead(404).end();
  await expect(download({ url, target, label: 'Test', digest })).rejects.toThrow(
    `${url} could not be downloaded (status 404)`,
  );
});

test('an archive named by hand must exist', async () => {
  const places = { root: folder, cacheFolder: join(folder, 'cache'), from: join(folder, 'none.tar.gz') };
  await expect(locateArchive(places, true)).rejects.toThrow('none.tar.gz is not a file: --from');
});

test('an archive in the project’s folder is found before one in the cache', async () => {
  handle = whole;
  const cacheFolder = join(folder, 'cache');
  const places = { root: folder, cacheFolder };
  await download({ url, target: join(cacheFolder, 'aclImdb_v1.tar.gz'), label: 'Test' });
  expect(await locateArchive(places, true)).toBe(join(cacheFolder, 'aclImdb_v1.tar.gz'));
  writeFileSync(join(folder, 'aclImdb_v1.tar.gz'), 'x');
  expect(await locateArchive(places, true)).toBe(join(folder, 'aclImdb_v1.tar.gz'));
});

describe('the word index', () => {
  const official = fileURLToPath(new URL('../../../shared/imdb/imdb_word_index.json', import.meta.url));

  test.skipIf(!existsSync(official)).each([
    ['beside the archive that is named', 'elsewhere'],
    ['in the project’s folder', 'project'],
    ['in the folder shared with other projects', 'shared/imdb'],
    ['in the cache', 'cache'],
  ])('is found %s', (_, where) => {
    const root = join(folder, 'project');
    for (const name of ['elsewhere', 'project', 'shared/imdb', 'cache']) {
      rmSync(join(folder, name), { recursive: true, force: true });
      mkdirSync(join(folder, name), { recursive: true });
    }
    const places = { root, cacheFolder: join(folder, 'cache'), from: join(folder, 'elsewhere/any.tar.gz') };
    expect(findWordIndex(places)).toBeNull();
    const path = join(folder, where, 'imdb_word_index.json');
    writeFileSync(path, '{}');
    expect(findWordIndex(places)).toBeNull();
    copyFileSync(official, path);
    expect(findWordIndex(places)).toBe(path);
  });
});
