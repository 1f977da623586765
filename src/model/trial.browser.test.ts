import { describe, expect, it } from 'vitest';
import { errorCode } from '../errors';
import { toySettings } from './testing/toyData';
import { measureBackend } from './trialClient';

describe('a trial', () => {
  it.each(['wasm', 'cpu'] as const)('measures %s in a worker of its own', async (backend) => {
    const trial = await measureBackend(backend, toySettings, new AbortController().signal);
    expect(trial.backend).toBe(backend);
    expect(trial.title).not.toBe('');
    expect(trial.reviewsPerSecond).toBeGreaterThan(0);
    expect(Number.isFinite(trial.reviewsPerSecond)).toBe(true);
  });

  it('can be called off', async () => {
    const controller = new AbortController();
    const trial = measureBackend('cpu', { ...toySettings, batchSize: 1024, maxLen: 1024 }, controller.signal);
    controller.abort();
    await expect(trial).rejects.toSatisfy((error) => errorCode(error) === 'aborted');
  });
});
