/**
 * Shaders of the gradient of lstm.webgl.ts; see webglLstmForward.ts for the layouts. dz is the gradient of the
 * gates' sums, a texel for each row of a pair.
 */
import type { GlProgram } from './webglDevice';
import { ACTIVATIONS, nameOf, pairMask, recurrentRow, walk, type LayerSizes } from './webglLstmForward';
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

/** Groups of four rows of the weights' gradient: features, then units, then the bias alone. */
const featureGroups = (E: number): number => Math.ceil(E / 4);
export const firstUnitGroup = featureGroups;
export const biasGroup = ({ E, H }: LayerSizes): number => featureGroups(E) + Math.ceil(H / 4);

/**
 * Walked inputs, history, dz -> the weights' gradient, summed over chunks of the steps: each target has a row of
 * each group, as `numChunks` times H texels of four gates.
 */
export function weightSums(sizes: LayerSizes): GlProgram {
  const { E, H } = sizes;
  const width = Math.ceil(E / 2);
  return {
    name: `lstm weight sums ${E} ${H}`,
    numTargets: 4,
    textures: ['X'],
    arrays: ['EvenStates', 'OddStates', 'EvenDz0', 'EvenDz1', 'OddDz0', 'OddDz1'],
    ints: ['steps', 'pairs', 'numChunks'],
    code: `${atlasTile(width)}${stepTexel(H)}
      vec4 sum0 = vec4(0);
      vec4 sum1 = vec4(0);
      vec4 sum2 = vec4(0);
      vec4 sum3 = vec4(0);
      void addFeatures(int t, int group, int unit, sampler2DArray dz0, sampler2DArray dz1) {
        ivec2 x = atlasTile(X, t, pairs) + ivec2(2 * group, 0);
        ivec3 at = stepTexel(t, unit, 0);
        for (int pair = 0; pair < pairs; pair++) {
          vec4 d0 = texelFetch(dz0, at + ivec3(0, pair, 0), 0);
          vec4 d1 = texelFetch(dz1, at + ivec3(0, pair, 0), 0);
          vec4 a = texelFetch(X, x + ivec2(0, pair), 0);
          vec4 b = texelFetch(X, x + ivec2(1, pair), 0);
          sum0 += a.x * d0 + a.z * d1;
          sum1 += a.y * d0 + a.w * d1;
          sum2 += b.x * d0 + b.z * d1;
          sum3 += b.y * d0 + b.w * d1;
        }
      }
      void addUnits(int t, int group, int unit, sampler2DArray before, sampler2DArray dz0, sampler2DArray dz1) {
        if (t == 0) return;
        ivec3 h = stepTexel(t - 1, 4 * group, 0);
        ivec3 at = stepTexel(t, unit, 0);
        for (int pair = 0; pair < pairs; pair++) {
          vec4 d0 = texelFetch(dz0, at + ivec3(0, pair, 0), 0);
          vec4 d1 = texelFetch(dz1, at + ivec3(0, pair, 0), 0);
          vec2 a = texelFetch(before, h + ivec3(0, pair, 0), 0).xy;
          vec2 b = texelFetch(before, h + ivec3(1, pair, 0), 0).xy;
          vec2 c = texelFetch(before, h + ivec3(2, pair, 0), 0).xy;
          vec2 d = texelFetch(before, h + ivec3(3, pair, 0), 0).xy;
          sum0 += a.x * d0 + a.y * d1;
          sum1 += b.x * d0 + b.y * d1;
          sum2 += c.x * d0 + c.y * d1;
          sum3 += d.x * d0 + d.y * d1;
        }
      }
      void addOnes(int t, int unit, sampler2DArray dz0, sampler2DArray dz1) {
        ivec3 at = stepTexel(t, unit, 0);
        for (int pair = 0; pair < pairs; pair++) {
          sum0 += texelFetch(dz0, at + ivec3(0, pair, 0), 0) + texelFetch(dz1, at + ivec3(0, pair, 0), 0);
        }
      }
      void main() {
        ivec2 at = ivec2(gl_FragCoord.xy);
        int unit = at.x % ${H};
        int chunk = at.x / ${H};
        int numPairs = (steps + 1) / 2;
        int end = 2 * (numPairs * (chunk + 1) / numChunks);
        for (int t = 2 * (numPairs * chunk / numChunks); t < end; t += 2) {
          bool hasOdd = t + 1 < steps;
          if (at.y < ${featureGroups(E)}) {
            addFeatures(t, at.y, unit, EvenDz0, EvenDz1);
            if (hasOdd) addFeatures(t + 1, at.y, unit, OddDz0, OddDz1);
          } else if (at.y < ${biasGroup(sizes)}) {
            int group = at.y - ${featureGroups(E)};
            addUnits(t, group, unit, OddStates, EvenDz0, EvenDz1);
            if (hasOdd) addUnits(t + 1, group, unit, EvenStates, OddDz0, OddDz1);
          } else {
            addOnes(t, unit, EvenDz0, EvenDz1);
            if (hasOdd) addOnes(t + 1, unit, OddDz0, OddDz1);
          }
        }
        out0 = sum0;
        out1 = sum1;
        out2 = sum2;
        out3 = sum3;
      }`,
  };
}

