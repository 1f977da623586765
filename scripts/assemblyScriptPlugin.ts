/**
 * Vite plugin: `import bytes from './kernel.as.ts?assembly'` gives the compiled WebAssembly module's bytes;
 * `?assembly&shared` those of the same module on a memory that is imported and shared between threads,
 * `?assembly&relaxed` and `?assembly&shared&relaxed` those with relaxed SIMD, which has multiply-add in one instruction.
 * Compiled at build time and in memory; nothing prebuilt is kept in the project.
 */
import { readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Plugin } from 'vite';

const QUERY = /\?assembly(&shared)?(&relaxed)?$/;
const OUTPUT = 'module.wasm';
/** -O1: higher levels split the register tiles' accumulator chains and gain nothing. */
const FLAGS = ['--enable', 'simd', '--runtime', 'stub', '--noAssert', '-O1', '--outFile', OUTPUT];
/** 64 KiB pages: what the memory starts with, and the 1 GiB that it may grow to. */
const SHARED_PAGES = { initial: 16, maximum: 16384 } as const;
const SHARED_FLAGS = [
  '--enable',
  'threads',
  '--importMemory',
  '--sharedMemory',
  '--initialMemory',
  String(SHARED_PAGES.initial),
  '--maximumMemory',
  String(SHARED_PAGES.maximum),
];

const RELAXED_FLAGS = ['--enable', 'relaxed-simd'];

export interface AssemblyOptions {
  isShared: boolean;
  isRelaxed: boolean;
}

/**
 * Compiles an AssemblyScript file and those that it imports by relative paths (`./vector.as` is vector.as.ts).
 * Throws with the compiler's messages.
 */
export async function compileAssembly(
  path: string,
  { isShared, isRelaxed }: AssemblyOptions,
): Promise<{ binary: Uint8Array; files: Set<string> }> {
  // Imported when there is something to compile: it takes seconds, and `npm start` mostly has nothing to compile.
  const { createMemoryStream, main } = await import('assemblyscript/asc');
  const messages = createMemoryStream();
  const folder = dirname(path);
  const files = new Set<string>();
  let binary: Uint8Array | null = null;
  const flags = [...FLAGS, ...(isShared ? SHARED_FLAGS : []), ...(isRelaxed ? RELAXED_FLAGS : [])];
  const { error } = await main([basename(path), ...flags], {
    async readFile(name) {
      // The compiler also asks for names that only might exist.
      if (!name.endsWith('.as.ts')) return null;
      const file = join(folder, name);
      const source = await readFile(file, 'utf8').catch(() => null);
      if (source !== null) files.add(file);
      return source;
    },
    writeFile: (name, contents) => {
      if (name === OUTPUT && typeof contents !== 'string') binary = contents;
    },
    listFiles: () => [],
    stderr: messages,
  });
  if (error !== null || binary === null) {
    throw new Error(`AssemblyScript could not compile ${path}:\n${messages.toString()}`, { cause: error });
  }
  return { binary, files };
}

export function assemblyScript(): Plugin {
  return {
    name: 'assemblyscript',
    enforce: 'pre',
    async load(id) {
      const query = QUERY.exec(id);
      if (query === null) return null;
      const { binary, files } = await compileAssembly(id.slice(0, query.index), {
        isShared: query[1] !== undefined,
        isRelaxed: query[2] !== undefined,
      });
      for (const file of files) this.addWatchFile(file);
      const base64 = Buffer.from(binary).toString('base64');
      return `export default Uint8Array.from(atob('${base64}'), (c) => c.charCodeAt(0));`;
    },
  };
}
