/**
 * Shaders of the gradient of lstm.webgl.ts; see webglLstmForwardShaders.ts for the layouts. dz is the gradient of the
 * gates' sums, a texel for each row of a pair.
 */
import type { GlProgram } from './webglDevice';
import {
  ACTIVATIONS,
  nameOf,
  pairMask,
  recurrentRow,
  walk,
  type LayerSizes,
} from './webglLstmForwardShaders';
import { atlasTile, stepTexel } from './webglSequence';
import { PACKED_TEXEL } from './webglTensors';

/** One step back: dy, history, dz and carry of the step after -> dz of both rows, and what dc the step before gets. */
export function backwardStep(sizes: LayerSizes, returnSequences: boolean, hasMask: boolean): GlProgram {
  const { E, H } = sizes;
  const width = Math.ceil(H / 2);
  const dyIndex = (t: string): string =>
    returnSequences ? `(${t} * pairs + pair) * ${width} + unit / 2` : `pair * ${width} + unit / 2`;
  return {
    name: nameOf('lstm step back', sizes, returnSequences, hasMask),
    numTargets: 3,
    textures: ['Weights', 'DY', ...(hasMask ? ['Mask'] : [])],
    arrays: ['States', 'Gates0', 'Gates1', 'Before', 'After0', 'After1', 'Carry'],
    intTextures: ['Lengths'],
    ints: ['t', 'steps', 'pairs'],
    code: `${PACKED_TEXEL}${ACTIVATIONS}${stepTexel(H)}${walk(sizes)}${hasMask ? pairMask(H) : ''}
      vec4 dz(vec4 gates, float dh, float dc, float tanhC, float cBefore) {
        vec3 slopes = gates.xyw * (1.0 - gates.xyw);
        return vec4(dc * gates.z * slopes.x, dc * cBefore * slopes.y, dc * gates.x * (1.0 - gates.z * gates.z), dh * tanhC * slopes.z);
      }
      void main() {
        int unit = int(gl_FragCoord.x) % ${H};
        int pair = int(gl_FragCoord.y);
        ivec2 lengths = lengthsOf(pair);
        ivec2 from = ${returnSequences ? 'ivec2(partner(t, lengths.x), partner(t, lengths.y))' : 'ivec2(equal(lengths - 1, ivec2(t))) - 1'};
        vec2 dh = vec2(0);
        if (from.x >= 0) {
          vec4 dy = packedTexel(DY, ${dyIndex('from.x')});
          dh.x = unit % 2 == 0 ? dy.x : dy.y;
        }
        if (from.y >= 0) {
          vec4 dy = packedTexel(DY, ${dyIndex('from.y')});
          dh.y = unit % 2 == 0 ? dy.z : dy.w;
        }
        vec2 dc = vec2(0);
        if (t + 1 < steps) {
          ivec3 after = stepTexel(t + 1, 0, pair);
          vec4 sum0 = vec4(0);
          vec4 sum1 = vec4(0);
          for (int k = 0; k < ${H}; k++) {
            vec4 w = texelFetch(Weights, ivec2(k, ${recurrentRow(E)} + unit), 0);
            sum0 += texelFetch(After0, after + ivec3(k, 0, 0), 0) * w;
            sum1 += texelFetch(After1, after + ivec3(k, 0, 0), 0) * w;
          }
          dh += vec2(dot(sum0, vec4(1)), dot(sum1, vec4(1)))${hasMask ? ' * pairMask(unit, pair)' : ''};
          dc = texelFetch(Carry, after + ivec3(unit, 0, 0), 0).xy;
        }
        ivec3 here = stepTexel(t, unit, pair);
        vec4 gates0 = texelFetch(Gates0, here, 0);
        vec4 gates1 = texelFetch(Gates1, here, 0);
        vec2 tanhC = boundedTanh(texelFetch(States, here, 0).zw);
        vec2 cBefore = t > 0 ? texelFetch(Before, stepTexel(t - 1, unit, pair), 0).zw : vec2(0);
        dc += dh * vec2(gates0.w, gates1.w) * (1.0 - tanhC * tanhC);
        out0 = dz(gates0, dh.x, dc.x, tanhC.x, cBefore.x);
        out1 = dz(gates1, dh.y, dc.y, tanhC.y, cBefore.y);
        out2 = vec4(dc * vec2(gates0.y, gates1.y), 0, 0);
      }`,
  };
}

