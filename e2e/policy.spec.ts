/** The page runs under its production policy, keeps to itself, and stays responsive. */
import { expect, test } from './support/test';

/** How long the page is watched while it trains. */
const WATCHED_MS = 5_000;

test('the policy and the isolation headers are sent and in force', async ({ verdict, page }) => {
  const response = await page.goto('/');
  const headers = response?.headers() ?? {};
  expect(headers['content-security-policy']).toContain("default-src 'none'");
  expect(headers['cross-origin-opener-policy']).toBe('same-origin');
  expect(headers['cross-origin-embedder-policy']).toBe('require-corp');
  await verdict.ready();
  expect(await page.evaluate(() => globalThis.crossOriginIsolated)).toBe(true);
  const meta = page.locator('meta[http-equiv="Content-Security-Policy"]');
  await expect(meta).toHaveAttribute('content', /script-src 'self' 'wasm-unsafe-eval'/);
});

test('a missing file answers 404, never the page', async ({ request }) => {
  const response = await request.get('/imdb/no-such-file.bin');
  expect(response.status()).toBe(404);
});

test('the main thread stays free while a network trains', async ({ verdict, page }, testInfo) => {
  await page.addInitScript(observeLongTasks);
  await verdict.open('dataset=sentences&epochs=1000&length=64');
  await verdict.startRun();
  // By then the charts' libraries are there.
  await expect(verdict.historyRows).not.toHaveCount(0, { timeout: 60_000 });
  await page.evaluate(() => {
    (globalThis as unknown as { longTasks: number[] }).longTasks.length = 0;
  });
  const startedMs = Date.now();
  await page.waitForTimeout(WATCHED_MS);
  const longTasks = await page.evaluate(() => (globalThis as unknown as { longTasks: number[] }).longTasks);
  const seconds = (Date.now() - startedMs) / 1000;
  await expect(verdict.stop, 'the run has gone on all the while').toBeVisible();
  await verdict.stop.click();
  await verdict.runEnded(20_000);
  const summary = `${longTasks.length} tasks over 50 ms in ${seconds.toFixed(1)} s of training, longest ${Math.max(0, ...longTasks).toFixed(0)} ms`;
  testInfo.annotations.push({ type: 'long tasks', description: summary });
  console.log(summary);
  // A page that trained on its main thread would block for whole batches, without end.
  expect(longTasks.reduce((sum, ms) => sum + ms, 0) / 1000).toBeLessThan(0.25 * seconds + 0.5);
});

/** Runs in the page: keeps the durations (ms) of tasks that blocked the main thread for over 50 ms. */
function observeLongTasks(): void {
  const target = globalThis as unknown as { longTasks: number[] };
  target.longTasks = [];
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) target.longTasks.push(entry.duration);
  }).observe({ type: 'longtask', buffered: true });
}
