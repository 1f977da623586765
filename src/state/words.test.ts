/** Figures in words: amounts, durations, probabilities, file names. */
import { describe, expect, it } from 'vitest';
import { fc } from '../data/testing/seededChecks';
import { fileName } from './archiveActions';
import { formatProbability } from './probability';
import { clock, describeProgress, describeSeconds, formatBytes, shareOf } from './progressText';

describe('progress', () => {
  it('shows bytes with percent when the total is known', () => {
    const progress = { phase: 'Fetching', done: 512_000, total: 6_200_000, unit: 'bytes' } as const;
    expect(describeProgress(progress, '')).toBe('Fetching: 512 kB of 6.2 MB, 8%');
    expect(describeProgress({ ...progress, total: 0 }, '')).toBe('Fetching: 512 kB');
    expect(describeProgress(null, 'Opening')).toBe('Opening …');
    expect(describeProgress({ phase: 'Encoding', done: 1500, total: 2000, unit: 'reviews' }, '')).toBe(
      'Encoding: 1,500 of 2,000 reviews, 75%',
    );
  });

  it('keeps shares between 0 and 1 even when a total was wrong', () => {
    expect(shareOf({ phase: '', done: 12, total: 10, unit: 'words' })).toBe(1);
    expect(shareOf({ phase: '', done: 1, total: 0, unit: 'words' })).toBeNull();
  });

  it('never says 1000 kB', () => {
    expect([999, 1000, 999_400, 999_500, 20_000_000].map(formatBytes)).toEqual([
      '999 bytes',
      '1 kB',
      '999 kB',
      '1.0 MB',
      '20.0 MB',
    ]);
  });
});

it('says durations as coarsely as they are known', () => {
  const said = [3, 12, 54, 60, 100, 3000, 3700, 9000, 100_000].map(describeSeconds);
  expect(said).toEqual([
    'a few seconds',
    'about 20 seconds',
    'about 60 seconds',
    'about a minute',
    'about 2 minutes',
    'about 50 minutes',
    'about an hour',
    'about 2.5 hours',
    'about 28 hours',
  ]);
  expect([0, 65, 3725.4, -3].map(clock)).toEqual(['0:00', '1:05', '1:02:05', '0:00']);
});

describe('formatProbability', () => {
  it('claims nothing for what is no number', () => {
    expect([Number.NaN, Infinity, -Infinity].map(formatProbability)).toEqual([
      'unknown',
      'unknown',
      'unknown',
    ]);
  });

  it('adds decimals only where fewer would claim certainty', () => {
    expect([0, 0.5, 0.9312, 0.9996, 0.000_04, 0.999_999_99, 1].map(formatProbability)).toEqual([
      '0%',
      '50.0%',
      '93.1%',
      '99.96%',
      '0.004%',
      '>99.9999%',
      '100%',
    ]);
  });

  it('says 0% and 100% only when it is so', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true, minExcluded: true, maxExcluded: true }), (p) => {
        expect(['0%', '100%']).not.toContain(formatProbability(p));
      }),
    );
  });
});

it('makes file names that every system takes', () => {
  expect(fileName('Sentences, epoch 3')).toBe('Sentences-epoch-3.verdict.zip');
  expect(fileName('../../etc/passwd')).toBe('etc-passwd.verdict.zip');
  expect(fileName('Übung 映画')).toBe('Übung-映画.verdict.zip');
  expect(fileName('***')).toBe('model.verdict.zip');
});
