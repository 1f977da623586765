/** The map of words over the store, with workers that answer as told. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { FIRST_WORD_ID } from '../../../config';
import { VerdictError } from '../../../errors';
import type { ProjectedWords, WordSnapshot } from '../../../insightTypes';
import { getState, INITIAL_STATE, setState } from '../../../state/store';
import { createGate, fakes, type Gate } from '../../../state/testing/fakeWorkers';
import { smallBundle } from '../../../state/testing/smallBundle';
import { show, type Shown } from '../../charts/testing';
import MapView from './MapView';

vi.mock('../../../state/workers', () => import('../../../state/testing/fakeWorkers'));

const NAMES = ['awful', 'dull', 'film', 'fine', 'great'];
const SPECIAL = ['<PAD>', '<START>', '<UNK>', '<UNUSED>'];
const WORDS = [...SPECIAL, ...NAMES].join('\n');
const SCORES = Float32Array.from([...SPECIAL.map(() => Number.NaN), 0.1, 0.2, 0.5, 0.7, 0.9]);
const { settings } = smallBundle('a').meta;

/** @param scale how far from each other training has brought the words */
function projected(scale: number, numAxes = 2): ProjectedWords {
  return {
    ids: Int32Array.from(NAMES, (_, i) => FIRST_WORD_ID + i),
    axes: Array.from({ length: numAxes }, (_, axis) =>
      Float32Array.from(NAMES, (__, i) => scale * Math.cos(i + axis)),
    ),
    axisTitles: Array.from({ length: numAxes }, (_, axis) => `Axis ${axis + 1}`),
  };
}

function snapshotOf(epoch: number): WordSnapshot {
  const scores = Uint8Array.from(SCORES, (score) => (Number.isNaN(score) ? 255 : 127));
  return { epoch, values: new Int8Array(18), scale: 1, units: 2, scores };
}

let shown: Shown | undefined;

beforeEach(() => {
  fakes.training = {
    copyModel: async () => smallBundle('a'),
    untrainedMap: async (numWords) => ({ x: new Float32Array(numWords), y: new Float32Array(numWords) }),
  };
  fakes.insight = {
    setModel: async () => {},
    wordFacts: async () => ({ words: WORDS, scores: SCORES }),
    projectWords: async (kind) => projected(1, kind === 'pca3' ? 3 : 2),
    neighbours: async (id, distance) =>
      [
        { id: 5, word: 'dull', distance: distance === 'cosine' ? 0.25 : 2.5, score: 0.2 },
        { id: 6, word: 'film', distance: 3, score: 0.5 },
      ].filter((near) => near.id !== id),
  };
  const model = { name: 'a', settings, datasetTitle: '', vocabulary: WORDS, history: [] };
  setState({ ...INITIAL_STATE, settings, model }, true);
});

afterEach(() => {
  shown?.close();
  shown = undefined;
});

const open = (): Shown => show(<MapView />, 1100, 900);
const shownMap = (): ReturnType<typeof page.getByRole> => page.getByRole('img', { name: /^Map of / });

it('goes through the epochs on the axes of now, with what each epoch thought of the words', async () => {
  const weights = (epoch: number): never => ({ epoch, weights: [] }) as never;
  setState({ snapshots: [0, 1].map((epoch) => ({ words: snapshotOf(epoch), weights: weights(epoch) })) });
  const asked: number[][] = [];
  fakes.insight.projectHistory = async (snapshots) => {
    asked.push(snapshots.map(({ epoch }) => epoch));
    return [0.1, 0.6, 1].map((scale) => projected(scale));
  };
  shown = open();
  await expect.element(shownMap()).toBeVisible();
  expect(asked).toEqual([]);
  await page.getByText('The map in words').click();
  const rows = page.getByRole('table', { name: 'Most positive words shown' });
  await expect.element(rows.getByText('90.0%')).toBeVisible();

  const slider = page.getByRole('slider', { name: 'Epoch that the map shows' });
  await expect.element(slider).toHaveAttribute('aria-valuetext', 'Now');
  slider.element().focus();
  await userEvent.keyboard('{Home}');
  await expect.element(slider).toHaveAttribute('aria-valuetext', 'Before training');
  await expect.element(rows.getByText('50.0%').first()).toBeVisible();
  await expect.element(rows.getByText('90.0%')).not.toBeInTheDocument();
  expect(asked).toEqual([[0, 1]]);

  await page.getByRole('button', { name: 'Play the training' }).click();
  await expect.element(slider).toHaveAttribute('aria-valuetext', 'After epoch 1');
  await page.getByRole('button', { name: 'Pause' }).click();
  await userEvent.keyboard('{End}');
});

it('runs UMAP when told to, says how far it is, and can be stopped', async () => {
  const gates: Gate<ProjectedWords>[] = [];
  fakes.insight.projectWords = async (kind, maxWords, options) => {
    if (kind !== 'umap') return projected(1);
    expect(maxWords).toBe(2000);
    const gate = createGate<ProjectedWords>();
    gates.push(gate);
    options?.onProgress?.({ phase: 'umap', done: 40, total: 200 });
    options?.signal?.addEventListener('abort', () => gate.fail(new VerdictError('aborted', 'Stopped.')));
    return gate.promise;
  };
  shown = open();
  await page.getByRole('combobox', { name: 'Projection' }).selectOptions('umap');
  const run = page.getByRole('button', { name: 'Run UMAP on 2,000 words' });
  await expect.element(page.getByText('Nothing is laid out yet')).toBeVisible();
  await run.click();
  await expect
    .element(page.getByRole('progressbar', { name: 'UMAP' }))
    .toHaveAttribute('aria-valuenow', '20');
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect.element(run).toBeVisible();
  await run.click();
  await expect.poll(() => gates.length).toBe(2);
  gates[1]?.open(projected(1));
  await expect.element(shownMap()).toHaveAttribute('aria-label', expect.stringContaining('by UMAP'));
  await expect.element(page.getByRole('alert')).not.toBeInTheDocument();
});

it('colours by cluster, and names each by its words', async () => {
  fakes.insight.clusterWords = async (numClusters) => ({
    clusters: Uint8Array.from([255, 255, 255, 255, 1, 1, 0, 0, 0]),
    typicalWords: [
      ['film', 'fine', `of ${numClusters}`],
      ['awful', 'dull'],
    ],
  });
  shown = open();
  await page.getByText('Cluster', { exact: true }).click();
  const colours = page.getByRole('list', { name: 'Colours' });
  await expect.element(colours.getByText('1: film, fine, of 8 (3)')).toBeVisible();
  await expect.element(colours.getByText('2: awful, dull (2)')).toBeVisible();
});

it('says why the words are not there', async () => {
  fakes.insight.projectWords = () =>
    Promise.reject(new VerdictError('no-model', 'This model has no network.'));
  shown = open();
  await expect.element(page.getByRole('alert')).toHaveTextContent('This model has no network.');
});

it('finds a word, follows its neighbour and comes back', async () => {
  shown = open();
  const field = page.getByRole('combobox', { name: 'Find a word' });
  await field.fill('awfull');
  await userEvent.keyboard('{Enter}');
  const panel = page.getByRole('region', { name: 'The word awful' });
  await expect.element(panel.getByText('0.250')).toBeVisible();
  await panel.getByRole('button', { name: /^dull/ }).click();
  await expect.element(page.getByRole('region', { name: 'The word dull' })).toBeVisible();
  await page.getByRole('button', { name: 'Back to “awful”' }).click();
  await expect.element(panel).toBeVisible();
  expect(getState().inside.map.trail).toEqual([]);
});
