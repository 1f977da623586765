import { describe, expect, it } from 'vitest';
import { csvLine } from '../csv';
import { curvesCsv, runsCsv, runsJson } from './exportRuns';
import { exampleRun } from './testing/exampleRun';

/** An independent reader of RFC 4180. */
function parseCsv(text: string): string[][] {
  const rows: string[][] = [[]];
  const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/gy;
  for (const [, quoted, plain, end] of text.matchAll(cell)) {
    rows.at(-1)!.push(quoted === undefined ? plain! : quoted.replaceAll('""', '"'));
    if (end === '\r\n') rows.push([]);
  }
  return rows.slice(0, -1);
}

const asObjects = (text: string): Record<string, string>[] => {
  const [header, ...rows] = parseCsv(text);
  return rows.map((row) => {
    expect(row).toHaveLength(header!.length);
    return Object.fromEntries(header!.map((name, index) => [name, row[index]!]));
  });
};

describe('CSV', () => {
  it('quotes what has quotes, commas or line breaks, and nothing else', () => {
    expect(csvLine(['plain', 'a,b', 'say "hi"', 'two\nlines', 'cr\rhere', '', null, 0.5, true])).toBe(
      'plain,"a,b","say ""hi""","two\nlines","cr\rhere",,,0.5,true\r\n',
    );
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx'])('keeps spreadsheets from running the name %j', (name) => {
    expect(csvLine([name])).toBe(`'${name}\r\n`);
  });

  it('leaves negative numbers alone', () => {
    expect(csvLine([-0.5])).toBe('-0.5\r\n');
  });

  it('has a row for each run, whatever its name', () => {
    const name = 'first, "best"\nof all';
    const rows = asObjects(
      runsCsv([exampleRun('a', { name }), exampleRun('b', { test: null, numParams: null })]),
    );
    expect(rows).toHaveLength(2);
    expect(rows[0]).toMatchObject({
      id: 'a',
      name,
      recipeTitle: 'Tutorial (as published)',
      datasetHash: '00ff',
      numEpochs: '2',
      bestEpoch: '2',
      bestValAccuracy: '0.75',
      testAccuracy: '0.75',
      testReviews: '4',
      numParams: '1234',
      'setting.seed': '1',
      'setting.pooling': 'last',
    });
    // Wilson's interval of 3 in 4, computed by hand from his formula.
    expect(Number(rows[0]!['testAccuracyLow95'])).toBeCloseTo(0.300_64, 4);
    expect(Number(rows[0]!['testAccuracyHigh95'])).toBeCloseTo(0.954_41, 4);
    expect(rows[1]).toMatchObject({ testAccuracy: '', testAccuracyLow95: '', testLoss: '', numParams: '' });
  });

  it('has a row for each epoch of each run', () => {
    const noValidation = [
      { epoch: 3, loss: 0.25, accuracy: 0.9, valLoss: null, valAccuracy: null, seconds: 2 },
    ];
    const rows = asObjects(curvesCsv([exampleRun('a'), exampleRun('b', { epochs: noValidation })]));
    expect(rows.map(({ runId, epoch }) => `${runId} ${epoch}`)).toEqual(['a 1', 'a 2', 'b 3']);
    expect(rows[1]).toMatchObject({ loss: '0.5', accuracy: '0.8', valLoss: '0.55', valAccuracy: '0.75' });
    expect(rows[2]).toMatchObject({ valLoss: '', valAccuracy: '', seconds: '2' });
  });
});

describe('JSON', () => {
  it('gives every figure back, scores to the last bit', () => {
    const test = Float32Array.of(0.1, -3.402_823_4e38, 1e-45, 1 / 3);
    const scored = exampleRun('a', { scores: { test, testLabels: Uint8Array.of(1, 0, 0, 1) } });
    const unscored = exampleRun('b', { test: null, scores: { test: null, testLabels: null } });
    const parsed = JSON.parse(runsJson([scored, unscored]).join('')) as {
      format: string;
      runs: { scores: { test: number[] } }[];
    };
    expect(parsed.format).toBe('verdict-runs-1');
    expect(parsed.runs[1]).toEqual(unscored);
    expect(Float32Array.from(parsed.runs[0]!.scores.test)).toEqual(test);
    expect(parsed.runs[0]).toMatchObject({ id: 'a', epochs: scored.epochs, settings: scored.settings });
  });

  it('is whole without runs', () => {
    expect(JSON.parse(runsJson([]).join(''))).toEqual({ format: 'verdict-runs-1', runs: [] });
  });
});
