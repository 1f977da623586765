/** Thin shell: puts a Session behind comlink. */
import { expose } from 'comlink';
import { Session } from './session';

expose(new Session());
