/** Every constant that more than one part relies on, with its unit and source. */

/** Ids with a fixed meaning; words follow from `INDEX_FROM + rank`. Source: Keras, `imdb.load_data` defaults. */
export const PAD_ID = 0;
export const START_ID = 1;
export const UNKNOWN_ID = 2;
export const UNUSED_ID = 3;
/** id = rank + INDEX_FROM, where the commonest word has rank 1. */
export const INDEX_FROM = 3;
/** The first id that stands for a word (rank 1). */
export const FIRST_WORD_ID = INDEX_FROM + 1;
/** How the ids below FIRST_WORD_ID are shown. */
export const SPECIAL_WORDS = ['<PAD>', '<START>', '<UNK>', '<UNUSED>'] as const;

/** Class indices of the model's two outputs. */
export const NEGATIVE = 0;
export const POSITIVE = 1;

/** Paths below the site's base, fetched at run time; written by `npm run data`. */
export const DATA_PATHS = { imdb: 'imdb/', sentences: 'sentences/' } as const;

/** The model that comes with the page, below the site's base. The page does without where there is none. */
export const PRETRAINED_PATH = 'models/pretrained.zip';

/** One place for the names under which the browser keeps things. */
export const STORAGE = {
  database: 'verdict',
  /** 2 added the runs. */
  databaseVersion: 2,
  lastModel: 'verdict-last-model',
  dataCache: 'verdict-data-v1',
  colourScheme: 'verdict-colour-scheme',
  /** Whether the story is open, and at which chapter. */
  story: 'verdict-story',
  /** There once the tour was taken or declined. */
  tour: 'verdict-tour',
} as const;

/**
 * Bytes of the largest file that is read as a model, and of all that it unpacks to (against zip bombs). About
 * ten times the largest model that the page's fields allow: 100,000 words of 32 numbers, with the two moments
 * of each for Adam, are 38 MB.
 */
export const MAX_ARCHIVE_BYTES = 512_000_000;
