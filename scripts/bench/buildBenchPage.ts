/** Builds the bench page, which is no part of the app, and serves it with the headers that the app has. */
import { rmSync } from 'node:fs';
import { build, preview } from 'vite';
import { assemblyScript } from '../assemblyScriptPlugin';
import { chartAliases } from '../chartLibraries';
import { isolationHeaders } from '../securityHeaders';
import { inProject } from '../support/project';
import { freePort, type RunningServer } from '../support/server';

const ROOT = inProject('scripts', 'bench', 'page');

/** Always anew: it takes seconds, and what is measured must be what the sources say. */
export async function serveBenchPage(): Promise<RunningServer> {
  const port = await freePort();
  // A folder for each run: another one may be serving its own.
  const outDir = inProject('.cache', 'bench', `page-${port}`);
  await build({
    configFile: false,
    root: ROOT,
    // The data files are copied, so that the page fetches them from its own origin.
    publicDir: inProject('public'),
    logLevel: 'error',
    plugins: [assemblyScript()],
    worker: { format: 'es', plugins: () => [assemblyScript()] },
    resolve: { dedupe: ['@tensorflow/tfjs-core'], alias: chartAliases },
    build: {
      target: 'es2023',
      outDir,
      emptyOutDir: true,
      chunkSizeWarningLimit: 4000,
      rolldownOptions: { input: ['index.html', 'picture.html'].map((file) => `${ROOT}/${file}`) },
    },
  });
  const server = await preview({
    configFile: false,
    root: ROOT,
    appType: 'mpa',
    logLevel: 'error',
    build: { outDir },
    preview: { port, strictPort: true, headers: isolationHeaders },
  });
  return {
    url: `http://localhost:${port}`,
    async close() {
      await server.close();
      rmSync(outDir, { recursive: true, force: true });
    },
  };
}
