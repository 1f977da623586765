import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { assemblyScript } from './scripts/assemblyScriptPlugin.ts';
import { chartAliases, chartDependencies } from './scripts/chartLibraries.ts';
import { launchOptions } from './scripts/browserFlags.ts';
import { PRE_BUNDLED } from './scripts/preBundled.ts';
import { isolationHeaders } from './scripts/securityHeaders.ts';

/** `*.test.ts` is pure logic and runs in Node; `*.browser.test.ts` needs a real browser and runs in Chromium. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          // Against hanging only: on a busy machine a property test takes seconds.
          testTimeout: 60_000,
          environment: 'node',
          include: ['src/**/*.test.ts', 'scripts/**/*.test.ts'],
          exclude: ['src/**/*.browser.test.ts'],
        },
      },
      {
        plugins: [assemblyScript()],
        resolve: { alias: chartAliases, dedupe: ['@tensorflow/tfjs-core'] },
        optimizeDeps: { include: [...chartDependencies, ...PRE_BUNDLED, '@tensorflow/tfjs'] },
        server: { headers: isolationHeaders },
        worker: { format: 'es', plugins: () => [assemblyScript()] },
        test: {
          name: 'browser',
          include: ['src/**/*.browser.test.ts', 'src/**/*.browser.test.tsx'],
          // WebGPU and WebGL in software take seconds for each of their programs' first run.
          testTimeout: 300_000,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({ launchOptions: launchOptions() }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
});
