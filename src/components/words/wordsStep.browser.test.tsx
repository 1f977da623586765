/** The words' step over the store. */
import { afterEach, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { INITIAL_STATE, setState } from '../../state/store';
import { soon } from '../charts/plotTesting';
import { show, type Shown } from '../charts/testing';
import type { WordMapUpdate } from '../../types';
import { WordsStep } from './WordsStep';

let shown: Shown | undefined;
afterEach(() => {
  shown?.close();
  shown = undefined;
  setState(INITIAL_STATE);
  document.body.style.paddingTop = '';
  scrollTo(0, 0);
});

const SPECIAL = '<PAD>\n<START>\n<UNK>\n<UNUSED>';
const mapOf = (step: number): WordMapUpdate => ({
  step,
  explained: [0.6, 0.4],
  x: Float32Array.from({ length: 8 }, (_, id) => Math.sin(id)),
  y: Float32Array.from({ length: 8 }, (_, id) => Math.cos(id)),
  scores: Float32Array.from({ length: 8 }, (_, id) => 0.1 * (id - 4)),
});

it('never lists the words of one run beside the places of another', async () => {
  setState({ mapWords: `${SPECIAL}\nawful\ndull\nfine\ngreat`, wordMap: mapOf(1) });
  shown = show(<WordsStep />);
  await expect.element(page.getByText('great', { exact: true }).first()).toBeInTheDocument();
  // Out of sight the map keeps the last run's places, so it has to keep its words too.
  document.body.style.paddingTop = '4000px';
  await soon(() => expect(shown?.host.getBoundingClientRect().top).toBeGreaterThan(innerHeight + 300));
  await new Promise((resolve) => setTimeout(resolve, 300));
  setState({ mapWords: `${SPECIAL}\none\ntwo\nthree\nfour`, wordMap: null });
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(shown.host.textContent).toContain('great');
  expect(shown.host.textContent).not.toContain('four');
  setState({ wordMap: mapOf(2) });
  document.body.style.paddingTop = '';
  await soon(() => expect(shown?.host.textContent).toContain('four'));
  expect(shown.host.textContent).not.toContain('great');
});

it('tells why the words are not there, and asks again', async () => {
  setState({ wordsTrouble: { code: 'internal', message: 'The worker broke down.' } });
  shown = show(<WordsStep />);
  await expect.element(page.getByText('The worker broke down.')).toBeVisible();
  await expect.element(page.getByRole('button', { name: 'Try again' })).toBeVisible();
});
