/** Thin shell: lays points out in a thread of its own, which is ended to cancel. */
import { expose } from 'comlink';
import { umapLayout } from './umapLayout';

const umap = { umapLayout };
export type UmapWorker = typeof umap;

expose(umap);
