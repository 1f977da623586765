/** When the panel takes sides, and when it must not. */
import { afterEach, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { INITIAL_STATE, setState } from '../../state/store';
import type { Prediction } from '../../types';
import { show, type Shown } from '../charts/testing';
import { VerdictPanel } from './VerdictPanel';

let shown: Shown | undefined;

afterEach(() => {
  shown?.close();
  setState(INITIAL_STATE, true);
});

const panel = page.getByRole('status', { name: 'Prediction' });

function judge(changed: Partial<Prediction>): void {
  const prediction: Prediction = {
    negative: 0.25,
    positive: 0.75,
    label: 1,
    numWords: 3,
    numKnown: 2,
    numCut: 0,
    seen: [],
    elapsedMs: 1,
    ...changed,
  };
  setState({ prediction: { kind: 'ready', prediction } });
  shown = show(<VerdictPanel />);
}

it('a text with known words gets a verdict and its colour', async () => {
  judge({});
  await expect.element(panel).toHaveTextContent(/^PositiveNegative 25.0%Positive 75.0%Knows 2 of 3 words/);
  await expect.element(panel).toHaveAttribute('data-tone', 'positive');
});

it('a text without a known word gets neither', async () => {
  judge({ numKnown: 0 });
  await expect
    .element(panel)
    .toHaveTextContent(/^No verdict.*Knows 0 of 3 words.*say nothing about the text/);
  await expect.element(panel).toHaveAttribute('data-tone', 'none');
});

it('an answer that is no number is called what it is', async () => {
  judge({ negative: Number.NaN, positive: Number.NaN, label: 0 });
  await expect.element(panel).toHaveTextContent(/is not a number.*Train again/);
  await expect.element(panel).not.toHaveTextContent('%');
  await expect.element(panel).toHaveAttribute('data-tone', 'none');
});
