/** The verdict on the typed review: debounced, and only the newest answer counts. */
import { troubleOf, type PredictionStatus } from './status';
import { getState, setState } from './store';
import { trainingWorker } from './workers';

/** Typing is not answered letter by letter. */
const DEBOUNCE_MS = 150;

let timer: ReturnType<typeof setTimeout> | undefined;
let newest = 0;

/** Takes the text of the field; the answer follows when typing pauses. */
export function typeReview(review: string): void {
  setState({ review });
  clearTimeout(timer);
  timer = setTimeout(predictNow, DEBOUNCE_MS);
}

/** Asks the model about the text as it is now; an older answer still under way is dropped. */
export function predictNow(): void {
  clearTimeout(timer);
  const call = ++newest;
  const { review, model, prediction } = getState();
  const show = (status: PredictionStatus): void => {
    if (call === newest) setState({ prediction: status });
  };
  if (review.trim() === '') return show({ kind: 'empty' });
  if (model === null) return show({ kind: 'noModel' });
  if (prediction.kind !== 'ready') show({ kind: 'waiting' });
  void ask(review, show);
}

async function ask(review: string, show: (status: PredictionStatus) => void): Promise<void> {
  try {
    const prediction = await (await trainingWorker()).predict(review);
    show({ kind: 'ready', prediction });
  } catch (error) {
    show({ kind: 'failed', trouble: troubleOf(error) });
  }
}
