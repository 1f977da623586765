import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { packTar } from 'modern-tar';
import { afterAll, describe, expect, test } from 'vitest';
import { readArchive } from './archive';
import { buildImdb, orderReviews } from './imdb';

const folder = mkdtempSync(join(tmpdir(), 'verdict-archive-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** The published archive's layout in small: six reviews and one of each kind of file to be skipped. */
const FILES: [string, string][] = [
  ['aclImdb/README', 'about'],
  ['aclImdb/imdb.vocab', 'the\nand'],
  ['aclImdb/imdbEr.txt', '0.1'],
  ['aclImdb/train/urls_pos.txt', 'http://example.com'],
  ['aclImdb/train/labeledBow.feat', '9 0:9'],
  ['aclImdb/train/unsupBow.feat', '0 0:8'],
  ['aclImdb/train/unsup/0_0.txt', 'unlabelled'],
  ['aclImdb/train/pos/2_9.txt', 'Lovely film'],
  ['aclImdb/train/neg/0_3.txt', 'Dull film'],
  ['aclImdb/test/neg/1_1.txt', 'Dull.<br />Dull'],
  ['aclImdb/test/pos/10_10.txt', 'Lovely sparkles é'],
];

async function writeArchive(name: string, files = FILES): Promise<string> {
  const encoder = new TextEncoder();
  const entries = files.map(([path, text]) => {
    const body = encoder.encode(text);
    return { header: { name: path, size: body.length }, body };
  });
  const directories = ['aclImdb/', 'aclImdb/train/pos/'].map((path) => ({
    header: { name: path, size: 0, type: 'directory' as const },
  }));
  const path = join(folder, name);
  writeFileSync(path, gzipSync(await packTar([...directories, ...entries])));
  return path;
}

describe('readArchive', () => {
  test('reads the labelled reviews of the published layout and nothing else', async () => {
    expect(await readArchive(await writeArchive('full.tar.gz'))).toEqual([
      { path: 'train/pos/2_9.txt', split: 'train', label: 1, text: 'Lovely film' },
      { path: 'train/neg/0_3.txt', split: 'train', label: 0, text: 'Dull film' },
      { path: 'test/neg/1_1.txt', split: 'test', label: 0, text: 'Dull.<br />Dull' },
      { path: 'test/pos/10_10.txt', split: 'test', label: 1, text: 'Lovely sparkles é' },
    ]);
  });

  test.each([
    ['cut.tar.gz', (whole: Uint8Array) => whole.subarray(0, whole.length / 2)],
    ['page.tar.gz', () => new TextEncoder().encode('<!doctype html>')],
    ['noise.tar.gz', () => gzipSync(new Uint8Array(4096).fill(7))],
  ])('%s is refused with its name and what to do', async (name, spoil) => {
    const { readFileSync } = await import('node:fs');
    const whole = readFileSync(await writeArchive('whole.tar.gz'));
    writeFileSync(join(folder, name), spoil(whole));
    const reading = readArchive(join(folder, name));
    await expect(reading).rejects.toThrow(name);
    await expect(reading).rejects.toThrow('--from');
  });
});

describe('buildImdb', () => {
  test('counts words of the training reviews when there is no official index', async () => {
    const { manifest, files } = await buildImdb(await writeArchive('full.tar.gz'), null, 1);
    expect(manifest).toMatchObject({
      content: 'ranks',
      wordIndex: 'counted',
      splits: { train: { numReviews: 2, numPositive: 1 }, test: { numReviews: 2, numPositive: 1 } },
    });
    const words = new TextDecoder().decode(files.get('words.txt')).split('\n');
    expect(words[0]).toBe('film');
    expect(words.toSorted()).toEqual(['dull', 'film', 'lovely']);
  });

  test('makes the same bytes from the same reviews in another order', async () => {
    const one = await buildImdb(await writeArchive('one.tar.gz'), null, 1);
    const two = await buildImdb(await writeArchive('two.tar.gz', FILES.toReversed()), null, 1);
    expect(two).toEqual(one);
  });

  test('refuses an archive with reviews missing', async () => {
    const short = await writeArchive('short.tar.gz', FILES.slice(0, -1));
    await expect(buildImdb(short, null, 1)).rejects.toThrow('holds 0 reviews in aclImdb/test/pos/, not 1');
  });

  test('ranks words by a given index; refuses one with gaps', async () => {
    const archive = await writeArchive('full.tar.gz');
    const index = join(folder, 'index.json');
    writeFileSync(index, JSON.stringify({ lovely: 2, film: 1 }));
    const { manifest, files } = await buildImdb(archive, index, 1);
    expect(manifest.wordIndex).toBe('official');
    expect(new TextDecoder().decode(files.get('words.txt'))).toBe('film\nlovely');
    writeFileSync(index, JSON.stringify({ lovely: 3, film: 1 }));
    await expect(buildImdb(archive, index, 1)).rejects.toThrow('some ranks are missing');
    writeFileSync(index, JSON.stringify({ lovely: 1, film: 1 }));
    await expect(buildImdb(archive, index, 1)).rejects.toThrow('taken');
  });
});

test('the order is mixed, fixed, and begins as Keras’s arrays do', () => {
  const names = ['576_10', ...Array.from({ length: 50 }, (_, i) => `${i}_8`)];
  const reviews = [
    ...names.map((name) => ({
      path: `train/pos/${name}.txt`,
      split: 'train' as const,
      label: 1 as const,
      text: '',
    })),
    ...['10654_1', '3_2'].map((name) => ({
      path: `train/neg/${name}.txt`,
      split: 'train' as const,
      label: 0 as const,
      text: '',
    })),
  ];
  const paths = orderReviews(reviews, 'train').map(({ path }) => path);
  expect(paths.slice(0, 2)).toEqual(['train/pos/576_10.txt', 'train/neg/10654_1.txt']);
  expect(new Set(paths).size).toBe(reviews.length);
  expect(orderReviews(reviews.toReversed(), 'train').map(({ path }) => path)).toEqual(paths);
  expect(paths.slice(2)).not.toEqual(paths.slice(2).toSorted());
});
