/**
 * The test function of every end-to-end test. Beside the page it brings guards that hold in all of them:
 * no console error or warning, no uncaught error, no request to another origin, no policy violation.
 */
import {
  test as base,
  expect,
  type BrowserContext,
  type BrowserContextOptions,
  type ConsoleMessage,
  type Page,
} from '@playwright/test';
import { PRETRAINED_PATH } from '../../src/config';
import { withoutTour } from './tour';
import { VerdictPage } from './verdictPage';

interface Fixtures {
  verdict: VerdictPage;
  /** A further page under the same guards, in a browser profile of its own: nothing is saved or cached there. */
  newVerdict: (options?: BrowserContextOptions) => Promise<VerdictPage>;
  /** Console messages that the test itself provokes; everything else fails it. */
  expectedMessages: RegExp[];
  /** Whether `verdict` is opened as if for the first time: with the offer of a tour. */
  isFirstVisit: boolean;
}

/** Messages of the browser's own software renderer about speed, which no page can avoid. */
const RENDERER_MESSAGES = /GL Driver Message|GPU stall due to ReadPixels/;
/** Chromium writes every failed request into the console by itself. */
const NO_PRETRAINED = new RegExp(`Failed to load resource.*404.*${PRETRAINED_PATH}`);

export const test = base.extend<Fixtures>({
  expectedMessages: [[], { option: true }],
  isFirstVisit: [false, { option: true }],
  verdict: async ({ page, baseURL, expectedMessages, isFirstVisit }, use) => {
    if (!isFirstVisit) await withoutTour(page.context());
    const troubles = await watch(page, baseURL);
    await use(new VerdictPage(page));
    expectNone(troubles, expectedMessages);
  },
  newVerdict: async ({ browser, baseURL, contextOptions, expectedMessages }, use) => {
    const contexts: BrowserContext[] = [];
    const troubles: string[][] = [];
    await use(async (options = {}) => {
      const all = { ...contextOptions, ...(baseURL === undefined ? {} : { baseURL }), ...options };
      const context = await browser.newContext(all);
      contexts.push(context);
      await withoutTour(context);
      const page = await context.newPage();
      troubles.push(await watch(page, all.baseURL));
      return new VerdictPage(page);
    });
    for (const context of contexts) await context.close();
    expectNone(troubles.flat(), expectedMessages);
  },
});

export { expect };

function expectNone(troubles: string[], expectedMessages: RegExp[]): void {
  const unexpected = troubles.filter(
    (text) => ![RENDERER_MESSAGES, NO_PRETRAINED, ...expectedMessages].some((pattern) => pattern.test(text)),
  );
  expect(unexpected, 'troubles in the console or on the network').toEqual([]);
}

/** Collects what should never happen, from the page and its workers; `baseURL` is where the page comes from. */
async function watch(page: Page, baseURL: string | undefined): Promise<string[]> {
  const { origin } = new URL(baseURL ?? '');
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
  await page.addInitScript(reportPolicyViolations);
  await withoutPretrained(page.context());
  return troubles;
}

/** A page as it is without the model that comes with it, unless the test serves one. */
async function withoutPretrained(context: BrowserContext): Promise<void> {
  await context.route(`**/${PRETRAINED_PATH}`, (route) => route.fulfill({ status: 404 }));
}

/** Runs in the page before its own scripts: puts violations of the policy into the console. */
function reportPolicyViolations(): void {
  document.addEventListener('securitypolicyviolation', (event) => {
    console.error(`policy violation: ${event.violatedDirective} ${event.blockedURI}`);
  });
}
