/** The lint rule that keeps imports going one way: what it must refuse, and what it must let through. */
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import * as v from 'valibot';
import { inProject } from './support/project';

const FORBIDDEN: [file: string, imported: string][] = [
  ['src/clients.ts', '@tensorflow/tfjs-core'],
  ['src/clients.ts', './data/dataClient'],
  ['src/types.ts', './model/layers'],
  ['src/errors.ts', './state/store'],
  ['src/main.tsx', '@tensorflow/tfjs-core/dist/tensor'],
  ['src/main.tsx', './model/network'],
  ['src/components/try/x.tsx', '../../data/tokenizer'],
  ['src/components/try/x.tsx', '../../model/testing/until'],
  ['src/components/try/x.tsx', '../../kernels/lstm'],
  ['src/components/try/x.tsx', '@tensorflow/tfjs-core'],
  ['src/components/try/x.tsx', '@tensorflow/tfjs-core/dist/tensor'],
  ['src/state/x.ts', '../data/sources/imdb'],
  ['src/state/x.ts', '../data/tokenizer'],
  ['src/state/x.ts', '../model/testing/until'],
  ['src/state/x.ts', '../model/network'],
  ['src/state/x.ts', '../kernels/assembly/lstm'],
  ['src/state/x.ts', '../components/App'],
  ['src/state/x.ts', '@tensorflow/tfjs-layers/dist/models'],
  ['src/components/try/x.tsx', '../../insight/insightClient'],
  ['src/state/x.ts', '../insight/insight'],
  ['src/insight/x.ts', '../state/store'],
  ['src/insight/x.ts', '@tensorflow/tfjs-layers/dist/models'],
  ['src/model/x.ts', '../insight/insight'],
  ['src/kernels/x.ts', '../insight/insight'],
  ['src/data/x.ts', '../insight/insight'],
  ['src/data/x.ts', '../model/network'],
  ['src/linear/x.ts', '../model/network'],
  ['src/linear/x.ts', '@tensorflow/tfjs-core'],
  ['src/evaluation/x.ts', '../data/random'],
  ['src/data/sources/x.ts', '../../state/store'],
  ['src/data/sources/x.ts', '@tensorflow/tfjs-core'],
  ['src/data/x.ts', 'zustand'],
  ['src/model/x.ts', '../state/store'],
  ['src/model/x.ts', '@tensorflow/tfjs'],
  ['src/model/x.ts', '@tensorflow/tfjs-layers/dist/models'],
  ['src/model/testing/x.ts', '@tensorflow/tfjs-converter'],
  ['src/kernels/x.ts', '../model/network'],
  ['src/kernels/x.ts', '@tensorflow/tfjs-layers/dist/layers/recurrent'],
  ['src/kernels/assembly/x.ts', '../../state/store'],
  ['src/backends/x.ts', '../kernels/lstm'],
  ['src/backends/x.ts', '@tensorflow/tfjs/dist/index'],
  ['src/backends/x.ts', 'react-dom/client'],
];

const ALLOWED: [file: string, imported: string][] = [
  ['src/main.tsx', './components/App'],
  ['src/clients.ts', './types'],
  ['src/components/try/x.tsx', '../../state/store'],
  ['src/components/try/x.tsx', '../../clients'],
  ['src/components/charts/x.ts', '@tensorflow/tfjs-vis'],
  ['src/state/x.ts', '../data/dataClient'],
  ['src/state/x.ts', '../model/trainingClient'],
  ['src/state/x.ts', '../model/archive'],
  ['src/state/x.ts', '../model/runStore'],
  ['src/state/x.ts', '../insight/insightClient'],
  ['src/insight/x.ts', '../model/network'],
  ['src/insight/x.ts', '../kernels/lstm'],
  ['src/insight/x.ts', '../data/tokenizer'],
  ['src/data/x.ts', '../errors'],
  ['src/linear/x.ts', '../data/random'],
  ['src/evaluation/x.ts', '../errors'],
  ['src/model/x.ts', '../linear/nbSvm'],
  ['src/components/x/y.ts', '../../evaluation/report'],
  ['src/model/x.ts', '../data/batches'],
  ['src/model/x.ts', '../kernels/lstm'],
  ['src/kernels/x.ts', '../backends/backend'],
  ['src/kernels/x.ts', '@tensorflow/tfjs-core'],
  ['src/backends/x.ts', '@tensorflow/tfjs-backend-wasm'],
  ['src/kernels/x.test.ts', '@tensorflow/tfjs'],
];

const ReportSchema = v.object({
  number_of_files: v.number(),
  diagnostics: v.array(
    v.object({
      code: v.string(),
      filename: v.string(),
      labels: v.tupleWithRest([v.object({ span: v.object({ line: v.number() }) })], v.unknown()),
    }),
  ),
});

const folder = mkdtempSync(join(tmpdir(), 'verdict-layers-'));
/** "file imported" for every import that was refused. */
let refused: string[];

beforeAll(() => {
  copyFileSync(inProject('.oxlintrc.json'), join(folder, '.oxlintrc.json'));
  const imports = new Map<string, string[]>();
  for (const [file, imported] of [...FORBIDDEN, ...ALLOWED]) {
    imports.set(file, [...(imports.get(file) ?? []), imported]);
  }
  for (const [file, lines] of imports) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    // One import a line, so that the line of a message tells which it is about.
    writeFileSync(
      join(folder, file),
      lines.map((imported, i) => `import * as m${i} from '${imported}';\n`).join(''),
    );
  }
  const { stdout } = spawnSync(inProject('node_modules', '.bin', 'oxlint'), ['--format', 'json'], {
    cwd: folder,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  const report = v.parse(ReportSchema, JSON.parse(stdout));
  expect(report.number_of_files).toBe(imports.size);
  refused = report.diagnostics
    .filter(({ code }) => code.includes('no-restricted-imports'))
    .map(({ filename, labels: [{ span }] }) => {
      const file = filename.replaceAll('\\', '/');
      return `${file} ${imports.get(file)?.[span.line - 1] ?? ''}`;
    });
});
afterAll(() => rmSync(folder, { recursive: true }));

it.each(FORBIDDEN)('%s must not import %s', (file, imported) => {
  expect(refused).toContain(`${file} ${imported}`);
});

it.each(ALLOWED)('%s may import %s', (file, imported) => {
  expect(refused).not.toContain(`${file} ${imported}`);
});
