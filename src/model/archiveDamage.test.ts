import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { fc } from '../data/testing/seededChecks';
import { MAX_ARCHIVE_BYTES } from '../config';
import { errorCode } from '../errors';
import type { ModelBundle } from '../types';
import { readArchive, writeArchive } from './archive';
import { crc32Hex } from './crc32';
import { exampleBundle } from './testing/exampleBundle';
import { editJson, refusal, repack, type Files } from './testing/repack';

/** Parts of the entries that the tests change. */
interface ModelJson {
  format: string;
  modelTopology: { config: { layers: { class_name: string }[] } };
  weightsManifest: { paths: string[]; weights: { shape: number[]; quantization?: object }[] }[];
}
interface VerdictJson {
  format: string;
  meta: { epoch: number; versions: object };
  files: Record<string, unknown>;
}
interface OptimizerJson {
  className: string;
  slots: unknown[];
}

let good: Uint8Array;

beforeAll(async () => {
  good = await writeArchive(exampleBundle());
});

async function messageFor(bytes: Uint8Array): Promise<string> {
  const { code, message } = await refusal(readArchive(bytes, 'mine.zip'));
  expect(code).toBe('bad-archive');
  expect(message).toMatch(/^“mine\.zip” /);
  return message;
}

const messageAfter = (
  change: (files: Files) => unknown,
  options?: { renewChecksums: boolean },
): Promise<string> => messageFor(repack(good, change, options));

/** Changes an entry's bytes in a copy. */
function editBytes(files: Files, name: string, edit: (bytes: Uint8Array<ArrayBuffer>) => void): void {
  const copy = Uint8Array.from(files[name]!);
  edit(copy);
  files[name] = copy;
}

function flipBit(bytes: Uint8Array): void {
  bytes[20]! ^= 1;
}

function shortenWeights(files: Files): void {
  files['weights.bin'] = files['weights.bin']!.slice(0, -4);
}

const checksums = ({ weights }: ModelBundle): string[] =>
  weights.map(({ values }) => crc32Hex(new Uint8Array(values.buffer)));

describe('files that are no archives of the page', () => {
  it.each([
    ['an empty file', new Uint8Array(0), /is empty/],
    ['a text', strToU8('not a zip at all'), /is not a zip file/],
    ['another zip', zipSync({ 'hello.txt': strToU8('hello') }), /is a zip but not a model/],
    ['a zip without entries', zipSync({}), /is not a zip file/],
  ])('%s', async (_, bytes, message) => {
    expect(await messageFor(bytes)).toMatch(message);
  });

  it('a plain tfjs model', async () => {
    const { 'model.json': model, 'weights.bin': weights } = unzipSync(good);
    expect(await messageFor(zipSync({ 'model.json': model!, 'weights.bin': weights! }))).toMatch(
      /holds a model\.json but no verdict\.json/,
    );
  });
});

describe('damage on the way', () => {
  it('a zip that is broken off anywhere', async () => {
    const cut = fc.integer({ min: 1, max: good.length - 1 });
    await fc.assert(
      fc.asyncProperty(cut, async (length) => {
        expect(await messageFor(good.slice(0, length))).toMatch(/not a zip file|damaged zip/);
      }),
      { numRuns: 50 },
    );
  });

  it('a zip in which a bit was flipped anywhere', async () => {
    const expected = checksums(exampleBundle());
    const position = fc.integer({ min: 0, max: good.length - 1 });
    const bit = fc.integer({ min: 0, max: 7 });
    await fc.assert(
      fc.asyncProperty(position, bit, async (at, shift) => {
        const altered = good.slice();
        altered[at]! ^= 1 << shift;
        // A few bytes carry no content (dates, the README): then the model must come out whole.
        const read = await readArchive(altered, 'mine.zip').then(checksums, errorCode);
        if (read !== 'bad-archive') expect(read).toEqual(expected);
      }),
      { numRuns: 60 },
    );
  }, 30_000);

  it.each(['model.json', 'weights.bin', 'vocabulary.json', 'optimizer.json', 'optimizer.bin'])(
    'a missing %s',
    async (name) => {
      expect(await messageAfter((files) => delete files[name])).toContain(`lacks the entry ${name}`);
    },
  );

  it.each(['model.json', 'weights.bin', 'vocabulary.json', 'optimizer.bin'])(
    'an altered %s of the same size',
    async (name) => {
      const message = await messageAfter((files) => editBytes(files, name, flipBit), {
        renewChecksums: false,
      });
      expect(message).toMatch(new RegExp(`its entry ${name}: its bytes were altered`));
    },
  );

  it.each([
    [false, /weights\.bin: it has \d+ bytes where \d+ were written/],
    [true, /weights\.bin: it holds \d+ bytes where \d+ bytes of tensors/],
  ])('a shortened weights.bin (checksum made anew: %s)', async (renewChecksums, message) => {
    expect(await messageAfter(shortenWeights, { renewChecksums })).toMatch(message);
  });
});

