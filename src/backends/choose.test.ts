import { describe, expect, it } from 'vitest';
import type { BackendAvailability, BackendName } from '../types';
import { candidates } from './choose';

const availability = (
  name: BackendName,
  overrides: Partial<BackendAvailability> = {},
): BackendAvailability => ({
  name,
  isAvailable: true,
  isSoftware: false,
  renderer: name === 'webgl' ? 'ANGLE (Intel, Intel(R) UHD Graphics 620, OpenGL 4.6)' : '',
  note: '',
  ...overrides,
});

const available = (
  webgl: Partial<BackendAvailability>,
  wasm: Partial<BackendAvailability> = {},
): BackendAvailability[] => [availability('webgl', webgl), availability('wasm', wasm), availability('cpu')];

const names = (list: BackendAvailability[]): BackendName[] =>
  candidates('auto', list).map(({ name }) => name);

describe('auto', () => {
  it('prefers a real graphics device and falls back from there', () => {
    expect(names(available({}))).toEqual(['webgl', 'wasm', 'cpu']);
  });

  it('prefers WASM to WebGL drawn by software, and says why', () => {
    const list = available({ isSoftware: true, renderer: 'Google SwiftShader' });
    expect(names(list)).toEqual(['wasm', 'cpu']);
    expect(candidates('auto', list)[0]!.reason).toBe(
      'WebGL would be drawn by software here (SwiftShader), which is slower than WASM.',
    );
  });

  it('says what is missing when there is no WebGL2 at all', () => {
    const list = available(
      { isAvailable: false, note: 'No WebGL2 here.' },
      { isAvailable: false, note: 'No WASM.' },
    );
    expect(candidates('auto', list)).toEqual([{ name: 'cpu', reason: 'No WASM. No WebGL2 here.' }]);
  });
});

describe('auto with a favourite from trials', () => {
  it('tries it first and says why, then the usual order', () => {
    const list = available({ isSoftware: true, renderer: 'Google SwiftShader' });
    expect(candidates('auto', list, 'cpu')).toMatchObject([
      { name: 'cpu', reason: 'It was the fastest of the backends tried here.' },
      { name: 'wasm' },
    ]);
    expect(candidates('auto', list, 'wasm')).toEqual(candidates('auto', list));
  });

  it('never takes one that the rules leave out', () => {
    const list = available({ isSoftware: true, renderer: 'Google SwiftShader' });
    expect(candidates('auto', list, 'webgl')).toEqual(candidates('auto', list));
  });
});

describe("the user's choice", () => {
  it('is kept even when it is drawn by software', () => {
    const list = available({ isSoftware: true, renderer: 'llvmpipe' });
    expect(candidates('webgl', list)).toEqual([{ name: 'webgl', reason: 'You chose it.' }]);
  });

  it('is refused with what to do when it cannot run', () => {
    const list = available({ isAvailable: false, note: 'No WebGL2 here.' });
    expect(() => candidates('webgl', list)).toThrow(
      'The backend webgl cannot run here. No WebGL2 here. Set Backend to “auto”, or choose another one.',
    );
  });
});
