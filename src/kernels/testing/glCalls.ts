/** Counts what is asked of a WebGL2 context: draws, and what is made and not deleted. */
import * as tf from '@tensorflow/tfjs-core';
import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import { vi } from 'vitest';

export interface GlCounts {
  draws: number;
  /** Made less deleted since the counting began. */
  textures: number;
  framebuffers: number;
  programs: number;
}

/** The context of tfjs's current backend, which must be 'webgl'. */
export function currentContext(): WebGL2RenderingContext {
  return (tf.backend() as MathBackendWebGL).gpgpu.gl as unknown as WebGL2RenderingContext;
}

/** Counts until `vi.restoreAllMocks()`. @returns what tells the counts up to now */
export function countGlCalls(): () => GlCounts {
  const gl = currentContext();
  const [drawArrays, drawElements] = [vi.spyOn(gl, 'drawArrays'), vi.spyOn(gl, 'drawElements')];
  const [createTexture, deleteTexture] = [vi.spyOn(gl, 'createTexture'), vi.spyOn(gl, 'deleteTexture')];
  const [createFramebuffer, deleteFramebuffer] = [
    vi.spyOn(gl, 'createFramebuffer'),
    vi.spyOn(gl, 'deleteFramebuffer'),
  ];
  const [createProgram, deleteProgram] = [vi.spyOn(gl, 'createProgram'), vi.spyOn(gl, 'deleteProgram')];
  return () => ({
    draws: drawArrays.mock.calls.length + drawElements.mock.calls.length,
    textures: createTexture.mock.calls.length - deleted(deleteTexture.mock.calls),
    framebuffers: createFramebuffer.mock.calls.length - deleted(deleteFramebuffer.mock.calls),
    programs: createProgram.mock.calls.length - deleted(deleteProgram.mock.calls),
  });
}

const deleted = (calls: [object | null][]): number => calls.filter(([what]) => what !== null).length;
