/** A number field that is typed in while its setting can also change elsewhere. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { changeSettings, readAddress } from '../../state/settingsActions';
import { getState, INITIAL_STATE, setState } from '../../state/store';
import { show, type Shown } from '../charts/testing';
import { NumberField } from './NumberField';

const PROBLEM = 'Epochs must be a whole number from 1 to 1,000.';

let shown: Shown;

beforeEach(() => {
  setState(INITIAL_STATE);
  shown = show(<NumberField setting="epochs" />);
});

afterEach(() => {
  shown.close();
  history.replaceState(null, '', location.pathname + location.search);
  setState(INITIAL_STATE);
});

const field = (): ReturnType<typeof page.getByRole> => page.getByRole('spinbutton', { name: 'Epochs' });

async function typeAndLeave(text: string): Promise<void> {
  await field().fill(text);
  await userEvent.tab();
}

/** As a link that is followed while the page is open. */
function follow(hash: string): void {
  history.replaceState(null, '', hash);
  readAddress('sentences');
}

describe('NumberField', () => {
  it('takes a good number over', async () => {
    await typeAndLeave('7');
    expect(getState().settings.epochs).toBe(7);
    await expect.element(field()).toHaveValue(7);
  });

  it('keeps a bad number in view with its problem; the setting stays', async () => {
    await typeAndLeave('-3');
    await expect.element(field()).toHaveValue(-3);
    await expect.element(page.getByText(PROBLEM)).toBeVisible();
    expect(getState().settings.epochs).toBe(12);
  });

  it('shows what a link has set in place of a bad number', async () => {
    await typeAndLeave('-3');
    follow('#epochs=2');
    await expect.element(field()).toHaveValue(2);
    expect(page.getByText(PROBLEM).elements()).toHaveLength(0);
  });

  it('shows the setting again when a link clears the problem and leaves the value as it was', async () => {
    await typeAndLeave('-3');
    follow('#epochs=12');
    await expect.element(field()).toHaveValue(12);
  });

  it('withdraws its problem when another control sets the value', async () => {
    await typeAndLeave('-3');
    changeSettings({ epochs: 5 });
    await expect.element(field()).toHaveValue(5);
    expect(page.getByText(PROBLEM).elements()).toHaveLength(0);
    await expect.poll(() => getState().fieldProblems).toEqual({});
  });
});