/** Weights, dz -> atlas of two pairs, a target for each row: gradient of four walked inputs. */
export function walkedInputGradient({ E, H }: LayerSizes): GlProgram {
  const width = Math.ceil(E / 4);
  return {
    name: `lstm walked input gradient ${E} ${H}`,
    numTargets: 4,
    textures: ['Weights'],
    arrays: ['EvenDz0', 'EvenDz1', 'OddDz0', 'OddDz1'],
    ints: ['pairs', 'tilesPerRow'],
    code: `${stepTexel(H)}
      void add(sampler2DArray dz0, sampler2DArray dz1, ivec3 at, int e) {
        for (int k = 0; k < ${H}; k++) {
          vec4 a0 = texelFetch(dz0, at + ivec3(k, 0, 0), 0);
          vec4 a1 = texelFetch(dz1, at + ivec3(k, 0, 0), 0);
          vec4 b0 = texelFetch(dz0, at + ivec3(k, 1, 0), 0);
          vec4 b1 = texelFetch(dz1, at + ivec3(k, 1, 0), 0);
          vec4 w0 = texelFetch(Weights, ivec2(k, e), 0);
          vec4 w1 = texelFetch(Weights, ivec2(k, e + 1), 0);
          vec4 w2 = texelFetch(Weights, ivec2(k, e + 2), 0);
          vec4 w3 = texelFetch(Weights, ivec2(k, e + 3), 0);
          out0 += vec4(dot(a0, w0), dot(a0, w1), dot(a0, w2), dot(a0, w3));
          out1 += vec4(dot(a1, w0), dot(a1, w1), dot(a1, w2), dot(a1, w3));
          out2 += vec4(dot(b0, w0), dot(b0, w1), dot(b0, w2), dot(b0, w3));
          out3 += vec4(dot(b1, w0), dot(b1, w1), dot(b1, w2), dot(b1, w3));
        }
      }
      void main() {
        ivec2 at = ivec2(gl_FragCoord.xy);
        int pairsOfPairs = (pairs + 1) / 2;
        int t = at.y / pairsOfPairs * tilesPerRow + at.x / ${width};
        ivec3 from = stepTexel(t, 0, at.y % pairsOfPairs * 2);
        out0 = vec4(0);
        out1 = vec4(0);
        out2 = vec4(0);
        out3 = vec4(0);
        if (t % 2 == 0) add(EvenDz0, EvenDz1, from, at.x % ${width} * 4);
        else add(OddDz0, OddDz1, from, at.x % ${width} * 4);
      }`,
  };
}

/** Gradient of the walked inputs (and their mask [B, E]) -> packed gradient of x [T, B, E], zero beyond the lengths. */
export function inputGradient(sizes: LayerSizes, hasMask: boolean): GlProgram {
  const { E } = sizes;
  const width = Math.ceil(E / 2);
  return {
    name: nameOf('lstm input gradient', sizes, hasMask),
    numTargets: 1,
    textures: ['Walked0', 'Walked1', 'Walked2', 'Walked3', ...(hasMask ? ['Mask'] : [])],
    intTextures: ['Lengths'],
    ints: ['pairs', 'outputWidth'],
    code: `${PACKED_TEXEL}${walk(sizes)}${atlasTile(Math.ceil(E / 4))}
      vec2 row(sampler2D ofFirst, sampler2D ofSecond, int t, int pair, int column) {
        if (t < 0) return vec2(0);
        ivec2 from = atlasTile(ofFirst, t, (pairs + 1) / 2) + ivec2(column / 2, pair / 2);
        vec4 features = pair % 2 == 0 ? texelFetch(ofFirst, from, 0) : texelFetch(ofSecond, from, 0);
        return column % 2 == 0 ? features.xy : features.zw;
      }
      void main() {
        int index = int(gl_FragCoord.y) * outputWidth + int(gl_FragCoord.x);
        int column = index % ${width};
        int pair = index / ${width} % pairs;
        int t = index / ${width} / pairs;
        ivec2 lengths = lengthsOf(pair);
        vec4 dx = vec4(
          row(Walked0, Walked2, partner(t, lengths.x), pair, column),
          row(Walked1, Walked3, partner(t, lengths.y), pair, column));
        ${hasMask ? `dx *= packedTexel(Mask, pair * ${width} + column);` : ''}
        ${E % 2 === 0 ? '' : `if (column == ${width - 1}) dx.yw = vec2(0);`}
        out0 = dx;
      }`,
  };
}
