import { describe, expect, it } from 'vitest';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { RECIPES } from '../../recipes';
import { CHAPTERS, type ChapterId } from '../../state/story/chapters';
import { DEFAULT_SETTINGS } from '../../state/settings';
import type { Settings } from '../../types';
import { chapterText } from './chapterTexts';
import { GLOSSARY, searchTerms, TERM_IDS } from './glossary';

const MARK = /\[\[(\w+)\|([^\]]+)\]\]/g;
const marksOf = (text: string): string[] => [...text.matchAll(MARK)].map(([, id]) => id!);
const unknown = (text: string): string[] => marksOf(text).filter((id) => !(id in GLOSSARY));

const ALL: [string, Settings][] = Object.entries(RECIPES).map(([id, { settings }]) => [
  id,
  Object.assign({}, DEFAULT_SETTINGS, settings),
]);

describe('the chapters', () => {
  it.each(ALL)('say something of every step, with known terms, for recipe %s', (_, settings) => {
    for (const { id } of CHAPTERS) {
      const text = chapterText(id, settings);
      expect(unknown(text), id).toEqual([]);
      expect(text.replace(MARK, '$2'), id).not.toMatch(/[[\]|]|undefined|NaN/);
      expect(text.split(/[.:?] /).length, id).toBeLessThanOrEqual(6);
    }
  });

  it('follow the settings', () => {
    const tutorial = Object.fromEntries(ALL)['tutorial'];
    const say = (changes: Partial<Settings>, id: ChapterId): string =>
      chapterText(id, { ...tutorial!, ...changes });
    expect(say({ maxLen: 77, truncating: 'post' }, 'pad')).toMatch(/more than 77 ids loses its end/);
    expect(say({ truncating: 'pre', padding: 'pre' }, 'pad')).toMatch(/beginning.*0 in front/);
    expect(say({ units: 48, lstmLayers: 1 }, 'network')).toMatch(/^An .*carries a memory of 48/);
    expect(say({ lstmLayers: 3, direction: 'both' }, 'network')).toMatch(/^3 .*backwards/);
    expect(say({ lstmLayers: 0, pooling: 'mean' }, 'network')).toMatch(/no memory.*the mean of/);
    expect(say({ lstmLayers: 0, pooling: 'mean', numBigrams: 9 }, 'network')).toMatch(
      /But for those phrases/,
    );
    expect(say({}, 'network')).not.toMatch(/blended/);
    expect(say({ branches: 'both' }, 'network')).toMatch(/linear model.*blended/);
    expect(say({ numBigrams: 0, numTrigrams: 0 }, 'vectors')).not.toMatch(/phrases/);
    expect(say({ numTrigrams: 5 }, 'vectors')).toMatch(/phrases/);
    expect(say({ numReviews: 1500 }, 'review')).toMatch(/only 1,500 are used/);
    expect(say({ numReviews: 0 }, 'review')).not.toMatch(/At present/);
    expect(say({ branches: 'linear' }, 'inside')).toMatch(/^A linear model/);
    expect(say({ batchSize: 17, epochs: 9 }, 'train')).toMatch(/17 reviews.*this run has 9/);
    expect(say({ validationShare: 0 }, 'curves')).toMatch(/No reviews are kept out/);
  });
});

describe('the glossary', () => {
  it('has a name and a text for every term, in order, and finds them by word', () => {
    expect(TERM_IDS.length).toBeGreaterThanOrEqual(35);
    for (const id of TERM_IDS) expect(GLOSSARY[id].text.length, id).toBeGreaterThan(20);
    expect(searchTerms('memory')[0]).toBeDefined();
    expect(searchTerms('GRADient')[0]).toBe('gradient');
    expect(searchTerms('no such thing')).toEqual([]);
    expect(searchTerms('')).toEqual(TERM_IDS);
  });

  it('has every term that a text of the page marks', () => {
    const root = fileURLToPath(new URL('..', import.meta.url));
    const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(
      (name) => name.endsWith('.tsx') || name.endsWith('Texts.ts'),
    );
    let numMarks = 0;
    for (const name of files) {
      const text = readFileSync(`${root}/${name}`, 'utf8');
      numMarks += marksOf(text).length;
      expect(unknown(text), name).toEqual([]);
    }
    expect(numMarks).toBeGreaterThan(20);
  });
});
