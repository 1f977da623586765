/** Choosing a recipe, editing it and going back, in a real browser. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { RECIPES } from '../../recipes';
import { changeSettings } from '../../state/settingsActions';
import { getState, INITIAL_STATE, setState } from '../../state/store';
import { show, type Shown } from '../charts/testing';
import { Layers } from './Layers';
import { RecipeChooser } from './RecipeChooser';
import { RecipeSettings } from './RecipeSettings';

let shown: Shown;

beforeEach(() => {
  setState(INITIAL_STATE, true);
  shown = show(
    <>
      <RecipeChooser />
      <RecipeSettings />
    </>,
    360,
    2000,
  );
});

afterEach(() => {
  shown.close();
  history.replaceState(null, '', location.pathname + location.search);
  setState(INITIAL_STATE, true);
});

const recipe = (name: RegExp): ReturnType<typeof page.getByRole> => page.getByRole('radio', { name });
const field = (name: string): ReturnType<typeof page.getByRole> =>
  page.getByRole('spinbutton', { name, exact: true });

async function open(group: string): Promise<void> {
  await page.getByRole('button', { name: group, exact: true }).click();
}

describe('the recipes', () => {
  it('are one group of radio buttons, each with its figures in its name and its description beside it', () => {
    const radios = page.getByRole('group', { name: /Recipe/ }).getByRole('radio');
    expect(radios.elements()).toHaveLength(Object.keys(RECIPES).length);
    for (const { title, description } of Object.values(RECIPES)) {
      const radio = radios
        .elements()
        .find((element) => element.closest('label')?.textContent.includes(title));
      expect(radio?.closest('label')?.textContent).toMatch(/not measured yet|%|min| s/);
      const described = document.querySelector(`[id="${radio?.getAttribute('aria-describedby')}"]`);
      expect(described?.textContent).toBe(description);
    }
  });

  it('set all of their settings when they are chosen, from the keyboard too', async () => {
    (recipe(/^Tutorial \(as/).element() as HTMLElement).focus();
    await userEvent.keyboard('{ArrowDown}{ArrowDown}');
    await expect.element(recipe(/^Tutorial, tuned/)).toBeChecked();
    expect(getState().settings).toMatchObject({ recipe: 'tuned', ...RECIPES.tuned.settings });
  });

  it('say that they were edited, and lead back', async () => {
    await recipe(/^Best/).click();
    await open('Layers');
    await field('Units per layer').fill('48');
    await expect.element(recipe(/^Best network edited/)).toBeChecked();
    await page.getByRole('button', { name: 'Back to the recipe' }).click();
    await expect.element(field('Units per layer')).toHaveValue(RECIPES.best.settings.units);
    await expect.element(recipe(/^Best network(?! ?edited)/)).toBeChecked();
    expect(page.getByText('edited', { exact: true }).elements()).toHaveLength(0);
  });

  it('say whose figures they show', async () => {
    await expect.element(page.getByText('On the film reviews (IMDB), with 2')).toBeVisible();
    changeSettings({ dataset: 'sentences' });
    await expect.element(page.getByText('not on these sentences')).toBeVisible();
  });
});

describe('the settings', () => {
  it('are closed at first', () => {
    expect(page.getByRole('spinbutton').elements()).toHaveLength(0);
  });

  it('explain themselves', async () => {
    await open('Words');
    await expect.element(field('Word pairs')).toHaveAccessibleDescription(/commonest pairs of neighbours/);
    await expect
      .element(page.getByRole('radiogroup', { name: 'Vectors start' }))
      .toHaveAccessibleDescription(/same company/);
  });

  it('wait and say why where they have no effect', async () => {
    await open('Layers');
    const readout = page.getByRole('radiogroup', { name: 'Read the memory at the' });
    await expect.element(readout).toHaveAccessibleDescription(/half forgotten/);
    await page.getByText('Largest', { exact: true }).click();
    await expect.element(readout).toHaveAccessibleDescription(/more than the last state/);
    await page.getByText('Linear model', { exact: true }).click();
    await expect.element(field('Units per layer')).toBeDisabled();
    await expect.element(field('Units per layer')).toHaveAccessibleDescription(/linear model/);
  });

  it('without an LSTM layer the mean takes the place of the last state, which cannot be chosen', async () => {
    await open('Layers');
    await field('LSTM layers').fill('0');
    expect(getState().settings).toMatchObject({ lstmLayers: 0, pooling: 'mean' });
    expect(getState().notice?.text).toMatch(/no last state/);
    await expect.element(page.getByRole('radio', { name: 'Last', exact: true })).toBeDisabled();
  });
});

it('says in a sentence that the linear model has no layers', async () => {
  shown.update(<Layers />);
  setState({ layers: [] });
  changeSettings({ branches: 'linear' });
  await expect.element(page.getByText(/has no layers: every word and phrase/)).toBeVisible();
});