describe('contents that do not belong together', () => {
  it.each<[string, (files: Files) => unknown, RegExp]>([
    [
      'NaN in the weights',
      (files) =>
        editBytes(files, 'weights.bin', ({ buffer }) =>
          new DataView(buffer).setFloat32(12, Number.NaN, true),
        ),
      /weights\.bin: embedding\/embeddings holds NaN at position 3/,
    ],
    [
      'a page in place of JSON',
      (files) => (files['model.json'] = strToU8('<!doctype html>')),
      /model\.json: it is not JSON/,
    ],
    [
      'bytes that are no text',
      (files) => (files['vocabulary.json'] = Uint8Array.of(0x22, 0xff, 0x22)),
      /vocabulary\.json: it is not JSON/,
    ],
    [
      'another format',
      (files) => editJson<VerdictJson>(files, 'verdict.json', (value) => void (value.format = 'other')),
      /verdict\.json: format/,
    ],
    [
      'no checksums',
      (files) => editJson<VerdictJson>(files, 'verdict.json', (value) => void (value.files = {})),
      /model\.json: no checksum/,
    ],
    [
      'a description with a value out of range',
      (files) => editJson<VerdictJson>(files, 'verdict.json', ({ meta }) => void (meta.epoch = -1)),
      /verdict\.json: .*“epoch”/,
    ],
    [
      'a newer format',
      (files) =>
        editJson<VerdictJson>(
          files,
          'verdict.json',
          ({ meta }) => void (meta.versions = { format: 9, app: '9', tfjs: '9' }),
        ),
      /verdict\.json: .*format 9 by a newer version/,
    ],
    [
      'a list in place of a word',
      (files) => editJson(files, 'vocabulary.json', () => [['a']]),
      /vocabulary\.json: 0/,
    ],
    [
      'other special words',
      (files) => editJson(files, 'vocabulary.json', () => ['<pad>', 'a', 'b', 'c']),
      /vocabulary\.json: it does not begin with <PAD>/,
    ],
    [
      'a word that would break lines',
      (files) => editJson<string[]>(files, 'vocabulary.json', (words) => [...words, 'a\nb']),
      /vocabulary\.json: 40/,
    ],
    [
      'more words than the embedding has rows',
      (files) => editJson<string[]>(files, 'vocabulary.json', (words) => [...words, 'extra']),
      /vocabulary has 37 words/,
    ],
    [
      'a graph model',
      (files) => editJson<ModelJson>(files, 'model.json', (value) => void (value.format = 'graph-model')),
      /model\.json: format/,
    ],
    [
      'weights in two files',
      (files) =>
        editJson<ModelJson>(
          files,
          'model.json',
          ({ weightsManifest }) => void weightsManifest[0]!.paths.push('more.bin'),
        ),
      /model\.json: weightsManifest\.0\.paths/,
    ],
    [
      'quantised weights',
      (files) =>
        editJson<ModelJson>(
          files,
          'model.json',
          ({ weightsManifest }) => void (weightsManifest[0]!.weights[0]!.quantization = { dtype: 'uint8' }),
        ),
      /quantization/,
    ],
    [
      'a shape that does not fit its layer',
      (files) =>
        editJson<ModelJson>(
          files,
          'model.json',
          ({ weightsManifest }) => void (weightsManifest[0]!.weights[1]!.shape = [128, 32]),
        ),
      /lstm\/kernel has the shape \[128, 32\]/,
    ],
    [
      'a layer that cannot run here',
      (files) =>
        editJson<ModelJson>(
          files,
          'model.json',
          ({ modelTopology }) => void (modelTopology.config.layers[1]!.class_name = 'GRU'),
        ),
      /model\.json: .*“lstm” is of the kind GRU/,
    ],
    [
      'another optimizer',
      (files) => editJson<OptimizerJson>(files, 'optimizer.json', (value) => void (value.className = 'SGD')),
      /optimizer\.json: className/,
    ],
    [
      'fewer slots than weights',
      (files) => editJson<OptimizerJson>(files, 'optimizer.json', ({ slots }) => void slots.pop()),
      /optimizer\.bin: it holds/,
    ],
  ])('%s', async (_, change, message) => {
    expect(await messageAfter(change)).toMatch(message);
  });
});

describe('hostile zips', () => {
  it('an entry that claims more than is ever read is refused before it is unpacked', async () => {
    const bomb = claimSize(good, 'vocabulary.json', MAX_ARCHIVE_BYTES + 1);
    expect(await messageFor(bomb)).toMatch(/unpacks to more than 512 MB.*vocabulary\.json/);
  });

  it('an entry larger than it claims is not unpacked beyond its claim', async () => {
    const zeros = repack(good, (files) => void (files['vocabulary.json'] = new Uint8Array(5_000_000)));
    expect(await messageFor(claimSize(zeros, 'vocabulary.json', 100))).toMatch(
      /vocabulary\.json: it has 100 bytes where 5000000|damaged zip/,
    );
  });

  it('a text that is too long to parse is refused', async () => {
    const spaces = new Uint8Array(34_000_000).fill(32);
    expect(await messageAfter((files) => (files['vocabulary.json'] = spaces))).toMatch(
      /vocabulary\.json: it is 34000000 bytes long/,
    );
  }, 30_000);

  it('thousands of entries', async () => {
    const many = Object.fromEntries(Array.from({ length: 1001 }, (_, i) => [`f${i}`, new Uint8Array(0)]));
    expect(await messageFor(zipSync(many))).toMatch(/more than 1000 entries/);
  });
});

/** Overwrites the uncompressed size of an entry in the zip's central directory (APPNOTE.TXT 4.3.12). */
function claimSize(zip: Uint8Array, name: string, size: number): Uint8Array {
  const bytes = Uint8Array.from(zip);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < bytes.length - 46; i++) {
    if (view.getUint32(i, true) !== 0x02014b50) continue;
    if (strFromU8(bytes.subarray(i + 46, i + 46 + view.getUint16(i + 28, true))) !== name) continue;
    view.setUint32(i + 24, size, true);
    return bytes;
  }
  throw new Error(`${name} is not in the zip.`);
}
