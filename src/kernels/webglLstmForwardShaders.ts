/**
 * Shaders of the forward pass of lstm.webgl.ts. A texel of a sequence is one unit (or two features) of two
 * batch rows, "a pair"; steps are those of the walk, whatever its direction. A texel of the weights holds the
 * gates i, f, c, o of one unit.
 */
import type { GlProgram } from './webglDevice';
import { INTEGER } from './webglIntegers';
import { atlasTile, stepTexel } from './webglSequence';
import { PACKED_TEXEL } from './webglTensors';

/** Of one layer. Constants of the shaders: loops of fixed length are faster, and a model has few sizes. */
export interface LayerSizes {
  E: number;
  H: number;
  goBackwards: boolean;
}

/** The row of the weights' texture where `recurrentKernel` begins; E is made even by a row of zeros. */
export const recurrentRow = (E: number): number => 2 * Math.ceil(E / 2);
export const biasRow = ({ E, H }: LayerSizes): number => recurrentRow(E) + H;

export const nameOf = (what: string, { E, H, goBackwards }: LayerSizes, ...options: unknown[]): string =>
  [what, E, H, goBackwards, ...options].join(' ');

/**
 * GLSL: `partner(t, length)` is the step of the sequence that a step of the walk stands for, and the other way
 * round; -1 beyond the row's end. `lengthsOf(pair)` are the lengths of both rows.
 */
export const walk = ({ goBackwards }: LayerSizes): string => `${INTEGER}
  int partner(int t, int length) { return t < length ? ${goBackwards ? 'length - 1 - t' : 't'} : -1; }
  ivec2 lengthsOf(int pair) { return ivec2(integer(Lengths, 2 * pair), integer(Lengths, 2 * pair + 1)); }`;

/** Both are exact in float32 at the clamps; without them exp overflows, which not every device takes well. */
export const ACTIVATIONS = `
  vec2 boundedTanh(vec2 z) { return tanh(clamp(z, -15.0, 15.0)); }
  vec4 activate(vec4 z) {
    vec3 sigmoids = 1.0 / (1.0 + exp(-clamp(z.xyw, -40.0, 40.0)));
    return vec4(sigmoids.xy, boundedTanh(z.zz).x, sigmoids.z);
  }`;

/** GLSL: the pair's mask of one unit, from a packed [B, H]. */
export const pairMask = (H: number): string => `
  vec2 pairMask(int unit, int pair) {
    vec4 texel = packedTexel(Mask, pair * ${Math.ceil(H / 2)} + unit / 2);
    return unit % 2 == 0 ? texel.xz : texel.yw;
  }`;

/** Packed kernel [E, 4H], recurrentKernel [H, 4H], bias [4H] -> H wide, rows of kernel, recurrentKernel and bias. */
export function packWeights({ E, H }: LayerSizes): GlProgram {
  const U = recurrentRow(E);
  return {
    name: `lstm pack ${E} ${H}`,
    numTargets: 1,
    textures: ['Kernel', 'RecurrentKernel', 'Bias'],
    code: `${PACKED_TEXEL}
      float value(sampler2D matrix, int row, int column) {
        vec4 texel = packedTexel(matrix, row / 2 * ${2 * H} + column / 2);
        vec2 pair = row % 2 == 0 ? texel.xy : texel.zw;
        return column % 2 == 0 ? pair.x : pair.y;
      }
      vec4 gates(sampler2D matrix, int row, int unit) {
        return vec4(value(matrix, row, unit), value(matrix, row, unit + ${H}), value(matrix, row, unit + ${2 * H}), value(matrix, row, unit + ${3 * H}));
      }
      void main() {
        ivec2 at = ivec2(gl_FragCoord.xy);
        if (at.y < ${E}) out0 = gates(Kernel, at.y, at.x);
        else if (at.y < ${U}) out0 = vec4(0);
        else if (at.y < ${U + H}) out0 = gates(RecurrentKernel, at.y - ${U}, at.x);
        else out0 = gates(Bias, 0, at.x);
      }`,
  };
}

