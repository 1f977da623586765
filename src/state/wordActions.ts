/** The vocabulary by id and the untrained map, kept in step with dataset, vocabulary size and seed. */
import { openInfo, troubleOf } from './status';
import { getState, setState } from './store';
import { dataWorker, trainingWorker } from './workers';

/** Asks for words and untrained places again; an answer that settings have overtaken is dropped. */
export async function refreshWords(): Promise<void> {
  const { settings, data } = getState();
  const info = openInfo(data);
  if (info === null) return;
  const isStale = (): boolean => {
    const now = getState();
    return (
      openInfo(now.data)?.hash !== info.hash ||
      now.settings.numWords !== settings.numWords ||
      now.settings.seed !== settings.seed
    );
  };
  try {
    const [client, training] = await Promise.all([dataWorker(), trainingWorker()]);
    const words = await client.words(settings.numWords);
    // A small dataset has fewer words than the vocabulary could hold.
    const numWords = words.split('\n').length;
    const untrainedMap = await training.untrainedMap(numWords, settings.seed);
    if (!isStale()) setState({ words, untrainedMap, wordsTrouble: null });
  } catch (error) {
    if (!isStale()) setState({ wordsTrouble: troubleOf(error) });
  }
}
