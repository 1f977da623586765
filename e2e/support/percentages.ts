/** The percentages in a text, in the order in which they are shown. */
export function percentages(text: string): string[] {
  return text.match(/\d+(?:\.\d+)?\s?%/g) ?? [];
}
