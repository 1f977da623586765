/**
 * Raw WebGL2 draws on the context of tfjs's WebGL backend: fragment shaders with several render targets and
 * texture arrays, which tfjs's own programs do not know. Between calls tfjs finds its state as it expects.
 *
 * Never more is used than WebGL2 guarantees: 4 draw buffers, 16 texture units, 256 layers in an array.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { GPGPUContext, MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import { VerdictError } from '../errors';

/** A fragment shader. Equal names mean equal code: sizes that the code holds belong in the name. */
export interface GlProgram {
  name: string;
  /** Render targets, written as `out0` to `out3`. */
  numTargets: 1 | 2 | 3 | 4;
  /** `uniform sampler2D`s of the code, whose names are declared here; at most 16 with those below. */
  textures?: readonly string[];
  /** Likewise `sampler2DArray`s. */
  arrays?: readonly string[];
  /** Likewise `isampler2D`s. */
  intTextures?: readonly string[];
  /** Likewise `uniform int`s and `uniform float`s. */
  ints?: readonly string[];
  floats?: readonly string[];
  code: string;
}

/** Where a draw goes: a framebuffer and a rectangle of it, in texels. */
export interface Target {
  framebuffer: WebGLFramebuffer;
  x: number;
  y: number;
  width: number;
  height: number;
}

interface Linked {
  program: WebGLProgram;
  units: Map<string, { unit: number; kind: GLenum }>;
  uniforms: Map<string, WebGLUniformLocation | null>;
}

/** One triangle over the whole viewport, from nothing but the vertices' numbers. */
const VERTEX_SHADER = `#version 300 es
  void main() { gl_Position = vec4(gl_VertexID == 1 ? 3 : -1, gl_VertexID == 2 ? 3 : -1, 0, 1); }`;

const devices = new WeakMap<WebGL2RenderingContext, WebglDevice>();

export class WebglDevice {
  readonly maxTextureSize: number;
  private readonly linked = new Map<string, Linked>();
  private readonly vertexShader: WebGLShader;
  private readonly vertexArray: WebGLVertexArrayObject;
  private current: Linked | null = null;
  private readonly arrayUnits = new Set<number>();

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
    this.vertexShader = this.compile(gl.VERTEX_SHADER, VERTEX_SHADER);
    this.vertexArray = gl.createVertexArray();
  }

  /** The device under tfjs's current backend, which must be 'webgl'. */
  static current(): WebglDevice {
    const { gpgpu } = tf.backend() as MathBackendWebGL;
    const gl = gpgpu.gl as unknown as WebGL2RenderingContext;
    const device = devices.get(gl) ?? new WebglDevice(gl, gpgpu);
    devices.set(gl, device);
    return device;
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
      linked = this.link(program);
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

  private link(program: GlProgram): Linked {
    const { gl } = this;
    const fragmentShader = this.compile(gl.FRAGMENT_SHADER, fragmentSource(program));
    const result = gl.createProgram();
    gl.attachShader(result, this.vertexShader);
    gl.attachShader(result, fragmentShader);
    gl.linkProgram(result);
    gl.deleteShader(fragmentShader);
    if (gl.getProgramParameter(result, gl.LINK_STATUS) !== true && !gl.isContextLost()) {
      throw new Error(`The shader ${program.name} does not link: ${gl.getProgramInfoLog(result)}`);
    }
    gl.useProgram(result);
    const units = new Map<string, { unit: number; kind: GLenum }>();
    const samplers = (names: readonly string[] = [], kind: GLenum): void => {
      for (const name of names) {
        gl.uniform1i(gl.getUniformLocation(result, name), units.size);
        units.set(name, { unit: units.size, kind });
      }
    };
    samplers(program.textures, gl.TEXTURE_2D);
    samplers(program.intTextures, gl.TEXTURE_2D);
    samplers(program.arrays, gl.TEXTURE_2D_ARRAY);
    const names = [...(program.ints ?? []), ...(program.floats ?? [])];
    const uniforms = new Map(names.map((name) => [name, gl.getUniformLocation(result, name)]));
    return { program: result, units, uniforms };
  }

  private compile(type: GLenum, source: string): WebGLShader {
    const { gl } = this;
    const shader = gl.createShader(type)!;
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    if (gl.getShaderParameter(shader, gl.COMPILE_STATUS) !== true && !gl.isContextLost()) {
      throw new Error(`A shader does not compile: ${gl.getShaderInfoLog(shader)}\n${source}`);
    }
    return shader;
  }
}

const declare = (type: string, names: readonly string[] = []): string[] =>
  names.map((name) => `uniform ${type} ${name};`);

function fragmentSource({
  numTargets,
  textures,
  arrays,
  intTextures,
  ints,
  floats,
  code,
}: GlProgram): string {
  const outputs = Array.from({ length: numTargets }, (_, i) => `layout(location = ${i}) out vec4 out${i};`);
  return [
    '#version 300 es',
    'precision highp float; precision highp int;',
    'precision highp sampler2D; precision highp sampler2DArray; precision highp isampler2D;',
    ...declare('sampler2D', textures),
    ...declare('isampler2D', intTextures),
    ...declare('sampler2DArray', arrays),
    ...declare('int', ints),
    ...declare('float', floats),
    ...outputs,
    code,
  ].join('\n');
}