/** Sums of chunks from a group on -> packed gradient [rows, 4H], columns as in Keras. */
export function weightGradient(H: number): GlProgram {
  return {
    name: `lstm weight gradient ${H}`,
    numTargets: 1,
    textures: ['Sums0', 'Sums1', 'Sums2', 'Sums3'],
    ints: ['firstGroup', 'rows', 'numChunks', 'outputWidth'],
    code: `
      float sum(sampler2D sums, int group, int column) {
        float result = 0.0;
        for (int chunk = 0; chunk < numChunks; chunk++) {
          result += texelFetch(sums, ivec2(chunk * ${H} + column % ${H}, group), 0)[column / ${H}];
        }
        return result;
      }
      float value(int row, int column) {
        if (row >= rows || column >= ${4 * H}) return 0.0;
        int group = firstGroup + row / 4;
        int rest = row % 4;
        if (rest == 0) return sum(Sums0, group, column);
        if (rest == 1) return sum(Sums1, group, column);
        return rest == 2 ? sum(Sums2, group, column) : sum(Sums3, group, column);
      }
      void main() {
        int index = int(gl_FragCoord.y) * outputWidth + int(gl_FragCoord.x);
        int row = index / ${2 * H} * 2;
        int column = index % ${2 * H} * 2;
        out0 = vec4(value(row, column), value(row, column + 1), value(row + 1, column), value(row + 1, column + 1));
      }`,
  };
}

/** Weights, dz (and the inputs' mask [B, E]) -> packed gradient of x [T, B, E]. */
export function inputGradient(sizes: LayerSizes, hasMask: boolean): GlProgram {
  const { E, H, goBackwards } = sizes;
  const width = Math.ceil(E / 2);
  return {
    name: nameOf('lstm input gradient', sizes, hasMask),
    numTargets: 1,
    textures: ['Weights', ...(hasMask ? ['Mask'] : [])],
    arrays: ['EvenDz0', 'EvenDz1', 'OddDz0', 'OddDz1'],
    intTextures: ['Lengths'],
    ints: ['pairs', 'outputWidth'],
    code: `${PACKED_TEXEL}${stepTexel(H)}${walk(sizes)}
      vec2 row(sampler2DArray dz, ivec3 at, int e) {
        vec4 sum0 = vec4(0);
        vec4 sum1 = vec4(0);
        for (int k = 0; k < ${H}; k++) {
          vec4 d = texelFetch(dz, at + ivec3(k, 0, 0), 0);
          sum0 += d * texelFetch(Weights, ivec2(k, e), 0);
          sum1 += d * texelFetch(Weights, ivec2(k, e + 1), 0);
        }
        return vec2(dot(sum0, vec4(1)), dot(sum1, vec4(1)));
      }
      vec4 rows(sampler2DArray dz0, sampler2DArray dz1, ivec3 at, int e) {
        vec4 sum0 = vec4(0);
        vec4 sum1 = vec4(0);
        vec4 sum2 = vec4(0);
        vec4 sum3 = vec4(0);
        for (int k = 0; k < ${H}; k++) {
          vec4 d0 = texelFetch(dz0, at + ivec3(k, 0, 0), 0);
          vec4 d1 = texelFetch(dz1, at + ivec3(k, 0, 0), 0);
          vec4 w0 = texelFetch(Weights, ivec2(k, e), 0);
          vec4 w1 = texelFetch(Weights, ivec2(k, e + 1), 0);
          sum0 += d0 * w0;
          sum1 += d0 * w1;
          sum2 += d1 * w0;
          sum3 += d1 * w1;
        }
        return vec4(dot(sum0, vec4(1)), dot(sum1, vec4(1)), dot(sum2, vec4(1)), dot(sum3, vec4(1)));
      }
      void main() {
        int index = int(gl_FragCoord.y) * outputWidth + int(gl_FragCoord.x);
        int e = index % ${width} * 2;
        int pair = index / ${width} % pairs;
        int t = index / ${width} / pairs;
        ivec2 lengths = lengthsOf(pair);
        ivec2 from = ivec2(partner(t, lengths.x), partner(t, lengths.y));
        vec4 dx = vec4(0);
        ${
          goBackwards
            ? `
        ivec3 at0 = stepTexel(from.x, 0, pair);
        ivec3 at1 = stepTexel(from.y, 0, pair);
        if (from.x >= 0) dx.xy = from.x % 2 == 0 ? row(EvenDz0, at0, e) : row(OddDz0, at0, e);
        if (from.y >= 0) dx.zw = from.y % 2 == 0 ? row(EvenDz1, at1, e) : row(OddDz1, at1, e);`
            : `
        // Both rows walk together; dz is zero beyond the end of the shorter one.
        if (max(from.x, from.y) >= 0) {
          ivec3 at = stepTexel(t, 0, pair);
          dx = t % 2 == 0 ? rows(EvenDz0, EvenDz1, at, e) : rows(OddDz0, OddDz1, at, e);
        }`
        }
        ${hasMask ? `dx *= packedTexel(Mask, pair * ${width} + index % ${width});` : ''}
        ${E % 2 === 0 ? '' : `if (e == ${E - 1}) dx.yw = vec2(0);`}
        out0 = dx;
      }`,
  };
}
