/** Changing settings: from fields, from the address, and into the address. */
import type { Settings } from '../types';
import { formatAddress, parseAddress } from './address';
import { showNotice } from './noticeActions';
import { checkNumber, settingsToContinue, type NumberSetting } from './settings';
import { getState, setState } from './store';

/** Takes over new values and writes them to the address. */
export function changeSettings(change: Partial<Settings>): void {
  const { settings, startFrom, model } = getState();
  const next = { ...settings, ...change };
  setState({ settings: next });
  if (startFrom === 'current' && (model === null || !canContinue(next, model.settings))) {
    setState({ startFrom: 'new' });
    showNotice('The next run starts from new weights: the current model was made with other settings.');
  }
  writeAddress();
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
 * Reads the settings that the address names.
 * @returns whether the address names a dataset.
 */
export function readAddress(): boolean {
  const { settings, named, problems } = parseAddress(location.hash);
  setState({ settings, addressProblems: problems, fieldProblems: {} });
  return named.has('dataset');
}

export function dismissAddressProblems(): void {
  setState({ addressProblems: [] });
}
