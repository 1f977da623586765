import { describe, expect, it } from 'vitest';
import { parseEvaluateOptions, USAGE } from './options';

describe('parseEvaluateOptions', () => {
  it('takes a model and where the report goes', () => {
    expect(parseEvaluateOptions(['--model', 'a.zip', '--json', 'out.json'])).toEqual({
      modelPath: 'a.zip',
      jsonPath: 'out.json',
      timeoutMinutes: 30,
      browser: { usesGpu: false, isHeadless: true },
    });
    expect(parseEvaluateOptions(['--model', 'a.zip', '--timeout', '1.5', '--gpu', '--headful'])).toEqual({
      modelPath: 'a.zip',
      jsonPath: null,
      timeoutMinutes: 1.5,
      browser: { usesGpu: true, isHeadless: false },
    });
  });

  it.each(['model', 'json', 'timeout', 'gpu', 'headful'])('explains --%s', (name) => {
    expect(USAGE).toMatch(new RegExp(`^  --${name} +\\S`, 'm'));
  });

  it.each([
    { args: [], message: /--model[^]*npm run evaluate/ },
    { args: ['--model', ''], message: /--model/ },
    { args: ['a.zip'], message: /a\.zip/ },
    { args: ['--model', 'a.zip', '--epochs', '2'], message: /--epochs/ },
    { args: ['--model', 'a.zip', '--timeout', '0'], message: /--timeout is "0"/ },
  ])('refuses $args', ({ args, message }) => {
    expect(() => parseEvaluateOptions(args)).toThrow(message);
  });
});
