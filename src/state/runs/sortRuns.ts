/** The order of the table of runs. Pure. */
import type { RunSummary } from '../../types';
import { bestEpoch, recipeTitle } from './runFacts';

export type SortKey =
  | 'name'
  | 'recipe'
  | 'dataset'
  | 'startedAt'
  | 'epochs'
  | 'valAccuracy'
  | 'testAccuracy'
  | 'seconds'
  | 'numParams'
  | 'backend';

export interface SortOrder {
  key: SortKey;
  isDescending: boolean;
}

export const NEWEST_FIRST: SortOrder = { key: 'startedAt', isDescending: true };

const VALUES: Record<SortKey, (run: RunSummary) => string | number | null> = {
  name: ({ name }) => name,
  recipe: ({ settings }) => recipeTitle(settings),
  dataset: ({ datasetTitle }) => datasetTitle,
  startedAt: ({ startedAt }) => Date.parse(startedAt),
  epochs: ({ epochs }) => epochs.length,
  valAccuracy: ({ epochs }) => bestEpoch(epochs)?.valAccuracy ?? null,
  testAccuracy: ({ test }) => test?.accuracy ?? null,
  seconds: ({ seconds }) => seconds,
  numParams: ({ numParams }) => numParams,
  backend: ({ backend }) => backend.title,
};

const inWords = new Intl.Collator('en', { numeric: true });

/** Runs without the value come last either way; equals keep the newest first. */
export function sortRuns(runs: readonly RunSummary[], { key, isDescending }: SortOrder): RunSummary[] {
  const valueOf = VALUES[key];
  const direction = isDescending ? -1 : 1;
  const newestFirst = runs.toSorted((a, b) => Date.parse(b.startedAt) - Date.parse(a.startedAt));
  return newestFirst.toSorted((a, b) => {
    const [x, y] = [valueOf(a), valueOf(b)];
    if (x === null || y === null) return Number(x === null) - Number(y === null);
    if (typeof x === 'number' && typeof y === 'number') return direction * (x - y);
    return direction * inWords.compare(String(x), String(y));
  });
}

/** Names read best from A, figures from the best or largest; pressed again, a column turns round. */
export function nextOrder(order: SortOrder, key: SortKey): SortOrder {
  if (order.key === key) return { key, isDescending: !order.isDescending };
  const isText = key === 'name' || key === 'recipe' || key === 'dataset' || key === 'backend';
  return { key, isDescending: !isText && key !== 'seconds' };
}
