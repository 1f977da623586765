/** Builds the page into dist, and knows whether dist still matches the sources. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { DIST, PROJECT_ROOT, inProject } from './project';

/** Everything whose content decides what the build writes; data files are represented by their manifests. */
const SOURCES = [
  'src',
  'index.html',
  'vite.config.ts',
  'package-lock.json',
  'scripts',
  'public/colourScheme.js',
  'public/imdb/manifest.json',
  'public/sentences/manifest.json',
];
const STAMP = join(DIST, '.sources-sha256');

/** Builds unless dist was made from exactly these sources. Returns whether it built. */
export async function buildIfStale(): Promise<boolean> {
  if (existsSync(join(DIST, 'index.html')) && existsSync(STAMP)) {
    if (readFileSync(STAMP, 'utf8') === hashSources()) return false;
  }
  await buildPage();
  return true;
}

export async function buildPage(): Promise<void> {
  // Taken before the build, so that an edit made while it runs leads to another one.
  const hash = hashSources();
  await build({ root: PROJECT_ROOT, logLevel: 'warn' });
  writeFileSync(STAMP, hash);
}

function hashSources(): string {
  const hash = createHash('sha256');
  for (const path of SOURCES.flatMap((source) => filesBelow(source))) {
    hash
      .update(path)
      .update('\0')
      .update(readFileSync(inProject(path)))
      .update('\0');
  }
  return hash.digest('hex');
}

/** Files at or below a path, sorted; none when it does not exist. Tests never reach the build. */
function filesBelow(path: string): string[] {
  const absolute = inProject(path);
  if (!existsSync(absolute)) return [];
  if (!statSync(absolute).isDirectory()) return /\.test\.tsx?$/.test(path) ? [] : [path];
  return readdirSync(absolute)
    .toSorted()
    .flatMap((name) => filesBelow(`${path}/${name}`));
}
