/** Pieces of Python source, as text. */

/** A part of a script: what it needs imported, and its lines. */
export interface Snippet {
  imports: readonly string[];
  lines: readonly string[];
}

/** Longer lines are broken at their arguments: the code stands in a narrow column. */
const MAX_WIDTH = 64;
const INDENT = '    ';

/** `head(args)` on one line where it fits, else an argument a line; null arguments are left out. */
export function call(head: string, args: readonly (string | null)[], tail = ''): string[] {
  const given = args.filter((arg) => arg !== null);
  const line = `${head}(${given.join(', ')})${tail}`;
  if (line.length <= MAX_WIDTH && !line.includes('\n')) return [line];
  return [
    `${head}(`,
    ...given.map((arg) => `${INDENT}${arg.replaceAll('\n', `\n${INDENT}`)},`),
    `)${tail}`,
  ].flatMap((text) => text.split('\n'));
}

/** The lines of a call as one argument of another. */
export const asArgument = (lines: readonly string[]): string => lines.join('\n');

/** A list as a keyword argument, one element a line where there are several; null for an empty one. */
export function listArgument(name: string, elements: readonly string[]): string | null {
  if (elements.length === 0) return null;
  if (elements.length === 1) return `${name}=[${elements[0]}]`;
  const lines = elements.map((element) => `${INDENT}${element.replaceAll('\n', `\n${INDENT}`)},`);
  return [`${name}=[`, ...lines, ']'].join('\n');
}

/** A float literal: `1.0`, not `1`. */
export const float = (value: number): string => (Number.isInteger(value) ? `${value}.0` : String(value));

/** Sentences as comment lines. */
export function comment(text: string): string[] {
  const lines: string[] = [];
  let line = '#';
  for (const word of text.split(' ')) {
    if (line.length + word.length + 1 > MAX_WIDTH) {
      lines.push(line);
      line = '#';
    }
    line += ` ${word}`;
  }
  return [...lines, line];
}

/** Source of a snippet by itself. */
export function source({ imports, lines }: Snippet): string {
  const head = sortedImports(imports);
  return [...head, ...(head.length > 0 ? [''] : []), ...lines].join('\n');
}

/** Each import once; the standard library first, as PEP 8 has it. */
export function sortedImports(imports: readonly string[]): string[] {
  const all = [...new Set(imports)].toSorted((a, b) => a.localeCompare(b));
  const [own, others] = [all.filter(isStandard), all.filter((line) => !isStandard(line))];
  return own.length > 0 && others.length > 0 ? [...own, '', ...others] : [...own, ...others];
}

const STANDARD = new Set(['collections', 'json', 'math', 'pickle', 'string']);
const isStandard = (line: string): boolean => STANDARD.has(line.split(' ')[1] ?? '');
