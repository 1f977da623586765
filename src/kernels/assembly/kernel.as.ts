/** The module: everything that JavaScript calls. A job takes the address of its fields and, where it matters, the thread. */
export { lstmForward, lstmGradient } from './lstmJobs.as';
export { gradientScratchBytes } from './lstmGradient.as';
export { runNetwork } from './network.as';
export { sumWords } from './embedding.as';
export { sumGradients, adamRange, adamWords, adamLstm } from './adam.as';
export { packLstm } from './lstmPack.as';

/** First address that the caller may use. */
@inline
export function heapBase(): usize {
  return __heap_base;
}
