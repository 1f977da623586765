/** A server in memory, for tests of what is fetched. */

export type DatasetFiles = ReadonlyMap<string, Uint8Array<ArrayBuffer>>;

/** Answers 404 for any address that is not in `files`; a function makes its own answer. */
export function fakeFetch(
  files: ReadonlyMap<string, Uint8Array<ArrayBuffer> | ((signal: AbortSignal | null) => Response)>,
): typeof fetch {
  return (input, init) => {
    const signal = init?.signal ?? null;
    if (signal?.aborted === true) return Promise.reject(new DOMException('Aborted', 'AbortError'));
    const file = files.get(input instanceof Request ? input.url : String(input));
    if (file === undefined) return Promise.resolve(new Response('none', { status: 404 }));
    return Promise.resolve(typeof file === 'function' ? file(signal) : new Response(file));
  };
}

/** A body of the given chunks that then ends, breaks (`error`) or stays silent until aborted (`hang`). */
export function bodyOf(
  chunks: readonly Uint8Array<ArrayBuffer>[],
  end: 'close' | 'error' | 'hang',
  signal: AbortSignal | null = null,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  let next = 0;
  return new ReadableStream({
    start(controller) {
      signal?.addEventListener('abort', () => controller.error(new DOMException('Aborted', 'AbortError')));
    },
    pull(controller) {
      const chunk = chunks[next++];
      if (chunk !== undefined) controller.enqueue(chunk);
      else if (end === 'close') controller.close();
      else if (end === 'error') controller.error(new TypeError('network error'));
      else return new Promise(() => undefined);
      return undefined;
    },
  });
}
