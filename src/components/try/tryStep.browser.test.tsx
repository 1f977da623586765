import { afterEach, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { INITIAL_STATE, setState } from '../../state/store';
import { show, type Shown } from '../charts/testing';
import { TryStep } from './TryStep';

let shown: Shown | undefined;

afterEach(() => {
  shown?.close();
  setState(INITIAL_STATE, true);
});

const direction = (): string =>
  getComputedStyle(page.getByRole('textbox', { name: 'Review' }).element()).direction;

it('a review is written in the direction of its own script', () => {
  setState({ review: 'A fine car' });
  shown = show(<TryStep />);
  expect(direction()).toBe('ltr');
  setState({ review: 'سيارة جميلة' });
  shown.update(<TryStep />);
  expect(direction()).toBe('rtl');
});
