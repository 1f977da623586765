/** Looks at what plotly has drawn, for tests in a real browser. */
import { afterEach, beforeEach, expect, vi } from 'vitest';
import { page } from 'vitest/browser';

/** Charts load and draw by themselves; a busy machine takes its time. */
export function soon(check: () => void): Promise<void> {
  return vi.waitFor(check, { timeout: 20_000, interval: 50 });
}

/** What plotly draws as text, one string per element. */
export function svgTexts(): string[] {
  return [...document.querySelectorAll('svg text')].map((text) => text.textContent ?? '');
}

/** The figure as plotly holds it on its element. */
export function plotted(name: RegExp): {
  data: Record<string, unknown>[];
  layout: Record<string, { range: number[] }>;
} {
  const element = page.getByRole('img', { name }).element();
  if (!('data' in element) || !('layout' in element)) throw new Error('not drawn yet');
  return element as never;
}

/** Fails every test of the file in which something warns or complains on the console; `close` runs after each. */
export function expectQuietConsole(close: () => void): void {
  beforeEach(() => {
    vi.spyOn(console, 'error');
    vi.spyOn(console, 'warn');
  });
  afterEach(() => {
    close();
    expect(console.error).not.toHaveBeenCalled();
    expect(console.warn).not.toHaveBeenCalled();
    vi.restoreAllMocks();
    document.documentElement.removeAttribute('style');
  });
}
