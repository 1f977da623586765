/** The reviews of an epoch as files that PyTorch's processes read: the same as the app prepares them. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { DEFAULT_SETTINGS } from '../../src/state/settings';
import type { EncodedReviews } from '../../src/types';
import { inProject } from '../support/project';
import type { BenchPage } from './benchBrowser';
import type { BenchCase } from './cases';
import type { EpochFiles } from './pytorch';

const FOLDER = inProject('.cache', 'bench', 'reviews');
/** The tutorial's layers. */
const UNITS = { embeddingUnits: 32, lstmUnits: 32, numLayers: 2 } as const;

export async function writeEpochFiles(
  page: BenchPage,
  { job }: BenchCase & { job: { kind: 'epoch' } },
): Promise<EpochFiles> {
  const { training, validation } = await page.call('reviews', job);
  mkdirSync(FOLDER, { recursive: true });
  const { numWords, maxLen } = DEFAULT_SETTINGS;
  return {
    files: { training: write('training', training), validation: write('validation', validation) },
    maxLen,
    shape: { numWords, ...UNITS },
  };
}

/** Little-endian, as every machine with a browser is; types as in EncodedReviews. */
function write(name: string, reviews: EncodedReviews): EpochFiles['files']['training'] {
  const save = (part: 'ids' | 'offsets' | 'labels'): string => {
    const path = `${FOLDER}/${name}.${part}`;
    const { buffer, byteOffset, byteLength } = reviews[part];
    writeFileSync(path, new Uint8Array(buffer, byteOffset, byteLength));
    return path;
  };
  return { ids: save('ids'), offsets: save('offsets'), labels: save('labels') };
}
