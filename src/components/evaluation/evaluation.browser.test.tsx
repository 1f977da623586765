/** The evaluation in a real browser: figures, splits, threshold, calibration, text equivalents. */
import { beforeEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { syntheticReviews, TIED } from '../../evaluation/testing/reviews';
import { expectQuietConsole, plotted, soon, svgTexts } from '../charts/plotTesting';
import { show, type Shown } from '../charts/testing';
import EvaluationPanel, { type EvaluationPanelProps } from './EvaluationPanel';

let shown: Shown | undefined;

expectQuietConsole(() => {
  shown?.close();
  shown = undefined;
});

beforeEach(() => page.viewport(1000, 900));

const VALIDATION = syntheticReviews(201, 2);

function open(props: Partial<EvaluationPanelProps> = {}, width = 900): void {
  const all = { test: TIED, validation: VALIDATION, temperature: 2, errors: null, ...props };
  shown = show(<EvaluationPanel {...all} />, width, 2000);
}

const slider = (): ReturnType<typeof page.getByRole> =>
  page.getByRole('slider', { name: 'Decision threshold' });

/** The counts of the confusion matrix, row by row. */
function confusion(): string[] {
  const table = page.getByRole('table', { name: 'Confusion matrix' }).element();
  return [...table.querySelectorAll('td')].map((cell) => /^[\d,]+/.exec(cell.textContent ?? '')?.[0] ?? '');
}

/** What stands below a term of a list of figures. */
function figure(name: string): string {
  const term = [...document.querySelectorAll('dt')].find((dt) => dt.textContent === name);
  return term?.nextElementSibling?.textContent ?? '';
}

describe('figures', () => {
  it('are those of the test split first, each with its interval', async () => {
    open();
    await expect.element(page.getByText('The score to quote.')).toBeVisible();
    // By hand and by scikit-learn: see the tests of src/evaluation.
    expect([figure('Accuracy'), figure('AUC'), figure('Average precision')]).toEqual([
      '69.2%',
      '0.7619',
      '0.7874',
    ]);
    expect(page.getByText('42.4 to 87.3%').elements().length).toBeGreaterThan(0);
    expect(confusion()).toEqual(['4', '2', '2', '5']);
    await soon(() => expect(figure('Calibration error')).toMatch(/^0\.\d{4}$/));
  });

  it('of validation come with the warning that they flatter', async () => {
    open();
    await page.getByText('Validation', { exact: true }).click();
    await expect.element(page.getByText(/reviews of one film lie on both sides/)).toBeVisible();
    await expect.element(page.getByText(/^Of 201 reviews, 100 of them positive/)).toBeVisible();
  });

  it('of validation are shown while there are none of the test', async () => {
    open({ test: null, testAction: <button type="button">Judge them</button> });
    await expect.element(page.getByText(/^Of 201 reviews/)).toBeVisible();
    await page.getByText('Test', { exact: true }).click();
    await expect.element(page.getByText('The test reviews have not been judged')).toBeVisible();
    await expect.element(page.getByRole('button', { name: 'Judge them' })).toBeVisible();
  });

  it('of one class say why some are missing', async () => {
    const labels = TIED.labels.map(() => 1);
    open({ test: { ...TIED, labels } });
    await expect.element(page.getByText(/All reviews are positive/)).toBeVisible();
    expect(figure('AUC')).toBe('–');
    expect(page.getByRole('img', { name: /^ROC/ }).elements()).toHaveLength(0);
  });

  it('of damaged scores are refused in words', async () => {
    open({ test: { ...TIED, scores: TIED.scores.map((score, i) => (i === 3 ? Number.NaN : score)) } });
    await expect.element(page.getByText('The score of review 3 is not a finite number.')).toBeVisible();
  });
});

describe('the threshold', () => {
  it('moves by keys the confusion matrix, the figures and the marks on the curves', async () => {
    open({ temperature: null });
    await soon(() => expect(plotted(/^ROC curve/).data).toHaveLength(3));
    slider().element().focus();
    for (let step = 0; step < 20; step++) await userEvent.keyboard('{ArrowRight}');
    // As in scikit-learn at 0.7.
    await soon(() => expect(confusion()).toEqual(['5', '1', '4', '3']));
    await expect
      .element(slider())
      .toHaveAttribute('aria-valuetext', '0.70: accuracy 61.5%, precision 75.0%, recall 42.9%');
    await expect.element(page.getByRole('heading', { name: 'Decision threshold: 0.70' })).toBeVisible();
    await soon(() => {
      expect(plotted(/^ROC curve/).data[2]?.['x']).toEqual([expect.closeTo(1 / 6, 12)]);
      expect(plotted(/^Precision and recall/).data[2]?.['x']).toEqual([expect.closeTo(3 / 7, 12)]);
    });
    await page.getByRole('button', { name: 'Reset to 0.5' }).click();
    await soon(() => expect(confusion()).toEqual(['4', '2', '2', '5']));
  });

  it('at its ends calls everything one thing', async () => {
    open({ temperature: null });
    slider().element().focus();
    await userEvent.keyboard('{End}');
    await soon(() => expect(confusion()).toEqual(['6', '0', '7', '0']));
    expect(slider().element().getAttribute('aria-valuetext')).toContain('precision not defined');
    await userEvent.keyboard('{Home}');
    await soon(() => expect(confusion()).toEqual(['0', '6', '0', '7']));
  });
});

describe('calibrated probabilities', () => {
  it('are shown first, with their temperature, and can be had as they were', async () => {
    open();
    await expect.element(page.getByText('Scores divided by T = 2.00, fitted on validation.')).toBeVisible();
    const calibrated = figure('Log loss');
    const auc = figure('AUC');
    await page.getByText('Calibrated probabilities').click();
    await soon(() => expect(figure('Log loss')).toBe('0.5503'));
    expect(calibrated).not.toBe('0.5503');
    expect(figure('AUC')).toBe(auc);
  });

  it('cannot be had without a temperature', async () => {
    open({ temperature: null });
    await expect.element(page.getByRole('switch', { name: 'Calibrated probabilities' })).toBeDisabled();
  });
});

describe('charts', () => {
  it('have titles, a sentence and a table each', async () => {
    open({ temperature: null });
    await soon(() => {
      for (const title of ['ROC curve', 'Precision and recall', 'Calibration', 'Accuracy by review length']) {
        expect(svgTexts()).toContain(title);
      }
    });
    await expect
      .element(page.getByRole('img', { name: /^ROC curve\. Area 0\.762; chance would be 0\.5/ }))
      .toBeVisible();
    await page.getByText('ROC curve: the table').click();
    await expect.element(page.getByRole('row', { name: '0.70 16.7% 42.9%' })).toBeVisible();
    await page.getByText('Accuracy by review length: the table').click();
    await expect.element(page.getByRole('table', { name: 'Accuracy by review length' })).toBeVisible();
    await page.getByText('Calibration: the table').click();
    const rows = page.getByRole('table', { name: 'Calibration' }).getByRole('row').elements();
    expect(rows).toHaveLength(16);
  });

  it('leave room on a phone', async () => {
    await page.viewport(390, 844);
    open({}, 358);
    await soon(() => expect(svgTexts()).toContain('ROC curve'));
    expect(shown?.host.scrollWidth).toBeLessThanOrEqual(358);
  });
});
