/** Finds the browser that tests and scripts drive. */
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

/** Flags that every headless run uses; WebGL and WebGPU in software so that results do not depend on a GPU. */
export const CHROMIUM_FLAGS = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--enable-unsafe-swiftshader',
  '--use-angle=swiftshader',
  '--enable-unsafe-webgpu',
  '--use-webgpu-adapter=swiftshader',
];

/**
 * Path of a browser: `CHROME_PATH`, else an installed Chromium or Chrome, else the full Chromium that
 * Playwright has installed (its headless shell lacks WebGPU); undefined when there is none.
 */
export function findBrowser(): string | undefined {
  const fromEnv = process.env['CHROME_PATH'];
  if (fromEnv !== undefined && fromEnv !== '') {
    if (existsSync(fromEnv)) return fromEnv;
    throw new Error(`CHROME_PATH names "${fromEnv}", which does not exist. Correct it, or unset it.`);
  }
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const onPath = COMMANDS.flatMap((command) => folders.map((folder) => join(folder, command)));
  return [...onPath, ...FIXED_PATHS].find((path) => existsSync(path)) ?? playwrightBrowser();
}

function playwrightBrowser(): string | undefined {
  const playwright = createRequire(import.meta.url)('playwright-core') as typeof import('playwright-core');
  const path = playwright.chromium.executablePath();
  return existsSync(path) ? path : undefined;
}

/** Launch options for Playwright and for Vitest's browser mode. */
export function launchOptions(): { args: string[]; executablePath?: string } {
  const executablePath = findBrowser();
  return { args: CHROMIUM_FLAGS, ...(executablePath === undefined ? {} : { executablePath }) };
}
