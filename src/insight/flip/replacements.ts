/** Words that might stand for another and turn what it says. */
import { nearestTo, nearestWords, vectorOf } from '../neighbours';
import { principalComponents } from '../wordAxes';
import { sentimentAxis } from '../sentimentAxis';
import { commonestVectors, endOfCommonest, type WordSpace } from '../wordSpace';
import { FIRST_WORD_ID } from '../../config';
import { dot } from '../../model/principalComponents';

/** The commonest words alone: others are known little, to the model and to people. */
const MAX_WORDS = 5000;
/** Neighbours that are looked at, and how many of a kind are taken. */
const NUM_NEAR = 24;
const NUM_TAKEN = 3;
/** Log-odds by themselves: less is no other word. */
const SMALLEST_DIFFERENCE = 0.1;

export interface Replacer {
  /** @param towards 1 for more positive words, -1 for more negative ones @returns ids */
  replacementsOf: (id: number, towards: 1 | -1) => number[];
}

/**
 * Of the words nearest to the word, and of those nearest to its mirror image (as it is, but for its place along the
 * axis of sentiment, where it is as far on the other side of the mean), those that the model finds more positive or
 * more negative by themselves.
 *
 * @param isWord whether an id is fit to stand for another
 */
export async function createReplacer(
  space: WordSpace,
  isWord: (id: number) => boolean,
  pause: () => Promise<void>,
): Promise<Replacer> {
  const end = endOfCommonest(space, MAX_WORDS);
  const table = commonestVectors(space, end);
  const components = await principalComponents(table, space.units, 1, pause);
  const axis = sentimentAxis(table, space.logOdds.subarray(FIRST_WORD_ID, end), components);
  const middle = dot(components.mean, axis);
  const common = { ...space, end };
  return {
    replacementsOf(id, towards) {
      const gainOf = (other: number): number => towards * (space.logOdds[other]! - space.logOdds[id]!);
      const vector = vectorOf(space, id);
      const height = 2 * (dot(vector, axis) - middle);
      const mirrored = vector.map((value, d) => value - height * axis[d]!);
      const near = [
        nearestWords(common, id, 'cosine', NUM_NEAR),
        nearestTo(common, mirrored, id, 'cosine', NUM_NEAR),
      ];
      const taken = near.map((words) =>
        words
          .filter(({ id: other }) => gainOf(other) > SMALLEST_DIFFERENCE && isWord(other))
          .slice(0, NUM_TAKEN),
      );
      return [...new Set(taken.flat().map((word) => word.id))];
    },
  };
}
