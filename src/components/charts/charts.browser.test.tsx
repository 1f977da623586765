/** Curves, untrained map and summary in a real browser: labels, legends, colours, marks, text equivalents. */
import { describe, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import type { BatchMetrics, EpochMetrics } from '../../types';
import ModelSummary from './ModelSummary';
import { expectQuietConsole, plotted, soon, svgTexts } from './plotTesting';
import { show, type Shown } from './testing';
import TrainingCurves from './TrainingCurves';
import UntrainedMap from './UntrainedMap';

let shown: Shown | undefined;

expectQuietConsole(() => {
  shown?.close();
  shown = undefined;
});

function svgWidth(): number {
  return document.querySelector('svg.main-svg')?.getBoundingClientRect().width ?? 0;
}

/** Stroke of every line that plotly draws. */
function strokes(): string[] {
  return [...document.querySelectorAll<SVGPathElement>('path.js-line')].map((line) => line.style.stroke);
}

function batches(count: number): BatchMetrics[] {
  return Array.from({ length: count }, (_, index) => ({
    epoch: 1 + Math.floor(index / 10),
    batch: index % 10,
    numBatches: 10,
    loss: 0.7 - 0.01 * index,
    accuracy: 0.5 + 0.01 * index,
    reviewsPerSecond: 100,
    msPerReview: 10,
    secondsLeft: null,
  }));
}

function epochs(count: number): EpochMetrics[] {
  return Array.from({ length: count }, (_, index) => ({
    epoch: index + 1,
    loss: 0.6 - 0.1 * index,
    accuracy: 0.6 + 0.1 * index,
    valLoss: 0.65 - 0.1 * index,
    valAccuracy: 0.55 + 0.1 * index,
    seconds: 1,
  }));
}

describe('TrainingCurves', () => {
  it('shows both plots of the tutorial with legend and axis titles', async () => {
    shown = show(<TrainingCurves batches={batches(24)} epochs={epochs(2)} isTraining />, 358, 420);
    await soon(() => {
      const texts = svgTexts();
      expect(texts).toContain('Training and validation loss');
      expect(texts).toContain('Training and validation accuracy');
      for (const name of ['Batches', 'Training', 'Validation', 'Epoch']) {
        expect(texts.filter((text) => text === name)).toHaveLength(2);
      }
    });
    await expect
      .element(
        page.getByRole('img', {
          name: 'Training and validation loss. After epoch 2: training 0.5000, validation 0.5500.',
        }),
      )
      .toBeVisible();
  });

  it('draws in the colours of the style sheet and follows a change of scheme', async () => {
    const root = document.documentElement;
    root.style.setProperty('--verdict-training', 'rgb(1, 2, 3)');
    root.style.setProperty('--verdict-batches', 'rgb(1, 2, 4)');
    root.style.setProperty('--verdict-validation', '#040506');
    shown = show(<TrainingCurves batches={batches(3)} epochs={epochs(2)} isTraining />);
    await soon(() =>
      expect(new Set(strokes())).toEqual(new Set(['rgb(1, 2, 3)', 'rgb(1, 2, 4)', 'rgb(4, 5, 6)'])),
    );
    root.style.setProperty('--verdict-validation', 'rgb(7, 8, 9)');
    root.dataset['mantineColorScheme'] = 'dark';
    await soon(() =>
      expect(new Set(strokes())).toEqual(new Set(['rgb(1, 2, 3)', 'rgb(1, 2, 4)', 'rgb(7, 8, 9)'])),
    );
    root.dataset['mantineColorScheme'] = 'light';
  });

  it('adds points to the same plot', async () => {
    shown = show(<TrainingCurves batches={[]} epochs={[]} isTraining={false} />);
    await expect
      .element(page.getByText('The curve appears here when training starts.').first())
      .toBeVisible();
    shown.update(<TrainingCurves batches={batches(5)} epochs={[]} isTraining />);
    await soon(() => expect(plotted(/loss/).data[0]?.['x']).toHaveLength(5));
    const before = document.querySelector('svg.main-svg');
    shown.update(<TrainingCurves batches={batches(15)} epochs={epochs(1)} isTraining />);
    await soon(() => expect(plotted(/loss/).data[0]?.['x']).toHaveLength(15));
    expect(plotted(/loss/).data[2]?.['y']).toEqual([0.65]);
    expect(document.querySelector('svg.main-svg')).toBe(before);
  });

  it('fits its parent after a change of size', async () => {
    shown = show(<TrainingCurves batches={batches(5)} epochs={[]} isTraining />, 600, 420);
    await soon(() => expect(svgWidth()).toBe(600));
    shown.host.style.width = '350px';
    await soon(() => expect(svgWidth()).toBe(350));
  });
});

describe('UntrainedMap', () => {
  it('is the tutorial’s picture, with ids 2 and 3 marked', async () => {
    const x = new Float32Array(60).map((_, id) => 0.05 * Math.sin(id));
    const y = new Float32Array(60).map((_, id) => 0.05 * Math.cos(1.7 * id));
    const words = [
      '<PAD>',
      '<START>',
      '<UNK>',
      '<UNUSED>',
      ...Array.from({ length: 56 }, (_, rank) => `word${rank}`),
    ];
    shown = show(<UntrainedMap words={words.join('\n')} x={x} y={y} />);
    await soon(() => expect(svgTexts()).toContain('Word Vectorization'));
    expect(svgTexts()).toEqual(expect.arrayContaining(['X vector value', 'Y vector value']));
    expect(svgTexts()).toEqual(
      expect.arrayContaining(['<UNK> (id 2)', '<UNUSED> (id 3)', '<UNK>', '<UNUSED>']),
    );
    const [all, unknown, unused] = plotted(/Word Vectorization/).data;
    expect(all?.['x']).toHaveLength(60);
    expect([unknown?.['x'], unknown?.['y']]).toEqual([[x[2]], [y[2]]]);
    expect([unused?.['x'], unused?.['y']]).toEqual([[x[3]], [y[3]]]);
    const symbols = [unknown, unused].map(
      (trace) => (trace?.['marker'] as { symbol: string } | undefined)?.symbol,
    );
    expect(new Set(symbols).size).toBe(2);
    await page.getByText('Some of these points in numbers').click();
    await expect
      .element(page.getByRole('row', { name: `2 <UNK> ${x[2]?.toFixed(4)} ${y[2]?.toFixed(4)}` }))
      .toBeVisible();
  });
});

describe('ModelSummary', () => {
  const layers = [
    { name: 'embedding', className: 'Embedding', outputShape: '[null,256,32]', numParams: 384_000 },
    { name: '<img src=x onerror=alert(1)>', className: 'LSTM', outputShape: '[null,32]', numParams: 8_320 },
  ];

  it('is a table with a caption, header cells and the total', async () => {
    shown = show(<ModelSummary layers={layers} />);
    const table = page.getByRole('table', { name: 'Model summary' });
    await expect
      .element(table.getByRole('row', { name: 'Layer Type Output shape Parameters' }))
      .toBeVisible();
    await expect
      .element(table.getByRole('row', { name: 'embedding Embedding [null,256,32] 384,000' }))
      .toBeVisible();
    await expect.element(table.getByRole('row', { name: 'Total parameters 392,320' })).toBeVisible();
    expect(table.getByRole('columnheader').elements()).toHaveLength(4);
    expect(table.getByRole('rowheader').elements()).toHaveLength(3);
  });

  it('shows names from files as text, and a new network in place of the old one', async () => {
    shown = show(<ModelSummary layers={layers} />);
    await expect.element(page.getByText('<img src=x onerror=alert(1)>')).toBeVisible();
    expect(shown.host.querySelector('img')).toBeNull();
    shown.update(<ModelSummary layers={layers.slice(0, 1)} />);
    await expect.element(page.getByRole('row', { name: 'Total parameters 384,000' })).toBeVisible();
    expect(page.getByRole('table').elements()).toHaveLength(1);
  });
});
