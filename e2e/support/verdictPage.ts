/** The page as a user works it: by the roles and names that it promises. Shared by tests and scripts. */
import type { Locator, Page } from '@playwright/test';
import type { RunEvaluation } from '../../src/evaluation/report';
import type { RunReport, TestMetrics } from '../../src/types';

interface VerdictGlobal {
  verdict: {
    ready: Promise<void>;
    report: () => RunReport | null;
    evaluation: () => RunEvaluation | null;
    numRunsEnded: () => number;
  };
}

const POLL_MS = 250;

export class VerdictPage {
  readonly train: Locator;
  readonly pause: Locator;
  readonly resume: Locator;
  readonly stop: Locator;
  readonly dataset: Locator;
  readonly epochs: Locator;
  readonly status: Locator;
  readonly prediction: Locator;
  readonly review: Locator;
  readonly savedModels: Locator;
  readonly alerts: Locator;
  /** One row per finished epoch. */
  readonly historyRows: Locator;
  /** Runs that had ended before the one at hand was started. */
  private numRunsBefore = 0;

  constructor(readonly page: Page) {
    this.train = this.button('Train');
    this.pause = this.button('Pause');
    this.resume = this.button('Resume');
    this.stop = this.button('Stop');
    this.dataset = page.getByRole('combobox', { name: 'Dataset', exact: true });
    this.epochs = this.number('Epochs');
    this.status = page.getByRole('status', { name: 'Status', exact: true });
    this.prediction = page.getByRole('status', { name: 'Prediction', exact: true });
    this.review = page.getByRole('textbox', { name: 'Review', exact: true });
    this.savedModels = page.getByRole('list', { name: 'Saved models', exact: true });
    this.alerts = page.getByRole('alert');
    this.historyRows = page
      .getByRole('table', { name: 'Training history', exact: true })
      .locator('tbody')
      .getByRole('row');
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }

  number(name: string): Locator {
    return this.page.getByRole('spinbutton', { name, exact: true });
  }

  /** Opens the page with settings in its address, such as `dataset=sentences&epochs=2`. */
  async open(settings = ''): Promise<void> {
    await this.page.goto(settings === '' ? '/' : `/#${settings}`);
    await this.ready();
  }

  /** Resolves when the page can be used. */
  async ready(): Promise<void> {
    await this.train.waitFor();
    await this.page.evaluate(() => (globalThis as unknown as VerdictGlobal).verdict.ready);
  }

  report(): Promise<RunReport | null> {
    return this.page.evaluate(() => (globalThis as unknown as VerdictGlobal).verdict.report());
  }

  evaluation(): Promise<RunEvaluation | null> {
    return this.page.evaluate(() => (globalThis as unknown as VerdictGlobal).verdict.evaluation());
  }

  /** Starts a run with the settings of the page; `press` is how, a click on `Train` unless it says otherwise. */
  async startRun(press: () => Promise<void> = () => this.train.click()): Promise<void> {
    this.numRunsBefore = await this.numRunsEnded();
    await press();
  }

  /**
   * Waits until the run that `startRun` started has ended, well or badly.
   * Throws with the page's own messages when it does not end within `timeoutMs`.
   */
  async runEnded(timeoutMs: number, onEpochs?: () => Promise<void>): Promise<void> {
    const deadline = Date.now() + timeoutMs;
    let numEpochs = 0;
    while ((await this.numRunsEnded()) === this.numRunsBefore) {
      const seen = await this.historyRows.count();
      if (seen !== numEpochs) await onEpochs?.();
      numEpochs = seen;
      if (Date.now() > deadline) {
        throw new Error(`The run did not end within ${timeoutMs / 1000} s. ${await this.messages()}`);
      }
      await this.page.waitForTimeout(POLL_MS);
    }
    if ((await this.historyRows.count()) !== numEpochs) await onEpochs?.();
  }

  /** Ends the run at hand early. */
  async stopRun(): Promise<void> {
    await this.stop.click();
  }

  /** Trains with the settings of the page and waits for the end. */
  async trainToEnd(timeoutMs = 90_000): Promise<void> {
    await this.startRun();
    await this.runEnded(timeoutMs);
  }

  /** Scores the test split and gives the report with it. Throws with the page's message when that fails. */
  async evaluateTest(timeoutMs: number): Promise<RunReport & { test: TestMetrics }> {
    await this.button('Evaluate on the test set').click();
    const deadline = Date.now() + timeoutMs;
    while (Date.now() < deadline) {
      const report = await this.report();
      if (report !== null && report.test !== null) return { ...report, test: report.test };
      if ((await this.alerts.count()) > 0) break;
      await this.page.waitForTimeout(POLL_MS);
    }
    throw new Error(`The test set was not scored. The page says: ${await this.messages()}`);
  }

  /** Scores the test split with a model that was uploaded or loaded. Throws with the page's message when that fails. */
  async evaluateLoaded(timeoutMs: number): Promise<RunEvaluation> {
    const deadline = Date.now() + timeoutMs;
    const until = async (isDone: (evaluation: RunEvaluation) => boolean): Promise<RunEvaluation> => {
      while (Date.now() < deadline) {
        const evaluation = await this.evaluation();
        if (evaluation !== null && isDone(evaluation)) return evaluation;
        if ((await this.alerts.count()) > 0) break;
        await this.page.waitForTimeout(POLL_MS);
      }
      throw new Error(`The test set was not scored. The page says: ${await this.messages()}`);
    };
    await until(() => true);
    await this.button('Evaluate on the test set').click();
    return until(({ test }) => test !== null);
  }

  /**
   * Replaces the text of `Review` and waits for the answer. The old answer is away before the new text goes in,
   * so what is shown afterwards is about the new text. Returns the answer's text.
   */
  async judge(text: string): Promise<string> {
    await this.clearReview();
    await this.review.fill(text);
    await this.prediction.getByText('%').first().waitFor();
    return this.prediction.innerText();
  }

  /** Empties `Review` and waits until the page has noticed. */
  async clearReview(): Promise<void> {
    await this.review.fill('');
    await this.prediction.getByText('Type a few words and').waitFor();
  }

  /** Gives the page a file as if it had been chosen behind `Upload model`. */
  async upload(name: string, bytes: Buffer): Promise<void> {
    // The file input takes nothing while another task of step 7 is at work.
    await this.page.locator('button:enabled', { hasText: 'Upload model' }).waitFor();
    await this.page
      .getByLabel('Model file')
      .setInputFiles({ name, mimeType: 'application/zip', buffer: bytes });
  }

  /** What the page says at the moment, for messages. */
  async messages(): Promise<string> {
    const texts = [...(await this.alerts.allInnerTexts()), ...(await this.status.allInnerTexts())];
    return texts.map((text) => text.replaceAll(/\s+/g, ' ').trim()).join(' | ');
  }

  private numRunsEnded(): Promise<number> {
    return this.page.evaluate(() => (globalThis as unknown as VerdictGlobal).verdict.numRunsEnded());
  }
}
