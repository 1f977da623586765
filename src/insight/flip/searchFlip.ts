/**
 * Looks for the fewest changes of a review that turn its verdict: a beam search over sets of changes, of one change
 * first, then of two, and so on. Sets that promise most by the sum of what their changes do alone are judged first.
 */
import type { Edit, FlipOptions, FlipSearch } from '../../insightTypes';
import { applyEdits, keyOf, withEdit, type Edits } from '../../reviewEdits';

export interface FlipQuestion extends FlipOptions {
  words: readonly string[];
  /** Of the original. */
  logOdds: number;
  /** Changes to try, the most promising first; several may be of the same word. */
  edits: readonly Edit[];
  /** Whether an answer to a review of these words means anything. */
  isReadable: (words: readonly string[]) => boolean;
  /** [reviews] log-odds of some reviews, `PIECE` at most. @param numJudged before these */
  judge: (reviews: string[][], numJudged: number) => Promise<Float32Array>;
}

interface Tried {
  edits: Edits;
  logOdds: number;
  /** By how much it moves the answer towards the other verdict: log-odds. */
  gain: number;
}

/** Sets to which another change is added, and changes that are added to them: the best of each. */
const BEAM = 12;
const PARTNERS = 48;
const PARTNERS_OF_A_WORD = 2;
/** Of all reviews, those that single changes may take where more may be tried together. */
const SHARE_OF_SINGLES = 0.6;
/** Reviews that are judged before it is looked whether one of them turns the verdict. */
const PIECE = 64;

export async function searchFlip(question: FlipQuestion): Promise<FlipSearch> {
  const { words, edits, maxEdits, maxJudged } = question;
  const numPlaces = new Set(edits.map(({ place }) => place)).size;
  const numLevels = Math.min(maxEdits, numPlaces);
  /** Whether some set was left out. */
  let isCut = numLevels < numPlaces;
  let numJudged = 0;
  let closest: Tried | null = null;
  let singles: Tried[] = [];
  let candidates: Edits[] = edits.map((edit) => [edit]);
  for (let level = 1; level <= numLevels; level++) {
    const readable = candidates.filter((some) => question.isReadable(applyEdits(words, some)));
    const limit = limitOf(level, numLevels, maxJudged - numJudged);
    isCut ||= readable.length > limit;
    const tried: Tried[] = [];
    for (let start = 0; start < Math.min(limit, readable.length); start += PIECE) {
      const piece = readable.slice(start, Math.min(limit, start + PIECE));
      const judged = await judgePiece(question, piece, numJudged);
      numJudged += piece.length;
      tried.push(...judged);
      closest = judged.reduce((a, b) => (b.gain > a.gain ? b : a), closest ?? judged[0]!);
      if (closest.logOdds > 0 !== question.logOdds > 0) {
        return { found: shown(words, closest), closest: null, numJudged, isExhausted: false };
      }
    }
    if (level === 1) singles = tried;
    const beam = bestOf(tried, ({ edits: some }) => some.map(({ place }) => place).join(), 1, BEAM);
    const partners = bestOf(
      singles,
      ({ edits: [edit] }) => String(edit!.place),
      PARTNERS_OF_A_WORD,
      PARTNERS,
    );
    isCut ||= beam.length < tried.length || partners.length < singles.length;
    candidates = together(beam, partners);
  }
  return {
    found: null,
    closest: closest !== null && closest.gain > 0 ? shown(words, closest) : null,
    numJudged,
    isExhausted: isCut,
  };
}

/** Reviews that a level may take of those that are left. */
function limitOf(level: number, numLevels: number, numLeft: number): number {
  if (level === 1) return numLevels === 1 ? numLeft : Math.ceil(SHARE_OF_SINGLES * numLeft);
  return Math.ceil(numLeft / (numLevels - level + 1));
}

async function judgePiece(
  { words, logOdds, judge }: FlipQuestion,
  piece: readonly Edits[],
  numJudged: number,
): Promise<Tried[]> {
  const answers = await judge(
    piece.map((edits) => applyEdits(words, edits)),
    numJudged,
  );
  const sign = logOdds > 0 ? -1 : 1;
  return piece.map((edits, i) => {
    const answer = answers[i]!;
    return { edits, logOdds: answer, gain: sign * (answer - logOdds) };
  });
}

/** Those that gain most, at most `perKind` of a kind, `limit` in all. */
function bestOf(
  tried: readonly Tried[],
  kindOf: (tried: Tried) => string,
  perKind: number,
  limit: number,
): Tried[] {
  const counts = new Map<string, number>();
  const isWanted = (one: Tried): boolean => {
    const kind = kindOf(one);
    const count = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, count);
    return count <= perKind;
  };
  return tried
    .toSorted((a, b) => b.gain - a.gain)
    .filter(isWanted)
    .slice(0, limit);
}

/** Every set with every partner of another word, each once, those first that gain most if gains add up. */
function together(beam: readonly Tried[], partners: readonly Tried[]): Edits[] {
  const byKey = new Map<string, { edits: Edits; gain: number }>();
  for (const start of beam) {
    for (const partner of partners) {
      const [edit] = partner.edits as [Edit];
      if (start.edits.some(({ place }) => place === edit.place)) continue;
      const edits = withEdit(start.edits, edit);
      byKey.set(keyOf(edits), { edits, gain: start.gain + partner.gain });
    }
  }
  return [...byKey.values()].toSorted((a, b) => b.gain - a.gain).map(({ edits }) => edits);
}

const shown = (words: readonly string[], { edits, logOdds }: Tried): NonNullable<FlipSearch['found']> => ({
  edits: [...edits],
  words: applyEdits(words, edits),
  logOdds,
});
