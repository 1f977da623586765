/** The trained model as a small file: weights of one byte, without the optimizer's state. */
import { readFileSync, writeFileSync } from 'node:fs';
import type { VerdictPage } from '../../e2e/support/verdictPage';
import { readArchive, writeArchive } from '../../src/model/archive';

/** A download of the page, written anew. */
export async function quantised(zip: Uint8Array): Promise<Uint8Array> {
  return writeArchive(await readArchive(zip, 'the downloaded model'), { isQuantised: true });
}

/** Downloads the page's current model and writes it. Returns the file's size in bytes. */
export async function saveModel(verdict: VerdictPage, path: string): Promise<number> {
  const download = verdict.page.waitForEvent('download');
  await verdict.button('Download model').click();
  const bytes = await quantised(readFileSync(await (await download).path()));
  writeFileSync(path, bytes);
  return bytes.length;
}
