/** Finds the browser that tests and scripts drive. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';

const COMMANDS = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'chrome',
  'chrome.exe',
];
const FIXED_PATHS = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  String.raw`C:\Program Files\Google\Chrome\Application\chrome.exe`,
];

/** What the search for a browser asks of the machine. */
export interface BrowserSystem {
  env: Record<string, string | undefined>;
  exists: (path: string) => boolean;
  /** Whether the browser starts; Ubuntu's stub for a snap and one without its system libraries do not. */
  canRun: (path: string) => boolean;
  /** Where Playwright keeps its full Chromium (its headless shell lacks WebGPU), there or not. */
  playwrightPath: () => string;
}

export const thisSystem: BrowserSystem = {
  env: process.env,
  exists: existsSync,
  canRun: startsUp,
  playwrightPath,
};

/** Chrome for Windows opens a window when it is asked for its version, so there it is taken at its word. */
function startsUp(path: string): boolean {
  if (!existsSync(path)) return false;
  if (process.platform === 'win32') return true;
  try {
    execFileSync(path, ['--version'], { stdio: 'ignore', timeout: 30_000 });
    return true;
  } catch {
    return false;
  }
}

function playwrightPath(): string {
  const playwright = createRequire(import.meta.url)('playwright-core') as typeof import('playwright-core');
  return playwright.chromium.executablePath();
}

/**
 * Path of a browser: `CHROME_PATH`, else the first that starts of the installed Chromiums and Chromes and the
 * one that Playwright has installed; undefined when there is none.
 * Throws when `CHROME_PATH` names no file.
 */
export function findBrowser(system: BrowserSystem = thisSystem): string | undefined {
  const fromEnv = system.env['CHROME_PATH'];
  if (fromEnv !== undefined && fromEnv !== '') {
    if (system.exists(fromEnv)) return fromEnv;
    throw new Error(`CHROME_PATH names "${fromEnv}", which does not exist. Correct it, or unset it.`);
  }
  const folders = (system.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const onPath = COMMANDS.flatMap((command) => folders.map((folder) => join(folder, command)));
  const candidates = [...onPath, ...FIXED_PATHS, system.playwrightPath()];
  return candidates.find((path) => system.exists(path) && system.canRun(path));
}
