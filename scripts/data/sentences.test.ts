import { describe, expect, test } from 'vitest';
import { fingerprint, parseManifest } from '../../src/data/manifest';
import { readTextFile } from '../../src/data/textFile';
import { tokenize } from '../../src/data/tokenizer';
import { buildSentences, readSentences, SENTENCE_SOURCES, splitSentences } from './sentences';

describe('the built-in sentences', () => {
  const sentences = readSentences();
  const { train, test: held } = splitSentences(sentences);

  test('are 3,000, half of them positive, each with words', () => {
    expect(sentences).toHaveLength(3000);
    expect(sentences.filter(({ label }) => label === 1)).toHaveLength(1500);
    expect(sentences.filter(({ text }) => tokenize(text).length === 0)).toEqual([]);
  });

  test('600 are held out, balanced by source and label', () => {
    expect([train.length, held.length]).toEqual([2400, 600]);
    for (const source of SENTENCE_SOURCES) {
      for (const label of [0, 1]) {
        const part = held.filter((sentence) => sentence.source === source && sentence.label === label);
        expect(part).toHaveLength(100);
      }
    }
  });

  test('no text is in both parts', () => {
    const trained = new Set(train.map(({ text }) => text.toLowerCase()));
    expect(held.filter(({ text }) => trained.has(text.toLowerCase()))).toEqual([]);
  });

  test('labels are mixed', () => {
    const positives = train.slice(0, 200).filter(({ label }) => label === 1).length;
    expect(positives).toBeGreaterThan(60);
    expect(positives).toBeLessThan(140);
  });

  test('become files that the page reads, the same every time', () => {
    const { files, manifest } = buildSentences();
    expect(parseManifest(JSON.stringify(manifest), 'manifest.json')).toEqual(manifest);
    const { texts, labels } = readTextFile(files.get('train.json')!, 'train.json');
    expect(texts).toEqual(train.map(({ text }) => text));
    expect([...labels]).toEqual(train.map(({ label }) => label));
    expect(fingerprint(buildSentences().manifest)).toBe(fingerprint(manifest));
  });
});
