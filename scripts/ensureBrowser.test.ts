import { delimiter } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { browserFlags } from './browserFlags';
import { ensureBrowser, type InstallingSystem } from './ensureBrowser';
import { findBrowser } from './findBrowser';

const PLAYWRIGHT = '/home/me/.cache/ms-playwright/chrome';

interface FakeMachine extends InstallingSystem {
  commands: string[];
}

/** A machine with these files, of which some start; commands may add to both. */
function machine(options: {
  env?: Record<string, string>;
  files?: string[];
  working?: string[];
  isRootOnDebian?: boolean;
  onCommand?: (command: string, files: Set<string>, working: Set<string>) => void;
}): FakeMachine {
  const files = new Set(options.files);
  const working = new Set(options.working);
  const commands: string[] = [];
  return {
    commands,
    env: { PATH: ['/usr/bin', '/opt/bin'].join(delimiter), ...options.env },
    exists: (path) => files.has(path),
    canRun: (path) => files.has(path) && working.has(path),
    playwrightPath: () => PLAYWRIGHT,
    isRootOnDebian: () => options.isRootOnDebian ?? false,
    run: async (command, args) => {
      commands.push([command, ...args].join(' '));
      options.onCommand?.(commands.at(-1) ?? '', files, working);
      return 0;
    },
  };
}

beforeEach(() => {
  vi.spyOn(console, 'log').mockImplementation(() => {});
});
afterEach(() => {
  vi.restoreAllMocks();
});

describe('findBrowser', () => {
  it('takes the first that starts, not the first that is there', () => {
    const files = ['/usr/bin/chromium-browser', '/opt/bin/google-chrome', PLAYWRIGHT];
    expect(findBrowser(machine({ files, working: ['/opt/bin/google-chrome', PLAYWRIGHT] }))).toBe(
      '/opt/bin/google-chrome',
    );
    expect(findBrowser(machine({ files, working: [PLAYWRIGHT] }))).toBe(PLAYWRIGHT);
    expect(findBrowser(machine({ files }))).toBeUndefined();
  });

  it('prefers CHROME_PATH, and throws when it names no file', () => {
    const env = { CHROME_PATH: '/mine/chrome' };
    const working = ['/mine/chrome', '/usr/bin/chromium'];
    expect(findBrowser(machine({ env, files: working, working }))).toBe('/mine/chrome');
    expect(() => findBrowser(machine({ env, files: ['/usr/bin/chromium'], working }))).toThrow(
      /CHROME_PATH names "\/mine\/chrome", which does not exist/,
    );
  });
});

describe('ensureBrowser', () => {
  it('installs nothing when a browser starts', async () => {
    const here = machine({ files: ['/usr/bin/chromium'], working: ['/usr/bin/chromium'] });
    await expect(ensureBrowser(here)).resolves.toBe('/usr/bin/chromium');
    expect(here.commands).toEqual([]);
  });

  it("takes Playwright's Chromium although a stub that does not start is on the path", async () => {
    const here = machine({
      files: ['/usr/bin/chromium-browser'],
      onCommand: (command, files, working) => {
        if (!command.startsWith('playwright install')) return;
        files.add(PLAYWRIGHT);
        working.add(PLAYWRIGHT);
      },
    });
    await expect(ensureBrowser(here)).resolves.toBe(PLAYWRIGHT);
    expect(here.commands).toHaveLength(1);
  });

  it("installs Debian's package where Playwright's Chromium does not start", async () => {
    const here = machine({
      isRootOnDebian: true,
      onCommand: (command, files, working) => {
        if (command.startsWith('playwright')) files.add(PLAYWRIGHT);
        if (!command.startsWith('apt-get install')) return;
        files.add('/usr/bin/chromium');
        working.add('/usr/bin/chromium');
      },
    });
    await expect(ensureBrowser(here)).resolves.toBe('/usr/bin/chromium');
  });

  it('never installs over a CHROME_PATH that does not start', async () => {
    const here = machine({ env: { CHROME_PATH: '/mine/chrome' }, files: ['/mine/chrome'] });
    await expect(ensureBrowser(here)).rejects.toThrow(/CHROME_PATH names .* does not start/);
    expect(here.commands).toEqual([]);
  });

  it('says what to do when none can be had', async () => {
    await expect(ensureBrowser(machine({}))).rejects.toThrow(/Install Chromium or Chrome/);
  });
});

describe('browserFlags', () => {
  it('draws in software unless the GPU is asked for', () => {
    const software = browserFlags({ usesGpu: false, isHeadless: true }, 'linux');
    expect(software).toContain('--use-angle=swiftshader');
    for (const platform of ['linux', 'darwin', 'win32'] as const) {
      for (const isHeadless of [true, false]) {
        const flags = browserFlags({ usesGpu: true, isHeadless }, platform).join(' ');
        expect(flags).not.toMatch(/swiftshader/);
        expect(flags.includes('vulkan')).toBe(platform === 'linux' && isHeadless);
      }
    }
  });
});
