import { describe, expect, it } from 'vitest';
import { RunControl } from './pacing';

/** A loop as training has it; resolves with the number of batches when it is stopped or given up. */
async function loop(control: RunControl, log: string[] = []): Promise<number> {
  for (let batches = 0; ; batches++) {
    await control.checkpoint(
      () => log.push('paused'),
      () => log.push('resumed'),
    );
    if (control.isStopped) return batches;
  }
}

const ticks = async (count: number): Promise<void> => {
  for (let i = 0; i < count; i++) await Promise.resolve();
};

describe('RunControl', () => {
  it('pauses, resumes and stops', async () => {
    const control = new RunControl();
    const log: string[] = [];
    const end = loop(control, log);
    control.pause();
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect(log).toEqual(['paused']);
    control.resume();
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect(log).toEqual(['paused', 'resumed']);
    control.stop();
    expect(await end).toBeGreaterThan(0);
  });

  it('answers what is asked for, at whatever moment it comes, also while paused', async () => {
    const control = new RunControl();
    const end = loop(control);
    for (let moment = 0; moment < 40; moment++) {
      if (moment === 10) control.pause();
      await ticks(moment);
      expect(await control.betweenBatches(() => Promise.resolve(moment))).toBe(moment);
    }
    await expect(control.betweenBatches(() => Promise.reject(new Error('no copy')))).rejects.toThrow(
      'no copy',
    );
    control.stop();
    await end;
  });

  it('hands wishes and open requests to the loop that goes on in its place', async () => {
    const control = new RunControl();
    const end = loop(control);
    control.pause();
    await new Promise((resolve) => setTimeout(resolve, 10));
    const successor = control.abandon();
    await end;
    expect(control.isAbandoned).toBe(true);
    const answer = successor.betweenBatches(() => Promise.resolve('late'));
    const log: string[] = [];
    const secondEnd = loop(successor, log);
    expect(await answer).toBe('late');
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect(log).toEqual(['paused']);
    successor.stop();
    await secondEnd;
  });
});
