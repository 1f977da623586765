/** Tables as text for spreadsheets and programs. Pure. */

export type Cell = string | number | boolean | null;

/**
 * One line of RFC 4180: quotes where there is a quote, comma or line break. A text that a spreadsheet would
 * run as a formula begins with an apostrophe (names come from people; OWASP, "CSV Injection").
 */
export function csvLine(cells: readonly Cell[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

function csvCell(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell !== 'string') return String(cell);
  const text = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
