/** Text files: one split of a dataset as JSON, `{"labels": [0, 1, ...], "texts": ["...", ...]}`. */
import * as v from 'valibot';
import { VerdictError } from '../errors';
import { REBUILD } from './messages';

export interface LabelledTexts {
  texts: string[];
  /** [N], 0 negative, 1 positive. */
  labels: Uint8Array;
}

const schema = v.object({ labels: v.array(v.picklist([0, 1])), texts: v.array(v.string()) });

export function writeTextFile({ texts, labels }: LabelledTexts): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(JSON.stringify({ labels: [...labels], texts }));
}

/**
 * @param name the file's name for messages
 * @throws VerdictError 'bad-format' or 'bad-counts'
 */
export function readTextFile(bytes: Uint8Array, name: string): LabelledTexts {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder().decode(bytes));
  } catch (cause) {
    throw new VerdictError('bad-format', `${name} is not JSON. ${REBUILD}`, { cause });
  }
  const result = v.safeParse(schema, value);
  if (!result.success) {
    const [issue] = result.issues;
    throw new VerdictError(
      'bad-format',
      `${name} does not hold labelled texts (${v.getDotPath(issue) ?? 'the whole file'}: ${issue.message}). ${REBUILD}`,
    );
  }
  const { labels, texts } = result.output;
  if (labels.length !== texts.length) {
    throw new VerdictError(
      'bad-counts',
      `${name} holds ${labels.length} labels but ${texts.length} texts. ${REBUILD}`,
    );
  }
  return { texts, labels: Uint8Array.from(labels) };
}
