/**
 * Every dataset that the page can open. To add one: its id in `types.ts`, its folder in `config.ts`, a file here
 * that exports a `Source`, a line in this list, and what writes its folder in `scripts/data/`.
 */
import type { Source } from '../dataset';
import { imdb } from './imdb';
import { sentences } from './sentences';

export const SOURCES: readonly Source[] = [imdb, sentences];
