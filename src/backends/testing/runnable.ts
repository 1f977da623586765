/** For tests that run on several backends: leaves out WebGPU, aloud, where the browser has no device for it. */
import { describe, it } from 'vitest';
import type { BackendName } from '../../types';
import { webgpu } from '../webgpu';

const { isAvailable, note } = await webgpu.probe();

/** Why WebGPU cannot run here; null where it can. */
export const whyNoWebgpu: string | null = isAvailable ? null : note;

/**
 * What of a list this browser can run. What is left out is warned of and counted as skipped. A backend other
 * than WebGPU is never left out: where it is missing, its tests fail.
 */
export function runnable<T extends BackendName | { backend: BackendName }>(list: readonly T[]): T[] {
  const isWebgpu = (entry: T): boolean => (typeof entry === 'string' ? entry : entry.backend) === 'webgpu';
  if (whyNoWebgpu === null || !list.some(isWebgpu)) return [...list];
  const reason = `SKIPPED on WebGPU: ${whyNoWebgpu}`;
  console.warn(reason);
  describe('on webgpu', () => {
    it.skip(reason, () => {});
  });
  return list.filter((entry) => !isWebgpu(entry));
}
