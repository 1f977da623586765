/** The words' map in a real browser: points, axes, zoom, hover, lists. */
import { describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { WordMapUpdate } from '../../types';
import { expectQuietConsole, plotted, soon, svgTexts } from './plotTesting';
import { show, type Shown } from './testing';
import WordMap from './WordMap';
import { NUM_BINS } from './wordScores';

const NUM_WORDS = 60;
const WORDS = Array.from(
  { length: NUM_WORDS },
  (_, id) => ['<PAD>', '<START>', '<UNK>', '<UNUSED>'][id] ?? `word${id}`,
);

let shown: Shown | undefined;

expectQuietConsole(() => {
  shown?.close();
  shown = undefined;
});

/** Width of the map's x axis in its own units. */
function xSpan(): number {
  const [low = 0, high = 0] = plotted(/60 words/).layout['xaxis']?.range ?? [];
  return high - low;
}

function dragArea(): Element {
  const area = document.querySelector('.nsewdrag');
  if (area === null) throw new Error('the map has no area to drag in');
  return area;
}

/** Drags a box, as a user zooms into a part of the map. */
async function zoomIn(): Promise<void> {
  await userEvent.dragAndDrop(dragArea(), dragArea(), {
    sourcePosition: { x: 60, y: 60 },
    targetPosition: { x: 160, y: 160 },
    steps: 5,
  });
  await expect.element(page.getByRole('button', { name: 'Show all words' })).toBeVisible();
}

function glCanvas(): HTMLCanvasElement | null {
  return document.querySelector('canvas.gl-canvas-context');
}

function listItems(name: string): string[] {
  const list = page.getByRole('list', { name });
  return list
    .getByRole('listitem')
    .elements()
    .map((item) => item.textContent ?? '');
}

/** x of every point of the map, in the order of drawing. */
function plottedX(): number[] {
  return plotted(/60 words/).data.flatMap((trace) => trace['x'] as number[]);
}

function mapUpdate(step: number, spread: number): WordMapUpdate {
  const x = new Float32Array(NUM_WORDS).map((_, id) => spread * Math.sin(id));
  const y = new Float32Array(NUM_WORDS).map((_, id) => spread * Math.cos(1.7 * id));
  // Word 59 has no score yet; word 58 is the most positive, word 4 the most negative.
  const scores = new Float32Array(NUM_WORDS).map((_, id) => (id === 59 ? Number.NaN : id / 59));
  return { x, y, scores, explained: [0.342, 0.118], step };
}

describe('WordMap', () => {
  it('explains itself before training', async () => {
    shown = show(<WordMap words={WORDS.join('\n')} update={null} />);
    await expect.element(page.getByText(/becomes a point here once training starts/)).toBeVisible();
  });

  it('places every id, names the explained share, and holds its axes from update to update', async () => {
    shown = show(<WordMap words={WORDS.join('\n')} update={mapUpdate(10, 1)} />);
    await soon(() => expect(svgTexts()).toContain('Axis 1, 34.2% of the variance'));
    expect(svgTexts()).toContain('Axis 2, 11.8% of the variance');
    expect(plottedX()).toHaveLength(NUM_WORDS);
    const range = plotted(/60 words/).layout['xaxis']?.range;
    const next = mapUpdate(20, 1.1);
    shown.update(<WordMap words={WORDS.join('\n')} update={next} />);
    await soon(() => expect(plottedX()).toContain(next.x[8]));
    expect(plotted(/after 20 batches/).layout['xaxis']?.range).toEqual(range);
  });

  it('keeps the user’s zoom over updates that outgrow the axes, until it is given up', async () => {
    shown = show(<WordMap words={WORDS.join('\n')} update={mapUpdate(10, 1)} />);
    await soon(() => expect(plottedX()).toHaveLength(NUM_WORDS));
    const whole = xSpan();
    await zoomIn();
    const zoomed = xSpan();
    expect(zoomed).toBeLessThan(0.5 * whole);
    const next = mapUpdate(20, 3);
    shown.update(<WordMap words={WORDS.join('\n')} update={next} />);
    await soon(() => expect(plottedX()).toContain(next.x[8]));
    expect(xSpan()).toBeCloseTo(zoomed, 9);
    await page.getByRole('button', { name: 'Show all words' }).click();
    await soon(() => expect(xSpan()).toBeGreaterThan(2 * whole));
    expect(page.getByRole('button', { name: 'Show all words' }).elements()).toHaveLength(0);
  });

  it('gives up the zoom on a double click', async () => {
    shown = show(<WordMap words={WORDS.join('\n')} update={mapUpdate(10, 1)} />);
    await soon(() => expect(plottedX()).toHaveLength(NUM_WORDS));
    const whole = xSpan();
    await zoomIn();
    await userEvent.dblClick(dragArea(), { position: { x: 100, y: 100 } });
    await soon(() => expect(xSpan()).toBeCloseTo(whole, 9));
    await expect.poll(() => page.getByRole('button', { name: 'Show all words' }).elements()).toHaveLength(0);
  });

  it('comes back after the browser took its GPU context away', async () => {
    shown = show(<WordMap words={WORDS.join('\n')} update={mapUpdate(10, 1)} />);
    await soon(() => expect(glCanvas()).not.toBeNull());
    await soon(() => expect(plottedX()).toHaveLength(NUM_WORDS));
    const lost = glCanvas();
    lost?.getContext('webgl')?.getExtension('WEBGL_lose_context')?.loseContext();
    await soon(() => expect(glCanvas()).not.toBe(lost));
    await soon(() => expect(plottedX()).toHaveLength(NUM_WORDS));
    expect(glCanvas()?.getContext('webgl')?.isContextLost()).toBe(false);
    await zoomIn();
  });

  it('tells hover the word, its rank and its score', async () => {
    shown = show(<WordMap words={WORDS.join('\n')} update={mapUpdate(10, 1)} />);
    await soon(() => expect(plotted(/60 words/).data).toHaveLength(NUM_BINS + 1));
    const hover = plotted(/60 words/).data.flatMap((trace) => {
      const scores = trace['customdata'] as number[];
      return (trace['text'] as string[]).map((text, index) => [text, scores[index], trace['hovertemplate']]);
    });
    const scored = '%{text}<br>positive: %{customdata:.1%}<extra></extra>';
    expect(hover).toContainEqual(['<b>word58</b>, rank 55', expect.closeTo(58 / 59, 6), scored]);
    expect(hover).toContainEqual(['<b>&lt;UNK&gt;</b>, id 2', expect.closeTo(2 / 59, 6), scored]);
    expect(hover).toContainEqual([
      '<b>word59</b>, rank 56',
      Number.NaN,
      '%{text}<br>no score yet<extra></extra>',
    ]);
  });

  it('lists the most positive and most negative words', async () => {
    shown = show(<WordMap words={WORDS.join('\n')} update={mapUpdate(10, 1)} />);
    await page.getByText('Most positive and most negative words').click();
    expect(listItems('Most positive words')).toHaveLength(10);
    expect(listItems('Most positive words')[0]).toBe('word58 98.3%');
    expect(listItems('Most negative words')[0]).toBe('word4 6.8%');
  });
});
