/** The browser in which everything but PyTorch is measured, and the bench page in it. */
import { chromium, type Browser, type Page } from '@playwright/test';
import { VerdictPage } from '../../e2e/support/verdictPage';
import { browserFlags } from '../browserFlags';
import { ensureBrowser } from '../ensureBrowser';
import { buildIfStale } from '../support/buildPage';
import { freePort, serveDist, type RunningServer } from '../support/server';
import { serveBenchPage } from './buildBenchPage';
import type { BenchPageApi } from './protocol';

interface BenchGlobal {
  bench: Record<string, (...args: unknown[]) => Promise<unknown>>;
}

/** Runs in the page. */
function callBench([method, values]: [string, unknown[]]): Promise<unknown> {
  return (globalThis as unknown as BenchGlobal).bench[method]!(...values);
}

/** One page of the bench, with workers of its own. */
export class BenchPage {
  private constructor(readonly page: Page) {}

  static async open(page: Page, url: string): Promise<BenchPage> {
    page.on('pageerror', (error) => console.error(`The bench page failed: ${error.message}`));
    await page.goto(url);
    await page.waitForFunction(() => 'bench' in globalThis);
    return new BenchPage(page);
  }

  call<K extends keyof BenchPageApi>(
    name: K,
    ...args: Parameters<BenchPageApi[K]>
  ): ReturnType<BenchPageApi[K]> {
    return this.page.evaluate(callBench, [name, args] as [string, unknown[]]) as ReturnType<BenchPageApi[K]>;
  }

  close(): Promise<void> {
    return this.page.context().close();
  }
}

export class BenchBrowser {
  private app: RunningServer | null = null;

  private constructor(
    private readonly browser: Browser,
    readonly server: RunningServer,
  ) {}

  static async launch(hasGpu: boolean): Promise<BenchBrowser> {
    const executablePath = await ensureBrowser();
    const server = await serveBenchPage();
    try {
      const args = browserFlags({ usesGpu: hasGpu, isHeadless: true });
      return new BenchBrowser(await chromium.launch({ executablePath, args }), server);
    } catch (error) {
      await server.close();
      throw error;
    }
  }

  get version(): string {
    return `Chromium ${this.browser.version()}`;
  }

  /** In a process of its own. */
  async openPage(): Promise<BenchPage> {
    const context = await this.browser.newContext();
    return BenchPage.open(await context.newPage(), `${this.server.url}/index.html`);
  }

  /** A page of the bench's server that is not the bench page. */
  async openPlain(path: string): Promise<Page> {
    const page = await (await this.browser.newContext()).newPage();
    await page.goto(`${this.server.url}/${path}`);
    return page;
  }

  /** The app itself, as it is built; storage is empty. */
  async openApp(): Promise<VerdictPage> {
    if (this.app === null) {
      await buildIfStale();
      this.app = await serveDist(await freePort());
    }
    const context = await this.browser.newContext({ baseURL: this.app.url });
    return new VerdictPage(await context.newPage());
  }

  /** Process ids of everything that the browser consists of at the moment. */
  async pids(): Promise<number[]> {
    const session = await this.browser.newBrowserCDPSession();
    try {
      const { processInfo } = await session.send('SystemInfo.getProcessInfo');
      return processInfo.map(({ id }) => id);
    } finally {
      await session.detach();
    }
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.server.close();
    await this.app?.close();
  }
}
