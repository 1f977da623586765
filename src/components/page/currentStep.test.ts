import { describe, expect, it } from 'vitest';
import { currentStep, type StepPlace } from './currentStep';

const WINDOW = { height: 900, scrolled: 0, scrollable: 1500 };

/** Three steps side by side above a fourth, as on a desktop, `scrolled` px further down. */
function steps(scrolled: number, focused = ''): StepPlace[] {
  const at = (id: StepPlace['id'], top: number, bottom: number): StepPlace => ({
    id,
    top: top - scrolled,
    bottom: bottom - scrolled,
    hasFocus: id === focused,
  });
  return [
    at('data', 70, 400),
    at('words', 414, 888),
    at('network', 70.5, 888),
    at('train', 70, 888),
    at('try', 1200, 1700),
    at('keep', 1714, 2000),
  ];
}

const at = (scrolled: number, focused = ''): string =>
  currentStep(steps(scrolled, focused), { ...WINDOW, scrolled });

describe('currentStep', () => {
  it('is the first of the steps side by side at the top of the page', () => {
    expect(at(0)).toBe('data');
  });

  it('is the step that was scrolled to', () => {
    expect(at(350)).toBe('words');
    expect(at(900)).toBe('words');
    expect(at(1100)).toBe('try');
  });

  it('is the last step at the end of the page, even where it cannot reach the top', () => {
    expect(at(1499)).toBe('keep');
    expect(currentStep(steps(0), { ...WINDOW, scrollable: 0 })).toBe('data');
  });

  it('is where the focus is, as long as that is in view', () => {
    expect(at(0, 'train')).toBe('train');
    expect(at(0, 'try')).toBe('data');
    expect(at(1100, 'train')).toBe('try');
  });

  it('is the first step before there are any', () => {
    expect(currentStep([], WINDOW)).toBe('data');
  });
});
