import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { fc } from '../data/testing/seededChecks';
import { tokenize } from '../data/tokenizer';
import type { ModelMeta } from '../types';
import { readArchive, writeArchive } from './archive';
import { archiveReadme } from './archiveReadme';
import { crc32Hex } from './crc32';
import { exampleBundle } from './testing/exampleBundle';
import { editJson, repack } from './testing/repack';

let good: Uint8Array;

beforeAll(async () => {
  good = await writeArchive(exampleBundle());
});

describe('an archive', () => {
  it('gives back the model under a new id', async () => {
    const bundle = exampleBundle();
    const read = await readArchive(good, 'mine.zip');
    const numValues = 3 * bundle.meta.numParams;
    expect(read).toEqual({
      ...bundle,
      meta: { ...bundle.meta, id: read.meta.id, sizeBytes: 4 * numValues + bundle.vocabulary.length },
    });
    expect(read.meta.id).toMatch(/^[0-9a-f]{32}$/);
    expect((await readArchive(good, 'mine.zip')).meta.id).not.toBe(read.meta.id);
  });

  it('gives back a model without optimizer state, and makes a kept epoch a model of its own', async () => {
    const bundle = { ...exampleBundle(), optimizer: null };
    const autosave = { ...bundle, meta: { ...bundle.meta, isAutosave: true } };
    const read = await readArchive(await writeArchive(autosave), 'mine.zip');
    expect(read.optimizer).toBeNull();
    expect(read.meta.isAutosave).toBe(false);
  });

  it("holds the entries of tfjs's layers format and its own", () => {
    const files = unzipSync(good);
    expect(Object.keys(files).toSorted()).toEqual([
      'README.txt',
      'model.json',
      'optimizer.bin',
      'optimizer.json',
      'verdict.json',
      'vocabulary.json',
      'weights.bin',
    ]);
    const vocabulary = JSON.parse(strFromU8(files['vocabulary.json']!)) as string[];
    expect(vocabulary.slice(0, 6)).toEqual(['<PAD>', '<START>', '<UNK>', '<UNUSED>', "isn't", 'good']);
    const verdict = JSON.parse(strFromU8(files['verdict.json']!)) as { meta: ModelMeta };
    expect(verdict.meta.tokenizer).toEqual({
      lower: true,
      filters: ' \t\n\r!"#$%&()*+,-./:;<=>?@[\\]^_`{|}~',
      padId: 0,
      startId: 1,
      unknownId: 2,
      indexFrom: 3,
    });
    const readme = strFromU8(files['README.txt']!);
    expect(readme).toContain('A. Author (2026), Toy Reviews.');
  });

  it('is the same, byte for byte, for the same model', async () => {
    const again = await writeArchive(exampleBundle());
    expect(again.findIndex((byte, i) => byte !== good[i])).toBe(-1);
    expect(again.length).toBe(good.length);
  });

  it('takes any date of saving', async () => {
    const bundle = exampleBundle();
    bundle.meta.savedAt = '1969-07-20T20:17:40Z';
    const read = await readArchive(await writeArchive(bundle), 'mine.zip');
    expect(read.meta.savedAt).toBe('1969-07-20T20:17:40Z');
  });

  it('may have been unpacked and packed again as a folder', async () => {
    const files = Object.entries(unzipSync(good));
    const inFolder = Object.fromEntries(files.map(([name, bytes]) => [`my model/${name}`, bytes]));
    const shadows = { '__MACOSX/verdict.json': strToU8('shadow'), 'my model/.DS_Store': strToU8('x') };
    const read = await readArchive(zipSync({ ...shadows, ...inFolder }), 'mine.zip');
    expect(read.weights).toEqual(exampleBundle().weights);
  });

  it('may be older than the tokenizer that it states', async () => {
    const old = repack(good, (files) =>
      editJson<{ meta: Partial<ModelMeta> }>(files, 'verdict.json', ({ meta }) => void delete meta.tokenizer),
    );
    expect((await readArchive(old, 'mine.zip')).meta.tokenizer).toEqual(exampleBundle().meta.tokenizer);
  });

  it('is not written from a damaged model', async () => {
    const bundle = exampleBundle();
    bundle.weights[4]!.values[0] = Number.NaN;
    await expect(writeArchive(bundle)).rejects.toThrow(/lstm_1\/kernel holds NaN/);
  });
});

it("the README's code splits texts as the tokenizer does", () => {
  const readme = archiveReadme(exampleBundle().meta);
  const [, source] = /split\(\/(.+)\/\)/.exec(readme)!;
  const separators = new RegExp(source!);
  const texts = fc.oneof(
    fc.string({ unit: 'binary-ascii' }),
    fc.string({ unit: 'binary' }),
    fc.string({ unit: 'grapheme' }),
  );
  fc.assert(
    fc.property(texts, (text) => {
      expect(text.toLowerCase().split(separators).filter(Boolean)).toEqual(tokenize(text));
    }),
    { numRuns: 500 },
  );
}, 30_000);

it('crc32Hex is the checksum of zip files', () => {
  // The check value of CRC-32/ISO-HDLC, and that of nothing.
  expect(crc32Hex(strToU8('123456789'))).toBe('cbf43926');
  expect(crc32Hex(new Uint8Array(0))).toBe('00000000');
});
