/** How tests and scripts launch the browser. */
import { findBrowser } from './findBrowser.ts';

/** Flags of every run. */
const COMMON_FLAGS = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** WebGL and WebGPU in software, so that results do not depend on a GPU. */
const SOFTWARE_FLAGS = [
  '--enable-unsafe-swiftshader',
  '--use-angle=swiftshader',
  '--enable-unsafe-webgpu',
  '--use-webgpu-adapter=swiftshader',
];

/** Takes the GPU even where the browser's list of unsure drivers would not. */
const GPU_FLAGS = ['--ignore-gpu-blocklist', '--enable-gpu', '--enable-unsafe-webgpu'];
/** Linux without a display reaches a GPU through Vulkan only. */
const VULKAN_FLAGS = ['--use-angle=vulkan', '--enable-features=Vulkan', '--disable-vulkan-surface'];

export interface BrowserFlagOptions {
  /** Draw on the machine's GPU instead of in software. */
  usesGpu: boolean;
  /** Without a window. */
  isHeadless: boolean;
}

/** The browser's command line. */
export function browserFlags(
  { usesGpu, isHeadless }: BrowserFlagOptions,
  platform: NodeJS.Platform = process.platform,
): string[] {
  if (!usesGpu) return [...COMMON_FLAGS, ...SOFTWARE_FLAGS];
  return [...COMMON_FLAGS, ...GPU_FLAGS, ...(platform === 'linux' && isHeadless ? VULKAN_FLAGS : [])];
}

/** Launch options for Playwright and for Vitest's browser mode. */
export function launchOptions(): { args: string[]; executablePath?: string } {
  const executablePath = findBrowser();
  const args = browserFlags({ usesGpu: false, isHeadless: true });
  return { args, ...(executablePath === undefined ? {} : { executablePath }) };
}
