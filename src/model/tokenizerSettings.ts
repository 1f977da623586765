/** The page's only tokenizer as saved models describe it, and the check that a model was made with it. */
import * as v from 'valibot';
import { INDEX_FROM, PAD_ID, START_ID, UNKNOWN_ID } from '../config';
import { SEPARATORS } from '../data/tokenizer';
import type { TokenizerSettings } from '../types';

export const TOKENIZER: TokenizerSettings = {
  lower: true,
  filters: SEPARATORS,
  padId: PAD_ID,
  startId: START_ID,
  unknownId: UNKNOWN_ID,
  indexFrom: INDEX_FROM,
};

const id = v.pipe(v.number(), v.integer(), v.minValue(0));

/** Models saved before this was written down were made with the tokenizer as it is. */
export const tokenizerSchema: v.GenericSchema<unknown, TokenizerSettings> = v.optional(
  v.object({
    lower: v.boolean(),
    filters: v.string(),
    padId: id,
    startId: id,
    unknownId: id,
    indexFrom: id,
  }),
  TOKENIZER,
);

/** What stands in the way of giving this page's words to the model. */
export function tokenizerTroubles(tokenizer: TokenizerSettings): string[] {
  const keys = Object.keys(TOKENIZER) as (keyof TokenizerSettings)[];
  return keys
    .filter((key) => tokenizer[key] !== TOKENIZER[key])
    .map(
      (key) =>
        `its texts were cut into words with the tokenizer setting “${key}” ${JSON.stringify(tokenizer[key])}, and this page has ${JSON.stringify(TOKENIZER[key])}`,
    );
}
