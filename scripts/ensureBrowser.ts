/** Makes sure that there is a browser to test in, installing one when none is found. */
import { existsSync } from 'node:fs';
import { findBrowser, thisSystem, type BrowserSystem } from './findBrowser';
import { runCommand } from './support/runCommand';

const DEBIAN_CHROMIUM = '/usr/bin/chromium';

/** What installing a browser asks of the machine besides. */
export interface InstallingSystem extends BrowserSystem {
  run: typeof runCommand;
  /** Whether Debian's packages can be installed without asking anybody. */
  isRootOnDebian: () => boolean;
}

const thisMachine: InstallingSystem = {
  ...thisSystem,
  run: runCommand,
  isRootOnDebian: () => process.getuid?.() === 0 && existsSync('/etc/debian_version'),
};

/**
 * Path of a browser that starts: one that is installed, else Playwright's Chromium, else Debian's package.
 * Throws what to do when none of these can be had.
 */
export async function ensureBrowser(system: InstallingSystem = thisMachine): Promise<string> {
  const found = findBrowser(system);
  if (found !== undefined && system.canRun(found)) return found;
  if (found !== undefined) {
    throw new Error(`CHROME_PATH names "${found}", which does not start. Correct it, or unset it.`);
  }

  console.log('No Chromium or Chrome that starts is installed; installing Chromium through Playwright.');
  await system.run('playwright', ['install', '--no-shell', 'chromium']);
  // This one by its path: what was found before and does not start is still there.
  const installed = system.playwrightPath();
  if (system.canRun(installed)) return installed;

  if (system.isRootOnDebian()) {
    console.log("Playwright's Chromium cannot be used here; installing Debian's package.");
    await system.run('apt-get', ['update']);
    await system.run('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], {
      env: { DEBIAN_FRONTEND: 'noninteractive' },
    });
    if (system.canRun(DEBIAN_CHROMIUM)) return DEBIAN_CHROMIUM;
  }
  throw new Error(
    'No browser was found and none could be installed. Install Chromium or Chrome, or name one: CHROME_PATH=/path/to/chrome npm test',
  );
}
