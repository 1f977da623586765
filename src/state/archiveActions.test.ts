import { beforeEach, describe, expect, it, vi } from 'vitest';
import { MAX_ARCHIVE_BYTES } from '../config';
import { VerdictError } from '../errors';
import type { ModelBundle } from '../types';
import { uploadModel } from './archiveActions';
import { getState, INITIAL_STATE, setState } from './store';
import { fakes, memoryStore } from './testing/fakeWorkers';
import { smallBundle } from './testing/smallBundle';

vi.mock('./workers', () => import('./testing/fakeWorkers'));

const FULL = new VerdictError('storage-full', 'There is no room.');
const file = (): File => new File(['zip'], 'mine.zip');

let saved: Map<string, ModelBundle>;

beforeEach(() => {
  setState(INITIAL_STATE, true);
  saved = new Map();
  fakes.store = memoryStore(saved);
  fakes.training = { importModel: async () => {}, wordMap: () => new Promise(() => {}) };
  fakes.archive = { readArchive: async () => smallBundle('up') };
});

describe('an uploaded model', () => {
  it('is saved and becomes the current one', async () => {
    expect(await uploadModel(file())).toBe(true);
    expect([...saved.keys()]).toEqual(['up']);
    expect(getState().model?.name).toBe('Model up');
  });

  it('that cannot be saved answers all the same, and the page says what that means', async () => {
    fakes.store.saveModel = () => Promise.reject(FULL);
    expect(await uploadModel(file())).toBe(false);
    expect(getState().model?.name).toBe('Model up');
    expect(getState().keepTrouble).toEqual({
      code: 'storage-full',
      message: expect.stringMatching(/“Model up” answers in step 5.*gone after a reload.*There is no room\./),
    });
  });

  it('that cannot be loaded is saved all the same, and the page says so', async () => {
    fakes.training.importModel = () => Promise.reject(new VerdictError('backend-unavailable', 'No backend.'));
    expect(await uploadModel(file())).toBe(false);
    expect(getState().model).toBeNull();
    expect(getState().keepTrouble?.message).toBe('“Model up” is saved, but could not be loaded. No backend.');
  });

  it('is saved and leaves the run alone while one trains', async () => {
    const training = { kind: 'preparing', progress: null } as const;
    setState({ training });
    expect(await uploadModel(file())).toBe(true);
    expect(getState()).toMatchObject({ training, model: null });
    expect([...saved.keys()]).toEqual(['up']);
    expect(getState().notice?.text).toMatch(/Load it when the run at hand has ended/);
  });

  it('that is damaged changes nothing', async () => {
    fakes.archive.readArchive = () => Promise.reject(new VerdictError('bad-archive', 'No model.'));
    expect(await uploadModel(file())).toBe(false);
    expect(saved.size).toBe(0);
    expect(getState()).toMatchObject({ model: null, keepTrouble: { message: 'No model.' } });
  });

  it('that is too large is refused before it is read', async () => {
    const arrayBuffer = vi.fn<File['arrayBuffer']>();
    const large = Object.assign(file(), { arrayBuffer });
    Object.defineProperty(large, 'size', { value: MAX_ARCHIVE_BYTES + 1 });
    expect(await uploadModel(large)).toBe(false);
    expect(arrayBuffer).not.toHaveBeenCalled();
    expect(getState().keepTrouble).toEqual({
      code: 'bad-archive',
      message: expect.stringMatching(/“mine\.zip” has 512\.0 MB.*up to 512\.0 MB.*choose a zip/),
    });
  });

  it('that has gone from the disk is named', async () => {
    const lost = Object.assign(file(), { arrayBuffer: () => Promise.reject(new Error('gone')) });
    await uploadModel(lost);
    expect(getState().keepTrouble?.message).toMatch(/“mine\.zip” could not be read \(gone\)/);
  });
});
