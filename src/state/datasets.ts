/** The datasets that the page offers, and which of them are there. */
import type { DatasetId } from '../types';

export const DATASET_CHOICES: { id: DatasetId; label: string; about: string }[] = [
  {
    id: 'imdb',
    label: 'Film reviews (IMDB)',
    about: '25,000 film reviews to learn from, and 25,000 to be tested on.',
  },
  {
    id: 'sentences',
    label: 'Short sentences (built in)',
    about: '3,000 sentences on films, products and restaurants: trains in seconds.',
  },
];

/**
 * Whether the film reviews were there when the page was built (or, while developing, when this file was
 * last read). Known without a request, since one for a missing file would be an error in the console.
 */
export const hasImdb =
  Object.keys(import.meta.glob('/public/imdb/manifest.json', { query: '?url' })).length > 0;
