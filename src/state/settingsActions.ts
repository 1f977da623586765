/** Changing settings: from fields, from the address, and into the address. */
import type { DatasetId, Settings } from '../types';
import { formatAddress, parseAddress } from './address';
import { showNotice } from './noticeActions';
import { checkNumber, settingsToContinue, type NumberSetting } from './settings';
import { getState, setState } from './store';

/** Takes over new values and writes them to the address. */
export function changeSettings(change: Partial<Settings>): void {
  takeOver({ ...getState().settings, ...change });
  writeAddress();
}

/** However new settings come, a run can only go on from the current model where they fit it. */
function takeOver(settings: Settings): void {
  const { startFrom, model } = getState();
  setState({ settings });
  if (startFrom === 'current' && (model === null || !canContinue(settings, model.settings))) {
    setState({ startFrom: 'new' });
    showNotice('The next run starts from new weights: the current model was made with other settings.');
  }
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
