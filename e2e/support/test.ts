/**
 * The test function of every end-to-end test. Beside the page it brings guards that hold in all of them:
 * no console error or warning, no uncaught error, no request to another origin, no policy violation.
 */
import { test as base, expect, type ConsoleMessage, type Page } from '@playwright/test';
import { VerdictPage } from './verdictPage';

interface Fixtures {
  verdict: VerdictPage;
  /** Console messages that the test itself provokes; everything else fails it. */
  expectedMessages: RegExp[];
}

/** Messages of the browser's own software renderer about speed, which no page can avoid. */
const RENDERER_MESSAGES = /GL Driver Message|GPU stall due to ReadPixels/;

export const test = base.extend<Fixtures>({
  expectedMessages: [[], { option: true }],
  verdict: async ({ page, baseURL, expectedMessages }, use) => {
    const troubles = watch(page, new URL(baseURL ?? '').origin);
    await page.addInitScript(reportPolicyViolations);
    await use(new VerdictPage(page));
    const unexpected = troubles.filter(
      (text) => !RENDERER_MESSAGES.test(text) && !expectedMessages.some((pattern) => pattern.test(text)),
    );
    expect(unexpected, 'troubles in the console or on the network').toEqual([]);
  },
});

export { expect };

/** Collects what should never happen, from the page and its workers. */
function watch(page: Page, origin: string): string[] {
  const troubles: string[] = [];
  page.on('console', (message: ConsoleMessage) => {
    if (message.type() === 'error' || message.type() === 'warning') {
      troubles.push(`console ${message.type()}: ${message.text()} (${message.location().url})`);
    }
  });
  page.on('pageerror', (error) => troubles.push(`uncaught: ${error.message}`));
  page.context().on('request', (request) => {
    const url = new URL(request.url());
    if (!['data:', 'blob:'].includes(url.protocol) && url.origin !== origin) {
      troubles.push(`foreign request: ${request.url()}`);
    }
  });
  return troubles;
}

/** Runs in the page before its own scripts: puts violations of the policy into the console. */
function reportPolicyViolations(): void {
  document.addEventListener('securitypolicyviolation', (event) => {
    console.error(`policy violation: ${event.violatedDirective} ${event.blockedURI}`);
  });
}
