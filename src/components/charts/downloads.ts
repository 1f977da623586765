/** What of a chart can be kept: its picture, and its data as a file for spreadsheets. */
import { csvLine, type Cell } from '../../state/csv';
import { downloadFile } from '../../state/downloadFile';

export type PictureFormat = 'png' | 'svg';

/** The numbers that a chart draws, unrounded. */
export interface ChartData {
  columns: readonly string[];
  rows: readonly (readonly Cell[])[];
}

export function downloadPicture(fileName: string, format: PictureFormat, address: string): void {
  const link = document.createElement('a');
  link.href = address;
  link.download = `${fileName}.${format}`;
  link.click();
}

export function downloadData(fileName: string, { columns, rows }: ChartData): void {
  downloadFile(`${fileName}.csv`, [csvLine(columns), ...rows.map(csvLine)], 'text/csv');
}
