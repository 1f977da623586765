/** Thin shell: puts an Insight behind comlink. */
import { expose } from 'comlink';
import { Insight } from './insight';

expose(new Insight());
