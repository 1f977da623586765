/**
 * Raw WebGL2 draws on the context of tfjs's WebGL backend: fragment shaders with several render targets and
 * texture arrays, which tfjs's own programs do not know. Between calls tfjs finds its state as it expects.
 *
 * Never more is used than WebGL2 guarantees: 4 draw buffers, 16 texture units, 256 layers in an array.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { GPGPUContext, MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import { VerdictError } from '../errors';
import { compileVertexShader, linkProgram, type GlProgram, type LinkedProgram } from './webglShader';

export type { GlProgram } from './webglShader';

/** Where a draw goes: a framebuffer and a rectangle of it, in texels. */
export interface Target {
  framebuffer: WebGLFramebuffer;
  x: number;
  y: number;
  width: number;
  height: number;
}

/** What a kernel keeps on a device from batch to batch. */
interface Part {
  dispose(): void;
}

/** Of the context that was used last; another is made when that is lost. */
let lastDevice: WebglDevice | null = null;

export class WebglDevice {
  readonly maxTextureSize: number;
  private readonly linked = new Map<string, LinkedProgram>();
  private readonly vertexShader: WebGLShader;
  private readonly vertexArray: WebGLVertexArrayObject;
  private current: LinkedProgram | null = null;
  private readonly arrayUnits = new Set<number>();
  private readonly parts = new Map<unknown, Part>();

  private constructor(
    readonly gl: WebGL2RenderingContext,
    private readonly gpgpu: GPGPUContext,
  ) {
    if (gl.getExtension('EXT_color_buffer_float') === null) {
      throw new VerdictError(
        'backend-unavailable',
        'This graphics device cannot draw 32-bit numbers (EXT_color_buffer_float is missing). Choose another backend.',
      );
    }
    this.maxTextureSize = gl.getParameter(gl.MAX_TEXTURE_SIZE) as number;
    this.vertexShader = compileVertexShader(gl);
    this.vertexArray = gl.createVertexArray();
  }

  /** The device under tfjs's current backend, which must be 'webgl'. */
  static current(): WebglDevice {
    const { gpgpu } = tf.backend() as MathBackendWebGL;
    const gl = gpgpu.gl as unknown as WebGL2RenderingContext;
    if (lastDevice?.gl !== gl) {
      lastDevice?.release();
      lastDevice = new WebglDevice(gl, gpgpu);
    }
    return lastDevice;
  }

  /** Frees all that kernels keep, if there is any; the next batch makes its own. */
  static release(): void {
    lastDevice?.release();
    lastDevice = null;
  }

  /** The one of its kind on this device, made at the first call. */
  part<T extends Part>(Kind: new (device: WebglDevice) => T): T {
    const part = (this.parts.get(Kind) as T | undefined) ?? new Kind(this);
    this.parts.set(Kind, part);
    return part;
  }

  /** Draws within `work`; afterwards tfjs can go on. */
  run<T>(work: () => T): T {
    const { gl } = this;
    gl.bindVertexArray(this.vertexArray);
    try {
      return work();
    } finally {
      for (const unit of this.arrayUnits) {
        gl.activeTexture(gl.TEXTURE0 + unit);
        gl.bindTexture(gl.TEXTURE_2D_ARRAY, null);
      }
      this.arrayUnits.clear();
      this.current = null;
      gl.bindVertexArray(null);
      gl.bindFramebuffer(gl.FRAMEBUFFER, null);
      gl.useProgram(this.gpgpu.program);
      // tfjs would bind it again after a read, to a framebuffer that we have unbound.
      this.gpgpu.outputTexture = null;
    }
  }

  /** Makes a program current, with its textures (whatever their kind), ints and floats by name. */
  use(
    program: GlProgram,
    values: { textures: Record<string, WebGLTexture>; numbers: Record<string, number> },
  ): void {
    let linked = this.linked.get(program.name);
    if (linked === undefined) {
      linked = linkProgram(this.gl, this.vertexShader, program);
      this.linked.set(program.name, linked);
    }
    this.current = linked;
    this.gl.useProgram(linked.program);
    for (const name of linked.units.keys()) this.setTexture(name, values.textures[name]!);
    for (const name of program.ints ?? []) this.setInt(name, values.numbers[name]!);
    for (const name of program.floats ?? []) {
      this.gl.uniform1f(linked.uniforms.get(name)!, values.numbers[name]!);
    }
  }

