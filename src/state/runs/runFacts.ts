/** What the page says of a recorded run. Pure. */
import { wilsonInterval } from '../../evaluation/intervals';
import type { Interval } from '../../evaluation/report';
import { RECIPES } from '../../recipes';
import type { EpochMetrics, RunSummary, Settings } from '../../types';
import { isChangedRecipe } from '../settings';

/** "Fast", or "Fast, changed" where a setting of the recipe is not as declared. */
export function recipeTitle(settings: Settings): string {
  const { title } = RECIPES[settings.recipe];
  return isChangedRecipe(settings) ? `${title}, changed` : title;
}

/** A name that tells runs apart: "Fast, seed 1", "Fast, seed 1 (2)". */
export function defaultRunName(settings: Settings, runs: readonly RunSummary[]): string {
  const stem = `${RECIPES[settings.recipe].title}, seed ${settings.seed}`;
  const taken = new Set(runs.map(({ name }) => name));
  let name = stem;
  for (let n = 2; taken.has(name); n++) name = `${stem} (${n})`;
  return name;
}

/** The epoch of the highest validation accuracy, the first of equals; null without validation reviews. */
export function bestEpoch(epochs: readonly EpochMetrics[]): (EpochMetrics & { valAccuracy: number }) | null {
  let best: (EpochMetrics & { valAccuracy: number }) | null = null;
  for (const epoch of epochs) {
    const { valAccuracy } = epoch;
    if (valAccuracy !== null && (best === null || valAccuracy > best.valAccuracy)) {
      best = { ...epoch, valAccuracy };
    }
  }
  return best;
}

/** Wilson's 95% interval of a test accuracy; null before the test set was evaluated. */
export function testInterval({ test }: RunSummary): Interval | null {
  return test === null ? null : wilsonInterval(Math.round(test.accuracy * test.reviews), test.reviews);
}
