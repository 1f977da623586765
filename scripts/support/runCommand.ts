/** Runs one of the project's tools as a child process that leaves nothing running behind it. */
import { spawn, type ChildProcess } from 'node:child_process';
import { delimiter } from 'node:path';
import { PROJECT_ROOT, inProject } from './project';

const IS_WINDOWS = process.platform === 'win32';
/** How long a child may take to close its own browser and servers before it is killed. */
const GRACE_MS = 5_000;

export interface CommandOptions {
  /** Minutes until the command is ended as hanging. */
  timeoutMinutes?: number;
  env?: Record<string, string>;
}

/**
 * Runs `command` (a tool of node_modules/.bin or of the system) in the project's root with output shown.
 * Resolves with its exit status, 124 when it hung. The whole process group is ended in every case:
 * when the command fails, hangs, or this process is interrupted.
 */
export async function runCommand(
  command: string,
  args: string[],
  { timeoutMinutes = 20, env = {} }: CommandOptions = {},
): Promise<number> {
  const path = `${inProject('node_modules', '.bin')}${delimiter}${process.env['PATH'] ?? ''}`;
  const child = spawn(command, args, {
    cwd: PROJECT_ROOT,
    env: { ...process.env, ...env, PATH: path },
    stdio: ['ignore', 'inherit', 'inherit'],
    detached: !IS_WINDOWS,
    shell: IS_WINDOWS,
  });
  const forward = (signal: NodeJS.Signals): void => {
    signalGroup(child, signal);
    setTimeout(() => {
      signalGroup(child, 'SIGKILL');
      process.exit(130);
    }, GRACE_MS).unref();
  };
  process.on('SIGINT', forward).on('SIGTERM', forward);
  let isHanging = false;
  const timer = setTimeout(() => {
    isHanging = true;
    console.error(`${command} did not end within ${timeoutMinutes} minutes and is stopped.`);
    signalGroup(child, 'SIGTERM');
    setTimeout(() => signalGroup(child, 'SIGKILL'), GRACE_MS).unref();
  }, timeoutMinutes * 60_000);
  try {
    const status = await ended(child);
    return isHanging ? 124 : status;
  } finally {
    clearTimeout(timer);
    process.off('SIGINT', forward).off('SIGTERM', forward);
    signalGroup(child, 'SIGKILL');
  }
}

function ended(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once('error', (error) => reject(new Error(`${child.spawnfile} cannot be run: ${error.message}`)));
    child.once('exit', (status) => resolve(status ?? 1));
  });
}

/** Signals the child and everything that it started; what is already gone is fine. */
function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    if (IS_WINDOWS) child.kill(signal);
    else process.kill(-child.pid, signal);
  } catch {
    // The group has ended by itself.
  }
}
