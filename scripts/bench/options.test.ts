import { describe, expect, it } from 'vitest';
import { parseBenchOptions, SECTIONS } from './options';

describe('parseBenchOptions', () => {
  it('measures everything unless told', () => {
    expect(parseBenchOptions([])).toEqual({
      jsonPath: null,
      sections: SECTIONS,
      isQuick: false,
      hasPytorch: true,
      hasStock: true,
      hasGpu: false,
      backends: null,
    });
  });

  it('leaves out what is not wanted', () => {
    const options = parseBenchOptions(['--json', 'out.json', '--no-growth', '--no-pytorch', '--no-stock']);
    expect(options).toMatchObject({ jsonPath: 'out.json', hasPytorch: false, hasStock: false });
    expect(options.sections).toEqual(SECTIONS.filter((section) => section !== 'growth'));
  });

  it('measures only what is named, in its own order', () => {
    expect(
      parseBenchOptions(['--only', 'epoch, step', '--quick', '--gpu', '--backends', 'wasm,webgl']),
    ).toMatchObject({
      sections: ['step', 'epoch'],
      isQuick: true,
      hasGpu: true,
      backends: ['wasm', 'webgl'],
    });
    expect(parseBenchOptions(['--only', 'growth']).sections).toEqual(['growth']);
  });

  it.each([
    { args: ['--fast'], message: /--fast/ },
    { args: ['out.json'], message: /out\.json/ },
    { args: ['--json'], message: /json/ },
    { args: ['--only', 'steps'], message: /"steps"[^]*firstBatch/ },
    { args: ['--only', ''], message: /""/ },
  ])('refuses $args and says how to call it', ({ args, message }) => {
    expect(() => parseBenchOptions(args)).toThrow(message);
    expect(() => parseBenchOptions(args)).toThrow('npm run bench');
  });
});
