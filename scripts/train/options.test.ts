import { describe, expect, it } from 'vitest';
import { PARAMETERS, parseAddress } from '../../src/state/address';
import { DEFAULT_SETTINGS, withRecipe } from '../../src/state/settings';
import { parseTrainOptions, USAGE, withSeed } from './options';

describe('parseTrainOptions', () => {
  it('turns settings into the address of the page', () => {
    const options = parseTrainOptions(['--dataset', 'imdb', '--reviews', '2000', '--json', 'out.json']);
    expect(options).toEqual({
      address: 'dataset=imdb&reviews=2000',
      seeds: null,
      modelPath: null,
      jsonPath: 'out.json',
      timeoutMinutes: 120,
      browser: { usesGpu: false, isHeadless: true },
    });
  });

  it('leaves software drawing only when told to', () => {
    expect(parseTrainOptions(['--gpu']).browser).toEqual({ usesGpu: true, isHeadless: true });
    expect(parseTrainOptions(['--gpu', '--headful', '--epochs', '2'])).toMatchObject({
      address: 'epochs=2',
      browser: { usesGpu: true, isHeadless: false },
    });
  });

  it('knows and explains every parameter of the address', () => {
    for (const name of PARAMETERS) {
      expect(USAGE).toMatch(new RegExp(`^  --${name} +\\S`, 'm'));
      expect(() => parseTrainOptions([`--${name}`, '?'])).toThrow(`“${name}=?” was not used`);
    }
  });

  it('takes a recipe with changes', () => {
    const { address } = parseTrainOptions(['--recipe', 'best', '--units', '48', '--pooling', 'mean']);
    expect(parseAddress(`#${address}`).settings).toEqual({
      ...withRecipe(DEFAULT_SETTINGS, 'best'),
      units: 48,
      pooling: 'mean',
    });
  });

  it('takes several seeds, each for an address of its own', () => {
    const { address, seeds } = parseTrainOptions(['--recipe', 'fast', '--seeds', '1,2, 30']);
    expect({ address, seeds }).toEqual({ address: 'recipe=fast', seeds: [1, 2, 30] });
    expect(withSeed(address, 30)).toBe('recipe=fast&seed=30');
    expect(withSeed('seed=1&epochs=2', 5)).toBe('seed=5&epochs=2');
  });

  it('takes a file for the model beside what the model is made of', () => {
    const { address, modelPath } = parseTrainOptions(['--model', 'both', '--save', 'a/model.zip']);
    expect({ address, modelPath }).toEqual({ address: 'model=both', modelPath: 'a/model.zip' });
  });

  it.each([
    { args: ['--seeds', '1,two'], message: /--seeds is "1,two": Seed must be a whole number/ },
    { args: ['--seeds', ''], message: /--seeds/ },
    { args: ['--seeds', '3,1,3'], message: /twice/ },
    { args: ['--seeds', '1,2', '--seed', '1'], message: /either --seed or --seeds/ },
    { args: ['--seeds', '1,2', '--save', 'model.zip'], message: /--save writes the model of one run/ },
    { args: ['--epoch', '2'], message: /--epoch/ },
    { args: ['--epochs'], message: /epochs/ },
    { args: ['2'], message: /2/ },
    { args: ['--epochs', 'two'], message: /Epochs must be a whole number/ },
    { args: ['--backend', 'abacus'], message: /auto, webgl, webgpu, wasm, cpu/ },
    { args: ['--timeout', 'soon'], message: /--timeout/ },
    { args: ['--gpu=yes'], message: /--gpu/ },
  ])('refuses $args', ({ args, message }) => {
    expect(() => parseTrainOptions(args)).toThrow(message);
  });
});
