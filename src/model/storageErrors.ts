/** What IndexedDB throws, with a code and in words for people. */
import { errorMessage, VerdictError } from '../errors';

/** What is stored, as messages call it. */
export interface StorageWords {
  /** "saved models" */
  things: string;
  /** A sentence: what can be done where nothing can be stored. */
  instead: string;
  /** What to do after a failure: "try again". */
  rescue: string;
  /** A sentence: how to make room. */
  makeRoom: string;
}

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : '');

/** Another tab holds an older version of the database. */
export function blocked({ things }: StorageWords): VerdictError {
  return new VerdictError(
    'storage-blocked',
    `The ${things} cannot be opened while another tab has an older version of this page open: close the other tabs of this page, then try again.`,
  );
}

/** The database could not be opened. */
export function unavailable(error: unknown, words: StorageWords): VerdictError {
  if (nameOf(error) === 'VersionError') {
    return new VerdictError(
      'storage-blocked',
      `The ${words.things} belong to a newer version of this page: reload the page.`,
      { cause: error },
    );
  }
  if (nameOf(error) === 'QuotaExceededError') return full(error, `opening the ${words.things}`, words);
  return new VerdictError(
    'storage-unavailable',
    `This browser lets the page store nothing (${errorMessage(error)}), as private windows and strict privacy settings do. ${words.instead}`,
    { cause: error },
  );
}

/**
 * A transaction failed. A VerdictError stays as it is.
 * @param doing what was being done: "saving the model"
 */
export function storageError(error: unknown, doing: string, words: StorageWords): VerdictError {
  if (error instanceof VerdictError) return error;
  switch (nameOf(error)) {
    case 'QuotaExceededError':
      return full(error, doing, words);
    // Browsers end transactions when the disk fails, the tab is being closed or site data is being cleared.
    case 'AbortError':
    case 'InvalidStateError':
    case 'TransactionInactiveError':
    case 'NotFoundError':
    case 'UnknownError':
    case 'NotReadableError':
    case 'TimeoutError':
      return new VerdictError(
        'storage-unavailable',
        `The browser's storage broke off ${doing} (${errorMessage(error)}). Nothing was changed: ${words.rescue}.`,
        { cause: error },
      );
    default:
      return new VerdictError('internal', `Unexpected trouble with ${doing}: ${errorMessage(error)}`, {
        cause: error,
      });
  }
}

function full(error: unknown, doing: string, { makeRoom }: StorageWords): VerdictError {
  return new VerdictError(
    'storage-full',
    `There is no room for ${doing}: this page's storage in the browser is full. ${makeRoom} What was saved before is unchanged.`,
    { cause: error },
  );
}
