import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { assemblyScript } from './scripts/assemblyScriptPlugin.ts';
import { chartAliases, chartDependencies } from './scripts/chartLibraries.ts';
import { cspMeta } from './scripts/cspMeta.ts';
import { PRE_BUNDLED } from './scripts/preBundled.ts';
import { contentSecurityPolicy, isolationHeaders } from './scripts/securityHeaders.ts';

export default defineConfig({
  plugins: [react(), assemblyScript(), cspMeta()],
  // A missing file must answer 404, never index.html: the page's data checks rely on it.
  appType: 'mpa',
  worker: {
    format: 'es',
    plugins: () => [assemblyScript()],
    rolldownOptions: { checks: { pluginTimings: false } },
  },
  // One engine for everybody: a second copy of tfjs-core would have its own backends and kernels.
  resolve: { dedupe: ['@tensorflow/tfjs-core'], alias: chartAliases },
  optimizeDeps: { include: [...chartDependencies, ...PRE_BUNDLED] },
  build: {
    target: 'es2023',
    sourcemap: true,
    manifest: true,
    // `npm run size` is the limit that counts; plotly's lazy chunk is over Vite's own.
    chunkSizeWarningLimit: 2000,
    rolldownOptions: {
      checks: { pluginTimings: false },
      onwarn: (warning, warn) => {
        // Old libraries announce themselves with directives such as "use restrict".
        if (warning.code !== 'MODULE_LEVEL_DIRECTIVE') warn(warning);
      },
    },
  },
  server: { headers: isolationHeaders },
  preview: { headers: { ...isolationHeaders, 'Content-Security-Policy': contentSecurityPolicy } },
});
