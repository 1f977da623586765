/** Recorded runs as downloads. */
import type { RunRecord } from '../../types';
import { downloadFile } from '../downloadFile';
import { showNotice } from '../noticeActions';
import { getState } from '../store';
import { NO_SCORES, scoresOf } from './changeRuns';
import { curvesCsv, runsCsv, runsJson } from './exportRuns';

/** Excel takes a file for UTF-8 only with this mark. */
const BYTE_ORDER_MARK = '\uFEFF';
const CSV = 'text/csv;charset=utf-8';

export function exportRunsCsv(): void {
  downloadFile('verdict-runs.csv', [BYTE_ORDER_MARK, runsCsv(getState().runs.list)], CSV);
}

export function exportCurvesCsv(): void {
  downloadFile('verdict-curves.csv', [BYTE_ORDER_MARK, curvesCsv(getState().runs.list)], CSV);
}

/** Everything, scores included. Scores that storage does not give are left out, and a notice says so. */
export async function exportRunsJson(): Promise<void> {
  const records: RunRecord[] = [];
  let numMissing = 0;
  for (const run of getState().runs.list) {
    const scores = await scoresOf(run.id).catch(() => {
      numMissing++;
      return NO_SCORES;
    });
    records.push({ ...run, scores });
  }
  downloadFile('verdict-runs.json', runsJson(records), 'application/json');
  if (numMissing > 0) showNotice(`Without the scores of ${numMissing} runs, which could not be read.`);
}
