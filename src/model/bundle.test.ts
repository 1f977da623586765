import { describe, expect, it } from 'vitest';
import { errorCode } from '../errors';
import type { ModelBundle } from '../types';
import { checkBundle, parseMeta } from './bundle';
import { exampleBundle } from './testing/exampleBundle';

function troubleOf(change: (bundle: ModelBundle) => void): { code: string; message: string } {
  const bundle = exampleBundle();
  change(bundle);
  try {
    checkBundle(bundle);
  } catch (error) {
    return { code: errorCode(error), message: (error as Error).message };
  }
  throw new Error('The bundle was accepted.');
}

/** A value of another type than the contract has, as it could come from outside. */
const foreign = (value: unknown): never => value as never;

describe('checkBundle', () => {
  it('accepts a whole bundle, whichever state is read', () => {
    expect(() => checkBundle(exampleBundle())).not.toThrow();
    expect(() => checkBundle(exampleBundle({ readout: 'lastStep' }))).not.toThrow();
  });

  it('accepts an empty vocabulary', () => {
    expect(() => checkBundle({ ...exampleBundle({ numWords: 4 }), vocabulary: '' })).not.toThrow();
  });

  it('accepts a bundle without optimizer state, and a vocabulary smaller than the embedding', () => {
    const bundle = { ...exampleBundle(), optimizer: null, vocabulary: 'one\ntwo' };
    expect(() => checkBundle(bundle)).not.toThrow();
  });

  it.each<[string, (bundle: ModelBundle) => void, RegExp]>([
    ['a missing weight', (b) => b.weights.splice(2, 1), /lstm\/recurrent_kernel is missing/],
    [
      'an unknown weight',
      (b) => b.weights.push({ name: 'x/y', shape: [1], values: new Float32Array(1) }),
      /x\/y belongs to no layer/,
    ],
    ['a weight twice', (b) => b.weights.push(b.weights[0]!), /twice/],
    [
      'a wrong shape',
      (b) => (b.weights[1]!.shape = [128, 32]),
      /lstm\/kernel has the shape \[128, 32\] where \[32, 128\]/,
    ],
    [
      'too few numbers',
      (b) => (b.weights[1]!.values = new Float32Array(5)),
      /lstm\/kernel holds 5 numbers where 4096/,
    ],
    ['NaN', (b) => (b.weights[3]!.values[9] = Number.NaN), /lstm\/bias holds NaN at position 9/],
    ['infinity', (b) => (b.weights[3]!.values[9] = -Infinity), /lstm\/bias holds -Infinity at position 9/],
    ['weights of another type', (b) => (b.weights[0]!.values = foreign([1, 2])), /weights\.0\.values/],
    ['no weights at all', (b) => (b.weights = foreign(undefined)), /“weights”/],
    [
      'an optimizer slot that is missing',
      (b) => b.optimizer!.slots.pop(),
      /slot v\/dense_1\/bias is missing/,
    ],
    [
      'optimizer slots in another order',
      (b) => (b.optimizer!.slots = b.optimizer!.slots.toReversed()),
      /slot m\/embedding\/embeddings is not at its place/,
    ],
    [
      'NaN in the optimizer',
      (b) => (b.optimizer!.slots[0]!.values[0] = Number.NaN),
      /m\/embedding\/embeddings holds NaN/,
    ],
    ['a negative step count', (b) => (b.optimizer!.iterations = -1), /optimizer\.iterations/],
    ['another optimizer', (b) => (b.optimizer!.className = foreign('SGD')), /optimizer\.className/],
    [
      'more words than rows',
      (b) => (b.vocabulary += '\nextra'),
      /vocabulary has 37 words.*40 rows has room for 36/,
    ],
    ['an empty word', (b) => (b.vocabulary = 'one\n\ntwo'), /word 2 of the vocabulary is empty/],
    ['a word twice', (b) => (b.vocabulary = 'one\ntwo\none'), /lists a word twice/],
    ['no vocabulary', (b) => (b.vocabulary = foreign(undefined)), /“vocabulary”/],
    ['another review length than the network', (b) => (b.meta.settings.maxLen = 13), /reads 12 steps.*13/],
    [
      'another readout than the network',
      (b) => (b.meta.settings.readout = 'lastStep'),
      /mask_zero.*lastStep/,
    ],
    ['a network that cannot run', (b) => (b.topology.config.layers[1]!.config.units = 0), /“units”/],
    ['a setting out of range', (b) => (b.meta.settings.batchSize = 0), /settings\.batchSize/],
    [
      'words that were not lower-cased',
      (b) => (b.meta.tokenizer = { ...b.meta.tokenizer, lower: false }),
      /tokenizer setting “lower” false, and this page has true/,
    ],
    [
      'ids that begin elsewhere',
      (b) => (b.meta.tokenizer = { ...b.meta.tokenizer, indexFrom: 0 }),
      /tokenizer setting “indexFrom” 0, and this page has 3/,
    ],
    ['a damaged tokenizer', (b) => (b.meta.tokenizer = foreign({ lower: true })), /tokenizer\.filters/],
    ['an unknown dataset', (b) => (b.meta.settings.dataset = foreign('mars')), /settings\.dataset/],
    ['a date that is none', (b) => (b.meta.savedAt = 'soon'), /savedAt/],
    ['a damaged history', (b) => (b.meta.history[0]!.loss = Number.NaN), /history\.0\.loss/],
    ['a newer format', (b) => (b.meta.versions.format = foreign(2)), /format 2 by a newer version.*Reload/],
  ])('refuses %s', (_, change, message) => {
    const trouble = troubleOf(change);
    expect(trouble.message).toMatch(message);
    expect(trouble.code).toBe('bad-archive');
  });

  it('lists a few troubles at once and counts the rest', () => {
    const { message } = troubleOf((bundle) => (bundle.weights = []));
    expect(message).toMatch(/embedding\/embeddings is missing; .*lstm\/kernel is missing; .*; and 8 more\.$/);
  });
});

it('parseMeta drops what it does not know and keeps the rest', () => {
  const { meta } = exampleBundle();
  expect(parseMeta({ ...meta, extra: 1 })).toEqual(meta);
  expect(() => parseMeta(null)).toThrow(/damaged/);
});

it('parseMeta fills in the tokenizer of models saved before it was written down', () => {
  const { meta } = exampleBundle();
  const { tokenizer: _, ...old } = meta;
  expect(parseMeta(old)).toEqual(meta);
});
