/** What is read out while a run goes on and after it, and which buttons wait. */
import { afterEach, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { INITIAL_STATE, setState } from '../../state/store';
import { show, type Shown } from '../charts/testing';
import { RunControls } from './RunControls';
import { RunTroubles } from './RunTroubles';
import { TestScore } from './TestScore';

let shown: Shown | undefined;

afterEach(() => {
  shown?.close();
  setState(INITIAL_STATE, true);
});

it('warnings come into a region that is there before them', async () => {
  shown = show(<RunTroubles />);
  const region = page.getByRole('status', { name: 'Warnings' });
  await expect.element(region).toBeInTheDocument();
  setState({ warnings: ['The best epoch could not be saved.'] });
  await expect.element(region).toHaveTextContent('The best epoch could not be saved.');
});

it('the score on the test set too', async () => {
  shown = show(<TestScore />);
  const region = page.getByRole('status', { name: 'Test score' });
  await expect.element(region).toBeInTheDocument();
  setState({ test: { kind: 'done', metrics: { loss: 0.5, accuracy: 0.75, reviews: 600, seconds: 1 } } });
  await expect.element(region).toHaveTextContent('75.0% of 600 test reviews are judged rightly; loss 0.5000');
});

it('Train waits while a model is put in place, and keeps the focus', async () => {
  shown = show(<RunControls />);
  const train = page.getByRole('button', { name: 'Train' });
  train.element().focus();
  setState({ isModelLoading: true });
  await expect.element(train).toHaveAttribute('aria-disabled', 'true');
  expect(document.activeElement).toBe(train.element());
  setState({ isModelLoading: false });
  await expect.element(train).not.toHaveAttribute('aria-disabled');
});
