/** Fragment shaders as programs: their description, and how they are compiled. */

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

/** Ready to draw. */
export interface LinkedProgram {
  program: WebGLProgram;
  units: Map<string, { unit: number; kind: GLenum }>;
  uniforms: Map<string, WebGLUniformLocation | null>;
}

/** One triangle over the whole viewport, from nothing but the vertices' numbers. */
const VERTEX_SHADER = `#version 300 es
  void main() { gl_Position = vec4(gl_VertexID == 1 ? 3 : -1, gl_VertexID == 2 ? 3 : -1, 0, 1); }`;

export const compileVertexShader = (gl: WebGL2RenderingContext): WebGLShader =>
  compile(gl, gl.VERTEX_SHADER, VERTEX_SHADER);

export function linkProgram(
  gl: WebGL2RenderingContext,
  vertexShader: WebGLShader,
  program: GlProgram,
): LinkedProgram {
  const fragmentShader = compile(gl, gl.FRAGMENT_SHADER, fragmentSource(program));
  const result = gl.createProgram();
  gl.attachShader(result, vertexShader);
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

function compile(gl: WebGL2RenderingContext, type: GLenum, source: string): WebGLShader {
  const shader = gl.createShader(type)!;
  gl.shaderSource(shader, source);
  gl.compileShader(shader);
  if (gl.getShaderParameter(shader, gl.COMPILE_STATUS) !== true && !gl.isContextLost()) {
    throw new Error(`A shader does not compile: ${gl.getShaderInfoLog(shader)}\n${source}`);
  }
  return shader;
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
