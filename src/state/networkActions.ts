/** What the page says of the network before it trains: layers and available backends. */
import { FIRST_WORD_ID } from '../config';
import { openInfo, troubleOf } from './status';
import { getState, setState } from './store';
import { trainingWorker } from './workers';

/**
 * Layers for the settings as they are, with no more words than the open dataset has; dropped when the
 * settings have moved on.
 */
export async function refreshLayers(): Promise<void> {
  const { settings, data } = getState();
  const info = openInfo(data);
  const numWords =
    info?.id === settings.dataset
      ? Math.min(settings.numWords, FIRST_WORD_ID + info.numRankedWords)
      : settings.numWords;
  try {
    const layers = await (await trainingWorker()).summary({ ...settings, numWords });
    if (getState().settings === settings) setState({ layers, networkTrouble: null });
  } catch (error) {
    if (getState().settings === settings) setState({ networkTrouble: troubleOf(error) });
  }
}

export async function probeBackends(): Promise<void> {
  try {
    const backends = await (await trainingWorker()).backends();
    setState({ backends });
  } catch (error) {
    setState({ networkTrouble: troubleOf(error) });
  }
}
