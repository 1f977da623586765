import { defineConfig } from '@playwright/test';
import { launchOptions } from './scripts/browserFlags';

const port = Number(process.env['E2E_PORT'] ?? 4317);
const isCi = Boolean(process.env['CI']);

/** Flows as a user does them, in a real Chromium, on the built page as `npm start` serves it. */
export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  forbidOnly: isCi,
  // Training keeps a core busy: two pages at once would only make each other slow.
  workers: 1,
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: [['list'], ['json', { outputFile: process.env['E2E_REPORT'] ?? '.cache/reports/e2e.json' }]],
  use: {
    baseURL: `http://localhost:${port}`,
    browserName: 'chromium',
    viewport: { width: 1440, height: 900 },
    trace: 'retain-on-failure',
    launchOptions: launchOptions(),
  },
  webServer: {
    command: 'npx tsx scripts/start.ts',
    url: `http://localhost:${port}`,
    env: { PORT: String(port) },
    reuseExistingServer: false,
    timeout: 300_000,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 5_000 },
  },
});
