/** Changing settings: from fields, from the address, and into the address. */
import { RECIPES } from '../recipes';
import type { DatasetId, RecipeId, Settings } from '../types';
import { formatAddress, parseAddress } from './address';
import { showNotice } from './noticeActions';
import { checkNumber, settingsToContinue, withRecipe, type NumberSetting } from './settings';
import { getState, setState } from './store';

/** Takes over new values and writes them to the address. */
export function changeSettings(change: Partial<Settings>): void {
  takeOver({ ...getState().settings, ...change });
  writeAddress();
}

/** Everything that a recipe decides, in place of what it was; what was typed badly for it is forgotten. */
export function chooseRecipe(recipe: RecipeId): void {
  const decided = RECIPES[recipe].settings;
  const problems = Object.entries(getState().fieldProblems).filter(([setting]) => !(setting in decided));
  setState({ fieldProblems: Object.fromEntries(problems) });
  changeSettings(withRecipe(getState().settings, recipe));
}

/**
 * However new settings come, without an LSTM there is no last state to read, and a run can only go on from the
 * current model where they fit it.
 */
function takeOver(wanted: Settings): void {
  const { startFrom, model } = getState();
  const notices: string[] = [];
  let settings = wanted;
  if (settings.lstmLayers === 0 && settings.pooling === 'last') {
    settings = { ...settings, pooling: 'mean' };
    notices.push('Without an LSTM layer there is no last state: the head now sees the mean of the vectors.');
  }
  setState({ settings });
  if (startFrom === 'current' && (model === null || !canContinue(settings, model.settings))) {
    setState({ startFrom: 'new' });
    notices.push('The next run starts from new weights: the current model was made with other settings.');
  }
  if (notices.length > 0) showNotice(notices.join(' '));
}

/** Puts the settings as they are into the page's address. */
export function writeAddress(): void {
  history.replaceState(history.state, '', formatAddress(getState().settings));
}

/** Whether a run with these settings can go on from a model made with those. */
function canContinue(settings: Settings, model: Settings): boolean {
  const needed = settingsToContinue(model);
  return Object.entries(needed).every(([key, value]) => settings[key as keyof Settings] === value);
}

/** A number field's text: taken over when it is good, else its problem is noted. */
export function enterNumber(setting: NumberSetting, text: string): void {
  const { value, problem } = checkNumber(setting, text);
  const { [setting]: _, ...others } = getState().fieldProblems;
  setState({ fieldProblems: problem === null ? others : { ...others, [setting]: problem } });
  if (problem === null && value !== getState().settings[setting]) changeSettings({ [setting]: value });
}

/**
 * Takes over the settings that the address names; the others have their defaults.
 * @param dataset the one to use where the address names none
 */
export function readAddress(dataset: DatasetId): void {
  const { settings, named, problems } = parseAddress(location.hash);
  takeOver(named.has('dataset') ? settings : { ...settings, dataset });
  setState({ addressProblems: problems, fieldProblems: {} });
}

export function dismissAddressProblems(): void {
  setState({ addressProblems: [] });
}
