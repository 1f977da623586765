/**
 * "The same in Keras": for every chapter the Python code that does, with Keras 3, what the page does with the settings
 * as they are. Only what the settings ask for is in it; what Keras has no counterpart for is named in a comment.
 */
import type { Settings } from '../../../types';
import { CHAPTERS, type ChapterId } from '../chapters';
import { idsCode, padCode, reviewCode, vectorsCode } from './dataCode';
import { linearCode } from './linearCode';
import { networkCode } from './networkCode';
import { sortedImports, source, type Snippet } from './python';
import { curvesCode, trainCode } from './trainingCode';
import { insideCode, keepCode, verdictCode } from './useCode';

function snippet(chapter: ChapterId, settings: Settings): Snippet {
  if (chapter === 'review') return reviewCode(settings);
  if (chapter === 'ids') return idsCode(settings);
  if (settings.branches === 'linear') return linearCode(chapter, settings);
  switch (chapter) {
    case 'pad':
      return padCode(settings);
    case 'vectors':
      return vectorsCode(settings);
    case 'network':
      return networkCode(settings);
    case 'train':
      return trainCode(settings);
    case 'curves':
      return curvesCode(settings);
    case 'verdict':
      return verdictCode(settings);
    case 'inside':
      return insideCode();
    case 'keep':
      return keepCode();
    default:
      return chapter satisfies never;
  }
}

/** The code of one chapter; it goes on from the chapters before it. */
export const kerasCode = (chapter: ChapterId, settings: Settings): string =>
  source(snippet(chapter, settings));

/** All chapters as one script. */
export function kerasScript(settings: Settings): string {
  const snippets = CHAPTERS.map(({ id }) => snippet(id, settings));
  const parts = CHAPTERS.map(({ title }, i) => [`# ${i + 1}. ${title}`, ...snippets[i]!.lines].join('\n'));
  return `${[
    '"""A sentiment classifier of reviews, step by step (Keras 3)."""',
    sortedImports(snippets.flatMap(({ imports }) => imports)).join('\n'),
    ...parts,
  ].join('\n\n')}\n`;
}
