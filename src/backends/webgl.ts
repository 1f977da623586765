/** WebGL2 on a canvas of its own, so that the same code runs in a worker and on the page's thread. */
import * as tf from '@tensorflow/tfjs-core';
import type { BackendAvailability } from '../types';
import { reportContextLost } from './contextLoss';
import type { BackendDefinition } from './definition';
import { deviceName, isSoftwareRenderer } from './renderer';

/** Software rendering is allowed: whether it is wanted is for backend.ts to say. */
const CONTEXT_ATTRIBUTES = {
  alpha: false,
  antialias: false,
  depth: false,
  stencil: false,
  failIfMajorPerformanceCaveat: false,
} as const;

/**
 * From here on released textures are deleted, not kept for reuse: batches come in many lengths, and textures
 * of every size would pile up. A step of the tutorial's network holds far less at once.
 */
const MAX_TEXTURE_BYTES = 512 * 2 ** 20;

let context: WebGL2RenderingContext | null = null;

export const webgl: BackendDefinition = {
  name: 'webgl',

  probe() {
    const gl = typeof OffscreenCanvas === 'undefined' ? null : createContext(new OffscreenCanvas(1, 1));
    if (gl === null) return Promise.resolve(unavailable('', 'This browser offers no WebGL2 here.'));
    try {
      const renderer = rendererOf(gl);
      if (!canRenderFloat32(gl)) {
        const note =
          'This graphics device cannot draw 32-bit numbers (EXT_color_buffer_float is missing), and 16 bits are too few to train with.';
        return Promise.resolve(unavailable(renderer, note));
      }
      const isSoftware = isSoftwareRenderer(renderer);
      const note = isSoftware ? `Drawn by software here (${deviceName(renderer)}), which is slow.` : '';
      return Promise.resolve({ name: 'webgl', isAvailable: true, isSoftware, renderer, note });
    } finally {
      // Browsers keep few contexts alive: give this one back at once.
      gl.getExtension('WEBGL_lose_context')?.loseContext();
    }
  },

  async activate() {
    if (context === null || context.isContextLost()) await createBackend();
    if (!(await tf.setBackend('webgl'))) throw new Error('tfjs could not start its WebGL backend.');
  },

  title: ({ renderer }) => (renderer === '' ? 'WebGL' : `WebGL on ${deviceName(renderer)}`),
};

/** Puts a fresh context under tfjs; programs and textures of a lost one are of no use any more. */
async function createBackend(): Promise<void> {
  const { GPGPUContext, MathBackendWebGL, setWebGLContext } = await import('@tensorflow/tfjs-backend-webgl');
  const canvas = new OffscreenCanvas(1, 1);
  const gl = createContext(canvas);
  if (gl === null) throw new Error('The browser gave no WebGL2 context.');
  canvas.addEventListener('webglcontextlost', (event) => {
    event.preventDefault();
    reportContextLost('webgl');
  });
  // tfjs's flag for sizes as uniforms stays off, though it saves compilations: with it, a lookup in a table of
  // 12,000 x 32 reads wrong rows (tfjs 4.22).
  tf.env().set('WEBGL_DELETE_TEXTURE_THRESHOLD', MAX_TEXTURE_BYTES);
  // For tfjs's flags, which read their context from there.
  setWebGLContext(2, gl);
  tf.removeBackend('webgl');
  tf.registerBackend('webgl', () => new MathBackendWebGL(new GPGPUContext(gl)));
  context = gl;
}

function createContext(canvas: OffscreenCanvas): WebGL2RenderingContext | null {
  return canvas.getContext('webgl2', CONTEXT_ATTRIBUTES);
}

function rendererOf(gl: WebGL2RenderingContext): string {
  const info = gl.getExtension('WEBGL_debug_renderer_info');
  return String(gl.getParameter(info === null ? gl.RENDERER : info.UNMASKED_RENDERER_WEBGL) ?? '');
}

function canRenderFloat32(gl: WebGL2RenderingContext): boolean {
  if (gl.getExtension('EXT_color_buffer_float') === null) return false;
  const texture = gl.createTexture();
  gl.bindTexture(gl.TEXTURE_2D, texture);
  gl.texStorage2D(gl.TEXTURE_2D, 1, gl.RGBA32F, 1, 1);
  gl.bindFramebuffer(gl.FRAMEBUFFER, gl.createFramebuffer());
  gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, texture, 0);
  return gl.checkFramebufferStatus(gl.FRAMEBUFFER) === gl.FRAMEBUFFER_COMPLETE;
}

function unavailable(renderer: string, note: string): BackendAvailability {
  return { name: 'webgl', isAvailable: false, isSoftware: false, renderer, note };
}
