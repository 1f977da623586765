/** A built page in a browser of its own, for scripts that drive it. */
import { chromium, type Browser, type BrowserContextOptions } from '@playwright/test';
import { withoutTour } from '../../e2e/support/tour';
import { VerdictPage } from '../../e2e/support/verdictPage';
import { PRETRAINED_PATH } from '../../src/config';
import { browserFlags, type BrowserFlagOptions } from '../browserFlags';
import { prepareData } from '../data';
import { ensureBrowser } from '../ensureBrowser';
import { buildIfStale } from './buildPage';
import { freePort, serveDist } from './server';

export interface Driver {
  browser: Browser;
  url: string;
  /** A fresh page with empty storage; not opened yet. */
  newPage: (options?: BrowserContextOptions) => Promise<VerdictPage>;
}

/** Prepares data and build, serves, launches, runs `work`, and closes everything however that ends. */
export async function withDriver<T>(
  work: (driver: Driver) => Promise<T>,
  flags: BrowserFlagOptions = { usesGpu: false, isHeadless: true },
): Promise<T> {
  await prepareData({ isOptional: true });
  await buildIfStale();
  const executablePath = await ensureBrowser();
  const server = await serveDist(await freePort());
  try {
    const browser = await chromium.launch({
      executablePath,
      headless: flags.isHeadless,
      args: browserFlags(flags),
    });
    try {
      return await work({
        browser,
        url: server.url,
        newPage: async (options = {}) => {
          const context = await browser.newContext({ baseURL: server.url, ...options });
          // What a script measures is the page's own work, not that of the model that comes with it.
          await context.route(`**/${PRETRAINED_PATH}`, (route) => route.fulfill({ status: 404 }));
          await withoutTour(context);
          return new VerdictPage(await context.newPage());
        },
      });
    } finally {
      await browser.close();
    }
  } finally {
    await server.close();
  }
}
