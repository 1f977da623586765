/** Requests and answers as lines of JSON over the pipes of a child process. */
import * as v from 'valibot';

const answerSchema = v.union([
  v.object({ id: v.number(), error: v.string() }),
  v.object({ id: v.number(), result: v.unknown() }),
]);

/** Cuts a stream of text into lines; what has no end yet waits for the next piece. */
export class LineSplitter {
  private rest = '';

  push(text: string): string[] {
    const lines = (this.rest + text).split('\n');
    this.rest = lines.pop()!;
    return lines.filter((line) => line.trim() !== '');
  }
}

interface Waiting {
  resolve: (result: unknown) => void;
  reject: (error: Error) => void;
}

/** Gives each answer to whom it belongs. */
export class JsonLineCalls {
  private readonly splitter = new LineSplitter();
  private readonly waiting = new Map<number, Waiting>();
  private failure: Error | null = null;
  private numCalls = 0;

  /** @param write sends a line to the other side */
  constructor(private readonly write: (line: string) => void) {}

  /** @throws Error with what the other side says, or why there is no other side any more */
  call(op: string, more: object = {}): Promise<unknown> {
    if (this.failure !== null) return Promise.reject(this.failure);
    const id = ++this.numCalls;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      this.write(`${JSON.stringify({ id, op, ...more })}\n`);
    });
  }

  /** Takes what the other side has written, in pieces of any size. */
  receive(text: string): void {
    for (const line of this.splitter.push(text)) {
      const answer = parseAnswer(line);
      if (answer === null) {
        this.fail(new Error(`An answer that cannot be understood: ${line.slice(0, 200)}`));
        return;
      }
      const waiting = this.waiting.get(answer.id);
      this.waiting.delete(answer.id);
      if ('error' in answer) waiting?.reject(new Error(answer.error));
      else waiting?.resolve(answer.result);
    }
  }

  /** The other side has ended, or has lost its mind: all calls fail, those to come too. */
  fail(error: Error): void {
    this.failure ??= error;
    for (const { reject } of this.waiting.values()) reject(this.failure);
    this.waiting.clear();
  }
}

function parseAnswer(line: string): v.InferOutput<typeof answerSchema> | null {
  try {
    const result = v.safeParse(answerSchema, JSON.parse(line));
    return result.success ? result.output : null;
  } catch {
    return null;
  }
}
