/** `npm start` as a user types it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import { freePort } from '../scripts/support/server';

test.skip(process.platform === 'win32', 'process groups are ended the way of Unix');

const ROOT = fileURLToPath(new URL('..', import.meta.url));

interface Start {
  output: () => string;
  /** Resolves with the exit status. */
  ended: Promise<number | null>;
  stop: () => void;
}

function npmStart(port: number): Start {
  const child = spawn('npm', ['start'], {
    cwd: ROOT,
    env: { ...process.env, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own: npm's child is the one that serves.
    detached: true,
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
  }
  return {
    output: () => text,
    ended: once(child, 'close').then(([status]: (number | null)[]) => status ?? null),
    stop: () => {
      if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGTERM');
    },
  };
}

test('a second start has nothing to do, and is quick', async ({ request }, testInfo) => {
  const port = await freePort();
  const startedMs = performance.now();
  const start = npmStart(port);
  try {
    await expect
      .poll(start.output, { intervals: [50], timeout: 60_000 })
      .toContain(`http://localhost:${port}`);
    const summary = `second npm start: ${((performance.now() - startedMs) / 1000).toFixed(1)} s until the page's address`;
    testInfo.annotations.push({ type: 'start', description: summary });
    console.log(summary);
    expect(start.output()).not.toContain('Built the page');
    expect((await request.get(`http://localhost:${port}/`)).status()).toBe(200);
  } finally {
    start.stop();
    await start.ended;
  }
});

test('a port that is taken is named, with what to do', async ({ baseURL }) => {
  const port = Number(new URL(baseURL ?? '').port);
  const start = npmStart(port);
  expect(await start.ended).toBe(1);
  expect(start.output()).toContain(`Port ${port} is taken by another program`);
  expect(start.output()).toContain(`PORT=${port + 1} npm start`);
});