/** Packed x [T, B, E] (and its mask [B, E]) -> atlas of the walk: zero beyond the lengths, times the mask. */
export function walkInputs(sizes: LayerSizes, hasMask: boolean): GlProgram {
  const { E } = sizes;
  const width = Math.ceil(E / 2);
  return {
    name: nameOf('lstm walk', sizes, hasMask),
    numTargets: 1,
    textures: ['X', ...(hasMask ? ['Mask'] : [])],
    intTextures: ['Lengths'],
    ints: ['steps', 'pairs', 'tilesPerRow'],
    code: `${PACKED_TEXEL}${walk(sizes)}
      void main() {
        ivec2 at = ivec2(gl_FragCoord.xy);
        int t = at.y / pairs * tilesPerRow + at.x / ${width};
        int pair = at.y % pairs;
        int column = at.x % ${width};
        ivec2 lengths = lengthsOf(pair);
        ivec2 from = ivec2(partner(t, lengths.x), partner(t, lengths.y));
        // Chosen, not multiplied: what stands beyond a row's end may be anything, and 0 * NaN is NaN.
        vec4 x = vec4(0);
        if (from.x >= 0) x.xy = packedTexel(X, (from.x * pairs + pair) * ${width} + column).xy;
        if (from.y >= 0) x.zw = packedTexel(X, (from.y * pairs + pair) * ${width} + column).zw;
        ${hasMask ? `x *= packedTexel(Mask, pair * ${width} + column);` : ''}
        ${E % 2 === 0 ? '' : `if (column == ${width - 1}) x.yw = vec2(0);`}
        out0 = x;
      }`,
  };
}

/** Walked inputs, weights -> atlas of two pairs, a target for each row: `x kernel + bias` of the steps from `first`. */
export function project(sizes: LayerSizes): GlProgram {
  const { E, H } = sizes;
  const width = Math.ceil(E / 2);
  return {
    name: `lstm project ${E} ${H}`,
    numTargets: 4,
    textures: ['X', 'Weights'],
    ints: ['first', 'pairs', 'tilesPerRow'],
    code: `${atlasTile(width)}
      void main() {
        ivec2 at = ivec2(gl_FragCoord.xy);
        int pairsOfPairs = (pairs + 1) / 2;
        int t = first + at.y / pairsOfPairs * tilesPerRow + at.x / ${H};
        int unit = at.x % ${H};
        ivec2 from = atlasTile(X, t, pairs) + ivec2(0, at.y % pairsOfPairs * 2);
        out0 = texelFetch(Weights, ivec2(unit, ${biasRow(sizes)}), 0);
        out1 = out0;
        out2 = out0;
        out3 = out0;
        for (int e = 0; e < ${width}; e++) {
          vec4 x = texelFetch(X, from + ivec2(e, 0), 0);
          vec4 y = texelFetch(X, from + ivec2(e, 1), 0);
          vec4 w0 = texelFetch(Weights, ivec2(unit, 2 * e), 0);
          vec4 w1 = texelFetch(Weights, ivec2(unit, 2 * e + 1), 0);
          out0 += x.x * w0 + x.y * w1;
          out1 += x.z * w0 + x.w * w1;
          out2 += y.x * w0 + y.y * w1;
          out3 += y.z * w0 + y.w * w1;
        }
      }`,
  };
}

/**
 * One step: projection, weights, states of the step before -> states (h, h, c, c), h times the mask; and if the
 * gradient will be taken, the gates of both rows.
 */
