/** What a visitor waits for: from the click on Train, with the data loaded, until the first batch was trained. */
import { hasImdb } from '../../../e2e/support/datasets';
import { summariseTimes } from '../statistics';
import { messageOf } from '../../support/project';
import { withMostThreads, type BenchContext } from './context';

const NUM_RUNS = 7;
const TIMEOUT_MS = 120_000;
/** On the page, the figure that is first shown when a batch has been trained. */
const FIGURE = 'ms per review';

interface FirstBatchGlobal {
  firstBatchMs: Promise<number>;
}

/** In the app itself, in a fresh page each time: nothing of the run is loaded before the click. */
export async function measureFirstBatch(context: BenchContext): Promise<void> {
  for (const { backend, threads, title } of withMostThreads(context.verdict)) {
    if (backend === 'cpu') continue;
    try {
      const times: number[] = [];
      for (let run = 0; run < (context.isQuick ? 1 : NUM_RUNS); run++) {
        times.push(await firstBatch(context, backend));
      }
      const row = {
        case: 'firstBatchMs',
        implementation: 'verdict',
        backend,
        threads,
        ...summariseTimes(times),
        bytes: null,
      };
      context.listener.say(`  ${title}: ${row.medianMs.toFixed(0)} ms, median of ${row.runs}`);
      context.add([row]);
    } catch (error) {
      context.listener.skip(`firstBatchMs, ${title}: ${messageOf(error)}`);
    }
  }
}

async function firstBatch({ browser, isQuick }: BenchContext, backend: string): Promise<number> {
  const dataset = hasImdb() && !isQuick ? 'imdb' : 'sentences';
  const verdict = await browser.openApp();
  try {
    await verdict.open(`dataset=${dataset}&backend=${backend}&epochs=1&seed=1`);
    await verdict.status.getByText('Ready to train.', { exact: true }).waitFor({ timeout: TIMEOUT_MS });
    await verdict.page.evaluate(watchForFirstBatch, FIGURE);
    await verdict.train.click();
    return await verdict.page.evaluate(
      (timeoutMs) =>
        Promise.race([
          (globalThis as unknown as FirstBatchGlobal).firstBatchMs,
          new Promise<never>((_resolve, reject) => {
            setTimeout(() => reject(new Error('no batch was trained in time')), timeoutMs);
          }),
        ]),
      TIMEOUT_MS,
    );
  } finally {
    await verdict.page.context().close();
  }
}

/** Runs in the page: the clock starts with the click that the page itself sees. */
function watchForFirstBatch(figure: string): void {
  const { document, MutationObserver: Observer } = globalThis as unknown as PageGlobal;
  (globalThis as unknown as FirstBatchGlobal).firstBatchMs = new Promise((resolve) => {
    let startMs = Number.NaN;
    document.addEventListener('click', () => (startMs = performance.now()), { capture: true, once: true });
    const observer = new Observer(() => {
      const name = [...document.querySelectorAll('dt')].find(({ textContent }) => textContent === figure);
      if (!/\d/.test(name?.nextElementSibling?.textContent ?? '')) return;
      observer.disconnect();
      resolve(performance.now() - startMs);
    });
    observer.observe(document.body, { subtree: true, childList: true, characterData: true });
  });
}

/** What is used of the page's globals; Node, whose types this file is checked with, has none of them. */
interface PageGlobal {
  document: {
    body: object;
    querySelectorAll: (selector: string) => Iterable<PageElement>;
    addEventListener: (type: string, listener: () => void, options: object) => void;
  };
  MutationObserver: new (callback: () => void) => {
    observe: (target: object, options: object) => void;
    disconnect: () => void;
  };
}

interface PageElement {
  textContent: string | null;
  nextElementSibling: PageElement | null;
}
