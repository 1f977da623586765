/** How a review is read, in a real browser, from answers that the test gives. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { LayerTrace, Reading, ReviewTrace, UnitDrivers } from '../../../insightTypes';
import { INITIAL_STATE, getState, setState } from '../../../state/store';
import { createGate, fakes } from '../../../state/testing/fakeWorkers';
import { smallBundle } from '../../../state/testing/smallBundle';
import type { Settings } from '../../../types';
import { expectQuietConsole, plotted, soon } from '../../charts/plotTesting';
import { show, type Shown } from '../../charts/testing';
import ReadingView from './ReadingView';

vi.mock('../../../state/workers', () => import('../../../state/testing/fakeWorkers'));

let shown: Shown | undefined;

expectQuietConsole(() => {
  shown?.close();
  shown = undefined;
});

const TEXT = 'a wonderful terrible mess'.split(' ');
const UNITS = 19;
const { settings } = smallBundle('a').meta;

function readingOf(words: readonly string[], logOdds: number[], numCut = 0): Reading {
  return {
    words: words.map((word, id) => ({ word, id, isKnown: word !== 'mess' })),
    logOdds: Float32Array.from(logOdds),
    numCut,
    isCutAtStart: numCut > 0,
  };
}

const READING = readingOf(TEXT, [-0.1, 0, 2, -2, -3]);

const values = (length: number, scale: number): Float32Array =>
  Float32Array.from({ length }, (_, i) => Math.sin(1 + i * scale));

/** Unit u + 1 has the importance u / 100; every number is another one. */
function layerOf(isBackward: boolean): LayerTrace {
  const steps = TEXT.length + 1;
  return {
    name: 'lstm',
    isBackward,
    units: UNITS,
    h: values(steps * UNITS, isBackward ? 0.3 : 0.7),
    c: values(steps * UNITS, 0.5),
    gates: values(steps * 4 * UNITS, 0.9),
    importance: Float32Array.from({ length: UNITS }, (_, u) => (isBackward ? -u : u) / 100),
  };
}

const TRACE: ReviewTrace = { words: ['<START>', ...TEXT], layers: [layerOf(false), layerOf(true)] };

const DRIVERS: UnitDrivers = {
  numReviews: 3,
  units: Array.from({ length: UNITS }, (_, u) => ({
    raising: [{ word: `up${u + 1}`, meanChange: 0.5, times: 7 }],
    lowering: [{ word: `down${u + 1}`, meanChange: -0.25, times: 1234 }],
  })),
};

beforeEach(async () => {
  await page.viewport(1200, 900);
  setModel({});
  fakes.data = {
    openTest: async () => ({}) as never,
    prepareTest: async () => ({
      ids: Int32Array.of(1, 4, 1, 5),
      offsets: Uint32Array.of(0, 2, 4),
      labels: Uint8Array.of(1, 0),
    }),
  };
  fakes.training = { copyModel: async () => smallBundle('a') };
  fakes.insight = {
    setModel: async () => {},
    read: async () => READING,
    trace: async () => TRACE,
    unitDrivers: async () => DRIVERS,
  };
});

function setModel(changed: Partial<Settings>, words: readonly string[] = TEXT): void {
  const own = { ...settings, ...changed };
  const model = { name: 'a', settings: own, datasetTitle: '', vocabulary: 'good\nbad', history: [] };
  const data = { kind: 'open', info: { id: 'sentences' } } as never;
  setState(
    { ...INITIAL_STATE, settings: own, data, model, inside: { ...INITIAL_STATE.inside, words } },
    true,
  );
}

function open(): void {
  shown = show(<ReadingView />, 1100, 800);
}

const text = (): string => (shown?.host.innerText ?? '').trim().replaceAll(/\s+/g, ' ');
const word = (name: string | RegExp): ReturnType<typeof page.getByRole> => page.getByRole('button', { name });
const unit = (): ReturnType<typeof page.getByRole> => page.getByRole('combobox', { name: 'Unit' });

const rows = (): string[] => plotted(/^States/).data[0]?.['y'] as string[];

/** The side and the height of the bar under a word. */
const level = (place: number): [string | undefined, string] => {
  const bar = document.querySelector<HTMLElement>(`[data-place="${place}"] [data-side]`);
  return [bar?.dataset['side'], bar?.style.height.slice(0, 4) ?? ''];
};