export function forwardStep(sizes: LayerSizes, hasMask: boolean, keepsGates: boolean): GlProgram {
  const { E, H } = sizes;
  return {
    name: `lstm step ${E} ${H} ${hasMask} ${keepsGates}`,
    numTargets: keepsGates ? 3 : 1,
    textures: [
      'Projected0',
      'Projected1',
      'Projected2',
      'Projected3',
      'Weights',
      ...(hasMask ? ['Mask'] : []),
    ],
    arrays: ['Before'],
    ints: ['t', 'first', 'pairs'],
    code: `${PACKED_TEXEL}${ACTIVATIONS}${atlasTile(H)}${stepTexel(H)}${hasMask ? pairMask(H) : ''}
      void main() {
        int unit = int(gl_FragCoord.x) % ${H};
        int pair = int(gl_FragCoord.y);
        ivec2 tile = atlasTile(Projected0, t - first, (pairs + 1) / 2) + ivec2(unit, pair / 2);
        bool isFirst = pair % 2 == 0;
        vec4 z0 = isFirst ? texelFetch(Projected0, tile, 0) : texelFetch(Projected2, tile, 0);
        vec4 z1 = isFirst ? texelFetch(Projected1, tile, 0) : texelFetch(Projected3, tile, 0);
        vec2 c = vec2(0);
        if (t > 0) {
          ivec3 before = stepTexel(t - 1, 0, pair);
          for (int k = 0; k < ${H}; k++) {
            vec2 h = texelFetch(Before, before + ivec3(k, 0, 0), 0).xy;
            vec4 w = texelFetch(Weights, ivec2(unit, ${recurrentRow(E)} + k), 0);
            z0 += h.x * w;
            z1 += h.y * w;
          }
          c = texelFetch(Before, before + ivec3(unit, 0, 0), 0).zw;
        }
        vec4 gates0 = activate(z0);
        vec4 gates1 = activate(z1);
        c = vec2(gates0.y, gates1.y) * c + vec2(gates0.x * gates0.z, gates1.x * gates1.z);
        vec2 h = vec2(gates0.w, gates1.w) * boundedTanh(c);
        out0 = vec4(h${hasMask ? ' * pairMask(unit, pair)' : ''}, c);
        ${keepsGates ? 'out1 = gates0; out2 = gates1;' : ''}
      }`,
  };
}

/** History -> packed h [T, B, H], or [B, H] at each row's last step; zero where a row has no step. */
export function readStates(sizes: LayerSizes, returnSequences: boolean, hasGates: boolean): GlProgram {
  const { H } = sizes;
  const width = Math.ceil(H / 2);
  const gates = ['EvenGates0', 'OddGates0', 'EvenGates1', 'OddGates1'];
  // States hold h times the mask; the gates tell what it was before.
  const h = (row: 0 | 1): string =>
    hasGates
      ? `boundedTanh(texelFetch(states, at, 0).${'zw'[row]}${'zw'[row]}).x * texelFetch(gates, at, 0).w`
      : `texelFetch(states, at, 0).${'xy'[row]}`;
  const read = (row: 0 | 1): string => `
    float h${row}(sampler2DArray states, sampler2DArray gates, ivec3 at) { return ${h(row)}; }
    vec2 row${row}(int t, int unit, int pair) {
      if (t < 0) return vec2(0);
      ivec3 at = stepTexel(t, unit, pair);
      ivec3 next = at + ivec3(${H} - 1 > unit ? 1 : 0, 0, 0);
      vec2 values = t % 2 == 0
        ? vec2(h${row}(Even, ${hasGates ? `EvenGates${row}` : 'Even'}, at), h${row}(Even, ${hasGates ? `EvenGates${row}` : 'Even'}, next))
        : vec2(h${row}(Odd, ${hasGates ? `OddGates${row}` : 'Odd'}, at), h${row}(Odd, ${hasGates ? `OddGates${row}` : 'Odd'}, next));
      return unit + 1 < ${H} ? values : vec2(values.x, 0);
    }`;
  return {
    name: nameOf('lstm states', sizes, returnSequences, hasGates),
    numTargets: 1,
    arrays: ['Even', 'Odd', ...(hasGates ? gates : [])],
    intTextures: ['Lengths'],
    ints: ['pairs', 'outputWidth'],
    code: `${ACTIVATIONS}${stepTexel(H)}${walk(sizes)}${read(0)}${read(1)}
      void main() {
        int index = int(gl_FragCoord.y) * outputWidth + int(gl_FragCoord.x);
        int unit = index % ${width} * 2;
        int pair = index / ${width} % pairs;
        ivec2 lengths = lengthsOf(pair);
        ${
          returnSequences
            ? `int t = index / ${width} / pairs;
        ivec2 from = ivec2(partner(t, lengths.x), partner(t, lengths.y));`
            : 'ivec2 from = lengths - 1;'
        }
        out0 = vec4(row0(from.x, unit, pair), row1(from.y, unit, pair));
      }`,
  };
}
