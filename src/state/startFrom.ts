/** Where the next run starts: from new weights or from the current model. */
import { openDataset } from './dataActions';
import { settingsToContinue } from './settings';
import { changeSettings } from './settingsActions';
import { getState, setState, type StartFrom } from './store';

/** Going on from the current model needs its dataset, vocabulary, lengths and layers: the settings follow it. */
export function chooseStart(startFrom: StartFrom): void {
  const { model } = getState();
  if (startFrom === 'current' && model !== null) {
    changeSettings(settingsToContinue(model.settings));
    openDataset(model.settings.dataset).catch(() => {});
  }
  setState({ startFrom: model === null ? 'new' : startFrom });
}
