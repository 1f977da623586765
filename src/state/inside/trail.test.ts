import { describe, expect, it } from 'vitest';
import {
  applyEdits,
  describeEdits,
  editAt,
  keyOf,
  negateWord,
  NO_EDITS,
  removeWord,
  replaceWord,
  withEdit,
  withoutEdit,
} from './edits';
import { clear, redo, startTrail, undo, visit, type Trail } from './trail';

const WORDS = ['a', 'good', 'film', 'a', 'bad', 'end'];
const WITHOUT_BAD = [removeWord(4)];
const NOT_GOOD = [negateWord(1, 'good')];

describe('edits', () => {
  it('make another review of a review, whatever their order', () => {
    const edits = withEdit(
      withEdit(withEdit(NO_EDITS, removeWord(4)), negateWord(1, 'good')),
      replaceWord(3, ['with', 'a']),
    );
    expect(edits.map(({ place }) => place)).toEqual([1, 3, 4]);
    expect(applyEdits(WORDS, edits)).toEqual(['a', 'not', 'good', 'film', 'with', 'a', 'end']);
    expect(applyEdits(WORDS, NO_EDITS)).toEqual(WORDS);
    expect(applyEdits(['bad'], [removeWord(0)])).toEqual([]);
  });

  it('take the place of one another at the same word, and can be taken back', () => {
    const edits = withEdit(NOT_GOOD, replaceWord(1, ['great']));
    expect(edits).toEqual([replaceWord(1, ['great'])]);
    expect(editAt(edits, 1)?.kind).toBe('replace');
    expect(editAt(edits, 0)).toBeNull();
    expect(withoutEdit(edits, 1)).toEqual([]);
    expect(withoutEdit(edits, 2)).toEqual(edits);
    expect(NOT_GOOD).toEqual([negateWord(1, 'good')]);
  });

  it('are the same when they make the same', () => {
    expect(keyOf([replaceWord(1, ['not', 'good'])])).toBe(keyOf(NOT_GOOD));
    expect(keyOf([replaceWord(1, ['bad'])])).not.toBe(keyOf([replaceWord(2, ['bad'])]));
    expect(keyOf([removeWord(1)])).not.toBe(keyOf([removeWord(1), removeWord(2)]));
    expect(keyOf(NO_EDITS)).not.toBe(keyOf([removeWord(0)]));
  });

  it('are told in words', () => {
    expect(describeEdits(WORDS, NO_EDITS)).toBe('The original');
    expect(describeEdits(WORDS, [...NOT_GOOD, ...WITHOUT_BAD])).toBe('“good” → “not good”, without “bad”');
  });
});

const keys = ({ tried }: Trail): string[] => tried.map(keyOf);

describe('trail', () => {
  const both = [...NOT_GOOD, ...WITHOUT_BAD];
  const walked = [WITHOUT_BAD, both, NOT_GOOD].reduce(visit, startTrail(WORDS));

  it('holds what was tried in its order, each state once', () => {
    expect(walked.tried).toEqual([NO_EDITS, WITHOUT_BAD, both, NOT_GOOD]);
    const again = visit(walked, WITHOUT_BAD);
    expect(again.tried).toEqual(walked.tried);
    expect(again.current).toEqual(WITHOUT_BAD);
    expect(visit(again, [removeWord(4)])).toBe(again);
  });

  it('goes back and forth step by step', () => {
    const back = undo(undo(walked));
    expect(back.current).toEqual(WITHOUT_BAD);
    expect(redo(back).current).toEqual(both);
    expect(redo(redo(back))).toEqual(walked);
    expect(redo(walked)).toBe(walked);
    expect(undo(undo(undo(walked))).current).toEqual(NO_EDITS);
    expect(undo(startTrail(WORDS))).toEqual(startTrail(WORDS));
  });

  it('forgets what was undone when something else is tried', () => {
    const other = visit(undo(walked), [removeWord(0)]);
    expect(redo(other)).toBe(other);
    expect(undo(other).current).toEqual(both);
  });

  it('can be undone after a return to an earlier state', () => {
    const reset = visit(walked, NO_EDITS);
    expect(undo(reset).current).toEqual(NOT_GOOD);
  });

  it('is cleared but for the original and what is shown', () => {
    expect(clear(walked).tried).toEqual([NO_EDITS, NOT_GOOD]);
    expect(clear(walked).current).toEqual(NOT_GOOD);
    expect(undo(clear(walked)).current).toEqual(NOT_GOOD);
    expect(clear(visit(walked, NO_EDITS)).tried).toEqual([NO_EDITS]);
  });

  it('drops the oldest states but the original, and lists one that is undone to again', () => {
    const many = Array.from({ length: 45 }, (_, i) => [replaceWord(0, [`w${i}`])]);
    let trail = many.reduce(visit, startTrail(WORDS));
    expect(trail.tried).toHaveLength(40);
    expect(keys(trail).slice(0, 2)).toEqual(['', '0:w6']);
    for (let i = 0; i < 44; i++) trail = undo(trail);
    expect(keyOf(trail.current)).toBe('0:w0');
    expect(keys(trail)).toContain('0:w0');
    expect(trail.tried).toHaveLength(40);
  });
});
