/** `npm run size`: what the built page weighs, and a limit on what it needs before it can be used. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import * as v from 'valibot';
import { DIST, fail } from './support/project';

/** JavaScript that index.html loads at once (entry and its static imports), gzipped. */
const INITIAL_LIMIT_KB = 250;

const ManifestSchema = v.record(
  v.string(),
  v.object({
    file: v.string(),
    isEntry: v.optional(v.boolean(), false),
    imports: v.optional(v.array(v.string()), []),
  }),
);
type Manifest = v.InferOutput<typeof ManifestSchema>;

interface Row {
  file: string;
  kb: number;
  gzipKb: number;
  isInitial: boolean;
}

/** Files of the entry and of everything that it imports statically. */
function initialFiles(manifest: Manifest): Set<string> {
  const files = new Set<string>();
  const visit = (key: string): void => {
    const chunk = manifest[key];
    if (chunk === undefined) throw new Error(`The build's manifest names a chunk that it lacks: ${key}`);
    if (files.has(chunk.file)) return;
    files.add(chunk.file);
    chunk.imports.forEach(visit);
  };
  for (const [key, chunk] of Object.entries(manifest)) {
    if (chunk.isEntry && key.endsWith('.html')) visit(key);
  }
  return files;
}

function measure(file: string, isInitial: boolean): Row {
  const bytes = readFileSync(join(DIST, file));
  return { file, kb: bytes.length / 1000, gzipKb: gzipSync(bytes).length / 1000, isInitial };
}

const manifestPath = join(DIST, '.vite', 'manifest.json');
if (!existsSync(manifestPath)) fail('There is no build to measure. Run: npm run build');
const manifest = v.parse(ManifestSchema, JSON.parse(readFileSync(manifestPath, 'utf8')));
const initial = initialFiles(manifest);
const rows = readdirSync(join(DIST, 'assets'))
  .filter((name) => /\.(m?js|css|wasm)$/.test(name))
  .map((name) => measure(`assets/${name}`, initial.has(`assets/${name}`)))
  .toSorted((a, b) => Number(b.isInitial) - Number(a.isInitial) || b.gzipKb - a.gzipKb);

console.log('      kB   gzip kB  when     file');
for (const { file, kb, gzipKb, isInitial } of rows) {
  const when = isInitial ? 'at once' : 'later';
  console.log(`${kb.toFixed(1).padStart(8)}  ${gzipKb.toFixed(1).padStart(8)}  ${when.padEnd(7)}  ${file}`);
}
const totalKb = rows
  .filter((row) => row.isInitial && row.file.endsWith('js'))
  .reduce((sum, row) => sum + row.gzipKb, 0);
const verdict = `Initial JavaScript: ${totalKb.toFixed(1)} kB gzipped; the limit is ${INITIAL_LIMIT_KB} kB.`;
if (initial.size === 0) fail('The build has no entry page; the size check has nothing to measure.');
if (totalKb > INITIAL_LIMIT_KB) fail(`${verdict} Load what is not needed at once with import().`);
console.log(verdict);