describe('word by word', () => {
  it('says how it ends and where it turned', async () => {
    open();
    await expect.element(page.getByRole('status')).toHaveTextContent('4.7% positive in the end');
    expect(text()).toContain('most sharply and for good to negative at “terrible” (word 3), down 76 points.');
    await soon(() => expect(plotted(/^Probability/).data.at(-1)?.['y']).toHaveLength(5));
  });

  it('marks the word that moved most, then the one that has the focus', async () => {
    open();
    await expect.element(word(/^terrible/)).toHaveAttribute('aria-current', 'true');
    expect(text()).toContain('After “terrible” (word 3): 11.9% positive, down 76 points.');
    const first = word(/^a \(50.0%\)/).element() as HTMLElement;
    first.focus();
    await userEvent.keyboard('{ArrowRight}');
    await expect.element(word(/^wonderful/)).toHaveFocus();
    await expect.element(word(/^wonderful \(88.1%\)/)).toHaveAttribute('aria-current', 'true');
    expect(text()).toContain('After “wonderful” (word 2): 88.1% positive, up 38 points.');
    expect(text()).toContain('What happens at “wonderful” (word 2)');
    expect(word('mess (4.7%) (unknown)').elements()).toHaveLength(1);
  });

  it('the bar of a word rises or hangs as far as the answer is from even', async () => {
    open();
    await expect.element(word(/^terrible/)).toBeVisible();
    expect([1, 3].map(level)).toEqual([
      ['positive', '38.0'],
      ['negative', '45.2'],
    ]);
  });

  it('says what was cut off, and shows it', async () => {
    setModel({ branches: 'both' }, ['lost', ...TEXT]);
    fakes.insight.read = async () => readingOf(TEXT, [-0.1, 0, 2, -2, -3], 1);
    open();
    await expect.element(word(/^terrible/)).toBeVisible();
    expect(text()).toContain(
      'reads the last 4 words of this review; the 1 in grey were cut off. The linear model',
    );
    expect(text()).toContain('(cut off:) lost');
  });

  it('keeps the old answer while another review is read, without a mark on the states of the old one', async () => {
    open();
    await expect.element(page.getByRole('heading', { name: 'Unit 19', exact: true })).toBeVisible();
    const gate = createGate<Reading>();
    fakes.insight.read = () => gate.promise;
    fakes.insight.trace = () => new Promise(() => {});
    setState(({ inside }) => ({ inside: { ...inside, words: ['fine'] } }));
    await expect.element(page.getByText(/^Reading word by word/)).toBeInTheDocument();
    expect(text()).toContain('4.7% positive in the end');
    gate.open(readingOf(['fine'], [0, 1]));
    await expect.element(page.getByText('73.1%').first()).toBeVisible();
    expect(text()).toContain('What happens at “mess” (word 4)');
  });

  it('shows nothing without words, and trouble where there is some', async () => {
    setModel({}, []);
    open();
    expect(text()).toBe('');
    fakes.insight.read = () => Promise.reject(new Error('out of luck'));
    setModel({});
    await expect.element(page.getByRole('alert')).toHaveTextContent('This review could not be read');
  });
});

