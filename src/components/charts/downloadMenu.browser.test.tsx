/** What the menu at a chart's corner hands to the browser. */
import { afterEach, expect, it, vi } from 'vitest';
import { page } from 'vitest/browser';
import { Plot } from './Plot';
import { show, type Shown } from './testing';

let shown: Shown | undefined;

afterEach(() => {
  vi.restoreAllMocks();
  shown?.close();
});

/** Every link that is followed from now on: its file name and where it leads. */
function followed(): { name: string; address: string }[] {
  const links: { name: string; address: string }[] = [];
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    links.push({ name: this.download, address: this.href });
  });
  return links;
}

async function choose(item: string): Promise<void> {
  await page.getByRole('button', { name: 'Download: Losses' }).click({ timeout: 5000 });
  await page.getByRole('menuitem', { name: item }).click({ timeout: 5000 });
}

it('offers the picture as PNG and as SVG, and the numbers as CSV', async () => {
  const figure = {
    data: [{ type: 'scatter' as const, name: 'batch', x: [1, 2], y: [0.123456789, 0.5] }],
    layout: { xaxis: { title: { text: 'Epoch' } }, yaxis: { title: { text: 'Loss' } } },
  };
  shown = show(<Plot figure={figure} label="Losses" fileName="Losses" />, 360);
  const links = followed();
  await choose('Picture (PNG)');
  await expect.poll(() => links.length).toBe(1);
  expect(links[0]?.name).toBe('Losses.png');
  expect(links[0]?.address).toMatch(/^data:image\/png;base64,/);
  await choose('Picture (SVG)');
  await expect.poll(() => links.length).toBe(2);
  expect(links[1]?.name).toBe('Losses.svg');
  expect(decodeURIComponent(links[1]?.address ?? '')).toMatch(/^data:image\/svg\+xml,<svg /);
  await choose('Data (CSV)');
  await expect.poll(() => links.length).toBe(3);
  expect(links[2]?.name).toBe('Losses.csv');
  const text = await (await fetch(links[2]?.address ?? '')).text();
  expect(text).toBe('series,Epoch,Loss\r\nbatch,1,0.123456789\r\nbatch,2,0.5\r\n');
});
