/**
 * Vite plugin: `import bytes from './kernel.as.ts?assembly'` gives the compiled WebAssembly module's bytes;
 * `?assembly&shared` those of the same module on a memory that is imported and shared between threads.
 * Compiled at build time and in memory; nothing prebuilt is kept in the project.
 */
import { readFile } from 'node:fs/promises';
import type { Plugin } from 'vite';

const QUERY = /\?assembly(&shared)?$/;
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

/** Compiles one AssemblyScript file that imports no other. Throws with the compiler's messages. */
export async function compileAssembly(path: string, isShared: boolean): Promise<Uint8Array> {
  // Imported when there is something to compile: it takes seconds, and `npm start` mostly has nothing to compile.
  const { createMemoryStream, main } = await import('assemblyscript/asc');
  const messages = createMemoryStream();
  const source = await readFile(path, 'utf8');
  let binary: Uint8Array | null = null;
  const { error } = await main(['input.ts', ...FLAGS, ...(isShared ? SHARED_FLAGS : [])], {
    readFile: (name) => (name === 'input.ts' ? source : null),
    writeFile: (name, contents) => {
      if (name === OUTPUT && typeof contents !== 'string') binary = contents;
    },
    listFiles: () => [],
    stderr: messages,
  });
  if (error !== null || binary === null) {
    throw new Error(`AssemblyScript could not compile ${path}:\n${messages.toString()}`, { cause: error });
  }
  return binary;
}

export function assemblyScript(): Plugin {
  return {
    name: 'assemblyscript',
    enforce: 'pre',
    async load(id) {
      const query = QUERY.exec(id);
      if (query === null) return null;
      const path = id.slice(0, query.index);
      this.addWatchFile(path);
      const base64 = Buffer.from(await compileAssembly(path, query[1] !== undefined)).toString('base64');
      return `export default Uint8Array.from(atob('${base64}'), (c) => c.charCodeAt(0));`;
    },
  };
}
