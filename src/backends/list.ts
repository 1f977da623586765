import { cpu } from './cpu';
import type { BackendDefinition } from './definition';
import { wasm } from './wasm';
import { webgl } from './webgl';
import { webgpu } from './webgpu';

/** Every backend that Verdict can run on. */
export const backends: readonly BackendDefinition[] = [webgl, webgpu, wasm, cpu];
