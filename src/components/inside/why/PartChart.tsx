/** The strongest words and phrases as bars, all of them as a table. */
import { useMemo, type JSX } from 'react';
import type { Explanation } from '../../../insightTypes';
import { useChartTheme } from '../../charts/chartTheme';
import { ChartWithTable } from '../../charts/ChartWithTable';
import { signed } from '../../evaluation/format';
import { METHOD_NAMES } from './methodTexts';
import { barsHeight, MAX_BARS, partFigure } from './partFigure';
import { nameOf, partData, partTable, partTotals, type PartTotal } from './partTotals';

/** As many rows are read; the download has them all. */
const MAX_ROWS = 100;

export function PartChart({ explanation }: { explanation: Explanation }): JSX.Element | null {
  const theme = useChartTheme();
  const totals = useMemo(() => partTotals(explanation), [explanation]);
  const title = `What counts most: ${METHOD_NAMES[explanation.method].toLowerCase()}`;
  const figure = useMemo(() => partFigure(theme, 'What counts most', totals), [theme, totals]);
  const table = useMemo(() => partTable(totals.slice(0, MAX_ROWS)), [totals]);
  if (totals.length === 0) return null;
  return (
    <ChartWithTable
      title={title}
      figure={figure}
      summary={summaryOf(totals, explanation)}
      table={table}
      data={() => partData(totals)}
      height={barsHeight(Math.min(MAX_BARS, totals.length))}
    />
  );
}

function summaryOf(totals: readonly PartTotal[], { parts }: Explanation): string {
  const [first] = totals;
  if (first === undefined) return '';
  const phrases = totals.filter(({ order }) => order > 1);
  const [phrase] = phrases;
  const what = parts.length > 0 ? 'words and phrases by themselves' : 'words';
  const shown =
    totals.length > MAX_BARS ? `The ${MAX_BARS} strongest of ${totals.length} ${what}` : `All ${what}`;
  const kinds =
    phrase === undefined
      ? ''
      : ` Of ${phrases.length} pairs and triples, “${nameOf(phrase)}” counts most (${signed(phrase.total)}).`;
  const rows = totals.length > MAX_ROWS ? ` The table has the first ${MAX_ROWS}, the download all.` : '';
  return `${shown}; one that comes more than once is summed up. “${nameOf(first)}” counts most: ${signed(first.total)}.${kinds}${rows}`;
}
