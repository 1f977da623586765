/** The smallest change of a review that turns a model's verdict on it. */
import type { Edit, FlipOptions, FlipSearch } from '../../insightTypes';
import { NEGATION, negateWord, removeWord, replaceWord } from '../../reviewEdits';
import { FIRST_WORD_ID } from '../../config';
import type { Work } from '../calls';
import { explain } from '../explanation/explain';
import type { InsightModel } from '../insightModel';
import { judgeReviews } from '../judgeReviews';
import { seeReview } from '../seenReview';
import { createReplacer } from './replacements';
import { searchFlip } from './searchFlip';

/** Words for which others are looked up: comparing one with all takes a millisecond. */
const MAX_REPLACED = 32;
/** A mark such as 7 turns many a verdict, but says it in other ways than words do. */
const LETTER = /\p{L}/u;

/** Changes words that reach the model alone, those first that speak most for the verdict. */
export async function smallestFlip(
  model: InsightModel,
  words: string[],
  { maxEdits, maxJudged }: FlipOptions,
  work: Work,
): Promise<FlipSearch> {
  const isKnown = (word: string): boolean => model.vocabulary.idOf(word) >= FIRST_WORD_ID;
  const report = (done: number): void =>
    work.report({ phase: 'Judging changed reviews', done, total: maxJudged, unit: 'reviews' });
  report(0);
  const { logOdds, contributions } = await explain(model, words, 'integratedGradients', work);
  const towards = logOdds > 0 ? -1 : 1;
  const { first } = seeReview(model, words);
  const places = Array.from(contributions.keys())
    .toSorted((a, b) => towards * (contributions[a]! - contributions[b]!))
    .map((place) => first + place);
  const result = await searchFlip({
    words,
    logOdds,
    edits: await editsOf(model, words, places, towards, work),
    maxEdits,
    maxJudged,
    isReadable: (changed) => changed.some(isKnown),
    judge: (reviews, numJudged) =>
      judgeReviews(model, reviews, async (done) => {
        report(numJudged + done);
        await work.pause();
      }),
  });
  report(result.numJudged);
  return result;
}

/** All changes of the words at the places, place by place; "not" and other words where the model knows them. */
async function editsOf(
  model: InsightModel,
  words: readonly string[],
  places: readonly number[],
  towards: 1 | -1,
  work: Work,
): Promise<Edit[]> {
  const { vocabulary, hasNetwork } = model;
  const canNegate = vocabulary.idOf(NEGATION) >= FIRST_WORD_ID;
  const isWord = (id: number): boolean => LETTER.test(vocabulary.wordOf(id));
  const { pause } = work;
  const replacer = hasNetwork ? await createReplacer(await model.wordSpace(pause), isWord, pause) : null;
  const edits: Edit[] = [];
  let numReplaced = 0;
  for (const place of places) {
    const word = words[place]!;
    const id = vocabulary.idOf(word);
    edits.push(removeWord(place));
    if (id < FIRST_WORD_ID) continue;
    if (canNegate) edits.push(negateWord(place, word));
    if (replacer === null || numReplaced === MAX_REPLACED) continue;
    for (const other of replacer.replacementsOf(id, towards)) {
      edits.push(replaceWord(place, [vocabulary.wordOf(other)]));
    }
    numReplaced++;
    await pause();
  }
  return edits;
}