  /** Changes one texture of the current program. */
  setTexture(name: string, texture: WebGLTexture): void {
    const { gl } = this;
    const { unit, kind } = this.current!.units.get(name)!;
    gl.activeTexture(gl.TEXTURE0 + unit);
    gl.bindTexture(kind, texture);
    if (kind === gl.TEXTURE_2D_ARRAY) this.arrayUnits.add(unit);
  }

  setInt(name: string, value: number): void {
    this.gl.uniform1i(this.current!.uniforms.get(name)!, value);
  }

  /** One draw of the current program. */
  draw({ framebuffer, x, y, width, height }: Target): void {
    const { gl } = this;
    gl.bindFramebuffer(gl.FRAMEBUFFER, framebuffer);
    gl.viewport(x, y, width, height);
    gl.scissor(x, y, width, height);
    gl.drawArrays(gl.TRIANGLES, 0, 3);
  }

  /** A framebuffer with the given textures, or layers of arrays, as its targets. */
  framebuffer(attachments: { texture: WebGLTexture; layer?: number }[]): WebGLFramebuffer {
    const { gl } = this;
    const framebuffer = gl.createFramebuffer();
    gl.bindFramebuffer(gl.FRAMEBUFFER, framebuffer);
    attachments.forEach(({ texture, layer }, i) => {
      const point = gl.COLOR_ATTACHMENT0 + i;
      if (layer === undefined) gl.framebufferTexture2D(gl.FRAMEBUFFER, point, gl.TEXTURE_2D, texture, 0);
      else gl.framebufferTextureLayer(gl.FRAMEBUFFER, point, texture, 0, layer);
    });
    gl.drawBuffers(attachments.map((_, i) => gl.COLOR_ATTACHMENT0 + i));
    const status = gl.checkFramebufferStatus(gl.FRAMEBUFFER);
    if (status !== gl.FRAMEBUFFER_COMPLETE && !gl.isContextLost()) {
      throw new VerdictError(
        'backend-unavailable',
        `This graphics device refuses to draw into ${attachments.length} textures of 32-bit numbers at once (status ${status}). Choose another backend.`,
      );
    }
    return framebuffer;
  }

  /** A texture of zeros with one level, read by position; with layers, an array. */
  texture(
    format: 'RGBA32F' | 'RG32F' | 'R32I',
    width: number,
    height: number,
    layers?: number,
  ): WebGLTexture {
    const { gl } = this;
    if (Math.max(width, height) > this.maxTextureSize) {
      throw new VerdictError(
        'bad-settings',
        `A batch needs a texture of ${width} x ${height} here, and this graphics device allows ${this.maxTextureSize}. Use a smaller batch, shorter reviews, or another backend.`,
      );
    }
    const kind = layers === undefined ? gl.TEXTURE_2D : gl.TEXTURE_2D_ARRAY;
    const texture = gl.createTexture();
    gl.activeTexture(gl.TEXTURE0);
    gl.bindTexture(kind, texture);
    if (layers === undefined) gl.texStorage2D(kind, 1, gl[format], width, height);
    else gl.texStorage3D(kind, 1, gl[format], width, height, layers);
    gl.texParameteri(kind, gl.TEXTURE_MIN_FILTER, gl.NEAREST);
    gl.texParameteri(kind, gl.TEXTURE_MAG_FILTER, gl.NEAREST);
    gl.bindTexture(kind, null);
    return texture;
  }

  private release(): void {
    const { gl } = this;
    for (const part of this.parts.values()) part.dispose();
    for (const { program } of this.linked.values()) gl.deleteProgram(program);
    gl.deleteShader(this.vertexShader);
    gl.deleteVertexArray(this.vertexArray);
  }
}
