import type { Manifest } from '../manifest';

/** What sample manifests share: all but the splits and files. */
export const SAMPLE_MANIFEST = {
  format: 'verdict-dataset',
  version: 1,
  title: 'Sample',
  description: 'Invented words.',
  citation: 'None.',
  licence: 'None.',
  content: 'texts',
  wordIndex: 'counted',
} as const satisfies Partial<Manifest>;
