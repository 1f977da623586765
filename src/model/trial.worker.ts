/** Thin shell: puts a trial behind comlink. */
import { expose } from 'comlink';
import { tryBackend } from './trial';

const trial = { tryBackend };
export type TrialWorker = typeof trial;

expose(trial);