describe('the states', () => {
  it('units that matter most come first; all on request; by number as well', async () => {
    open();
    await soon(() => expect(plotted(/^States/).data[0]?.['y']).toHaveLength(16));
    expect(rows().slice(0, 2)).toEqual(['Unit 19', 'Unit 18']);
    await page.getByRole('button', { name: 'Show all 19' }).click();
    await soon(() => expect(rows()).toHaveLength(19));
    await page.getByText('Number', { exact: true }).click();
    await soon(() => expect(rows()[0]).toBe('Unit 1'));
  });

  it('a unit is chosen from the list, and stays in the picture', async () => {
    open();
    await expect.element(page.getByRole('heading', { name: 'Unit 19', exact: true })).toBeVisible();
    await unit().selectOptions('Unit 2 (+0.01)');
    await expect.element(page.getByRole('heading', { name: 'Unit 2', exact: true })).toBeVisible();
    await soon(() => expect(plotted(/^States/).data[0]?.['y']).toContain('Unit 2'));
    await soon(() => expect(plotted(/^Gates and states of unit 2/).data).toHaveLength(6));
    const input = page.getByRole('row', { name: /^Input gate/ });
    const value = TRACE.layers[0]!.gates[3 * 4 * UNITS + 1]!;
    await expect.element(input).toHaveTextContent(value.toFixed(2));
  });

  it('a click on a cell chooses its unit and its word', async () => {
    open();
    await soon(() => expect(plotted(/^States/).data[0]?.['y']).toHaveLength(16));
    const plot = page.getByRole('img', { name: /^States/ }).element() as HTMLElement & {
      emit?: (event: string, data: object) => void;
    };
    const heading = page.getByRole('heading', { name: 'Unit 12', exact: true });
    // The listener is there once the first drawing is on the screen.
    await soon(() => {
      plot.emit?.('plotly_click', { points: [{ x: 1, y: 'Unit 12' }] });
      expect(heading.elements()).toHaveLength(1);
    });
    await expect.element(word(/^wonderful/)).toHaveAttribute('aria-current', 'true');
  });

  it('when the model has learnt on, the marked word stays, and a click marks another', async () => {
    fakes.insight.read = async () => readingOf(TEXT, [-0.1, 0, 2, -2, -3]);
    open();
    await soon(() => expect(plotted(/^Probability/).data.at(-1)?.['y']).toHaveLength(5));
    (word(/^wonderful/).element() as HTMLElement).focus();
    await expect.element(word(/^wonderful/)).toHaveAttribute('aria-current', 'true');
    fakes.insight.read = async () => readingOf(TEXT, [-0.1, 0, 1, -2, -4]);
    setState(({ inside }) => ({ inside: { ...inside, modelVersion: inside.modelVersion + 1 } }));
    await expect.element(page.getByRole('status')).toHaveTextContent('1.8% positive in the end');
    await expect.element(word(/^wonderful/)).toHaveAttribute('aria-current', 'true');
    const plot = page.getByRole('img', { name: /^Probability/ }).element() as HTMLElement & {
      emit?: (event: string, data: object) => void;
    };
    await soon(() => {
      plot.emit?.('plotly_click', { points: [{ x: 4, y: 0.02 }] });
      expect(word(/^mess/).element().getAttribute('aria-current')).toBe('true');
    });
  });

  it('another direction has units of its own', async () => {
    open();
    await expect.element(page.getByRole('heading', { name: 'Unit 19', exact: true })).toBeVisible();
    await page.getByText('LSTM, backwards').click();
    await expect.element(unit()).toHaveTextContent(/^Unit 19 \(−0.18\)/);
    expect(text()).toContain('read from the last word to the first');
  });

  it('says why a model has none', async () => {
    setModel({ branches: 'linear' });
    fakes.insight.trace = () => Promise.reject(new Error('must not be asked'));
    open();
    await expect.element(page.getByText('This model has no network: it is linear.')).toBeVisible();
    expect(text()).toContain('4.7% positive in the end');
  });

  it('says so of a mean of words as well', async () => {
    fakes.insight.trace = async () => ({ words: TRACE.words, layers: [] });
    open();
    await expect.element(page.getByText('This network has no LSTM')).toBeVisible();
  });
});

describe('the words that drive a unit', () => {
  it('are found when asked for, and follow the chosen unit', async () => {
    open();
    await page.getByRole('button', { name: 'Find the words' }).click();
    const raising = page.getByRole('table', { name: 'Words that raise Unit 19' });
    await expect.element(raising).toHaveTextContent('up19+0.507');
    await expect
      .element(page.getByRole('table', { name: 'Words that lower Unit 19' }))
      .toHaveTextContent('down19−0.251,234');
    expect(text()).toContain('Over 3 test reviews.');
    await unit().selectOptions('Unit 5 (+0.04)');
    await expect.element(page.getByText('up5', { exact: true })).toBeVisible();
    setState(({ inside }) => ({ inside: { ...inside, modelVersion: inside.modelVersion + 1 } }));
    await expect.element(page.getByText('trained on since then')).toBeVisible();
  });

  it('the search is called off on the button that began it', async () => {
    fakes.insight.unitDrivers = () => new Promise(() => {});
    open();
    await page.getByRole('button', { name: 'Find the words' }).click();
    const cancel = page.getByRole('button', { name: 'Cancel' });
    await expect.element(cancel).toHaveFocus();
    await expect.element(page.getByRole('progressbar')).toBeInTheDocument();
    await cancel.click();
    await expect.element(page.getByRole('button', { name: 'Find the words' })).toHaveFocus();
    expect(getState().inside.drivers.status).toEqual({ kind: 'idle' });
  });
});
