/** The small pure parts of the charts. */
import { describe, expect, it } from 'vitest';
import { curveLabel } from './curveFigure';
import { channels, divergingColours } from './divergingColours';
import { escapeHtml } from './plotText';
import { stableRange } from './stableRange';

describe('stableRange', () => {
  it('leaves room round the first points', () => {
    expect(stableRange(null, new Float32Array([-1, 1]))).toEqual([-1.4, 1.4]);
  });

  it('stays while the points fit', () => {
    const first = stableRange(null, new Float32Array([-1, 1]));
    expect(stableRange(first, new Float32Array([-1.3, 1.2]))).toBe(first);
  });

  it('grows before a point touches the edge', () => {
    const first = stableRange(null, new Float32Array([-1, 1]));
    expect(stableRange(first, new Float32Array([-1.35, 1]))[0]).toBeLessThan(-1.7);
  });

  it('grows when a point leaves, shrinks when a new run starts small', () => {
    const first = stableRange(null, new Float32Array([-1, 1]));
    expect(stableRange(first, new Float32Array([-1, 2]))[1]).toBeGreaterThan(2);
    expect(stableRange(first, new Float32Array([-0.05, 0.05]))[1]).toBeLessThan(0.1);
  });

  it('has a width even for a single value or none', () => {
    const [low, high] = stableRange(null, new Float32Array([3]));
    expect(low < 3 && high > 3).toBe(true);
    expect(stableRange(null, new Float32Array())).toEqual([-1, 1]);
  });
});

describe('colours', () => {
  const theme = {
    positive: 'rgb(0, 114, 178)',
    negative: '#d55e00',
    training: '',
    batches: '',
    validation: '',
    grid: '',
    text: '',
    panel: '',
  };

  it('run from negative over neutral grey to positive', () => {
    const colours = divergingColours(theme, 9);
    expect(colours[0]).toBe('rgb(213, 94, 0)');
    expect(colours[8]).toBe('rgb(0, 114, 178)');
    const grey = channels(colours[4] ?? '');
    expect(Math.max(...grey) - Math.min(...grey)).toBeLessThan(12);
    expect(new Set(colours).size).toBe(9);
  });
});

describe('words about charts', () => {
  it('says where training stands', () => {
    const epoch = { epoch: 2, loss: 0.41234, accuracy: 0.81, valLoss: 0.5, valAccuracy: 0.77, seconds: 3 };
    expect(curveLabel('accuracy', [epoch])).toBe(
      'Training and validation accuracy. After epoch 2: training 81.0%, validation 77.0%.',
    );
    expect(curveLabel('loss', [{ ...epoch, valLoss: null }])).toBe(
      'Training and validation loss. After epoch 2: training 0.4123.',
    );
  });

  it('keeps special words from being read as tags', () => {
    expect(escapeHtml('<UNK> & co')).toBe('&lt;UNK&gt; &amp; co');
  });
});
