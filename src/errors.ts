import type { ErrorCode } from './types';

/**
 * An error whose message is meant for people: what is wrong, where, and what to do.
 * It crosses worker borders (comlink keeps `name` and `message` only) by carrying its code in the name.
 */
export class VerdictError extends Error {
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
    this.name = `VerdictError:${code}`;
  }
}

/** The code of an error that may have crossed a worker border; 'internal' for anything unknown. */
export function errorCode(error: unknown): ErrorCode {
  if (error instanceof VerdictError) return error.code;
  if (error instanceof Error) {
    if (error.name === 'AbortError') return 'aborted';
    if (error.name.startsWith('VerdictError:')) return error.name.slice('VerdictError:'.length) as ErrorCode;
  }
  return 'internal';
}

/** A sentence for people, whatever was thrown. */
export function errorMessage(error: unknown): string {
  return error instanceof Error && error.message !== '' ? error.message : String(error);
}
