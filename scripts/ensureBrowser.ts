/** Makes sure that there is a browser to test in, installing one when none is found. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { findBrowser } from './findBrowser';
import { runCommand } from './support/runCommand';

const DEBIAN_CHROMIUM = '/usr/bin/chromium';

/** Whether the browser starts at all; a freshly downloaded one may lack system libraries. */
function canRun(path: string | undefined): path is string {
  if (path === undefined) return false;
  try {
    execFileSync(path, ['--version'], { stdio: 'ignore', timeout: 30_000 });
    return true;
  } catch {
    return false;
  }
}

function isRootOnDebian(): boolean {
  return process.getuid?.() === 0 && existsSync('/etc/debian_version');
}

/**
 * Path of a browser that starts: one that is installed, else Playwright's Chromium, else Debian's package.
 * Throws what to do when none of these can be had.
 */
export async function ensureBrowser(): Promise<string> {
  const found = findBrowser();
  if (canRun(found)) return found;
  if (process.env['CHROME_PATH']) {
    throw new Error(
      `CHROME_PATH names "${process.env['CHROME_PATH']}", which does not start. Correct it, or unset it.`,
    );
  }

  console.log('No Chromium or Chrome is installed; installing Chromium through Playwright.');
  await runCommand('playwright', ['install', '--no-shell', 'chromium']);
  const installed = findBrowser();
  if (canRun(installed)) return installed;

  if (isRootOnDebian()) {
    console.log("Playwright's Chromium cannot be used here; installing Debian's package.");
    await runCommand('apt-get', ['update']);
    await runCommand('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], {
      env: { DEBIAN_FRONTEND: 'noninteractive' },
    });
    if (canRun(DEBIAN_CHROMIUM)) return DEBIAN_CHROMIUM;
  }
  throw new Error(
    'No browser was found and none could be installed. Install Chromium or Chrome, or name one: CHROME_PATH=/path/to/chrome npm test',
  );
}
