/** What IndexedDB throws, with a code and in words for people. */
import { errorMessage, VerdictError } from '../errors';

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : '');

/** The database could not be opened. */
export function unavailable(error: unknown): VerdictError {
  if (nameOf(error) === 'VersionError') {
    return new VerdictError(
      'storage-blocked',
      'The saved models belong to a newer version of this page: reload the page.',
      { cause: error },
    );
  }
  if (nameOf(error) === 'QuotaExceededError') return full(error, 'opening the saved models');
  return new VerdictError(
    'storage-unavailable',
    `This browser lets the page store nothing (${errorMessage(error)}), as private windows and strict privacy settings do. Models can still be downloaded and uploaded as files.`,
    { cause: error },
  );
}

/**
 * A transaction failed. A VerdictError stays as it is.
 * @param doing what was being done: "saving the model"
 */
export function storageError(error: unknown, doing: string): VerdictError {
  if (error instanceof VerdictError) return error;
  switch (nameOf(error)) {
    case 'QuotaExceededError':
      return full(error, doing);
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
        `The browser's storage broke off ${doing} (${errorMessage(error)}). Nothing was changed: try again, or download the model as a file.`,
        { cause: error },
      );
    default:
      return new VerdictError('internal', `Unexpected trouble with ${doing}: ${errorMessage(error)}`, {
        cause: error,
      });
  }
}

function full(error: unknown, doing: string): VerdictError {
  return new VerdictError(
    'storage-full',
    `There is no room for ${doing}: this page's storage in the browser is full. Delete saved models, or download this one as a file. What was saved before is unchanged.`,
    { cause: error },
  );
}
