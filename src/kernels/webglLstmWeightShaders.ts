/** Shaders of the weights' gradient of lstm.webgl.ts; see webglLstmForwardShaders.ts for the layouts. */
import type { GlProgram } from './webglDevice';
import type { LayerSizes } from './webglLstmForwardShaders';
import { atlasTile, stepTexel } from './webglSequence';

/** Groups of four rows of the weights' gradient: features, then units, then the bias alone. */
const featureGroups = (E: number): number => Math.ceil(E / 4);
export const firstUnitGroup = featureGroups;
export const biasGroup = ({ E, H }: LayerSizes): number => featureGroups(E) + Math.ceil(H / 4);

/** States -> atlas like that of the walked inputs: masked h of the step before. */
export function statesBefore(H: number): GlProgram {
  const width = Math.ceil(H / 2);
  return {
    name: `lstm states before ${H}`,
    numTargets: 1,
    arrays: ['Even', 'Odd'],
    ints: ['pairs', 'tilesPerRow'],
    code: `${stepTexel(H)}
      void main() {
        ivec2 at = ivec2(gl_FragCoord.xy);
        int before = at.y / pairs * tilesPerRow + at.x / ${width} - 1;
        out0 = vec4(0);
        if (before < 0) return;
        ivec3 from = stepTexel(before, at.x % ${width} * 2, at.y % pairs);
        ivec3 next = from + ivec3(1, 0, 0);
        if (before % 2 == 0) out0.xzyw = vec4(texelFetch(Even, from, 0).xy, texelFetch(Even, next, 0).xy);
        else out0.xzyw = vec4(texelFetch(Odd, from, 0).xy, texelFetch(Odd, next, 0).xy);
      }`,
  };
}

/**
 * Walked inputs, states before, dz -> the weights' gradient, summed over chunks of the steps: each target has a
 * row of each group, as `numChunks` times H texels of four gates.
 */
export function weightSums(sizes: LayerSizes): GlProgram {
  const { E, H } = sizes;
  return {
    name: `lstm weight sums ${E} ${H}`,
    numTargets: 4,
    textures: ['X', 'Before'],
    arrays: ['EvenDz0', 'EvenDz1', 'OddDz0', 'OddDz1'],
    ints: ['steps', 'pairs', 'numChunks'],
    code: `${atlasTile(Math.ceil(E / 2), 'inputTile')}${atlasTile(Math.ceil(H / 2), 'stateTile')}${stepTexel(H)}
      void add(sampler2D values, ivec2 from, sampler2DArray dz0, sampler2DArray dz1, ivec3 at) {
        for (int pair = 0; pair < pairs; pair++) {
          vec4 d0 = texelFetch(dz0, at + ivec3(0, pair, 0), 0);
          vec4 d1 = texelFetch(dz1, at + ivec3(0, pair, 0), 0);
          vec4 a = texelFetch(values, from + ivec2(0, pair), 0);
          vec4 b = texelFetch(values, from + ivec2(1, pair), 0);
          out0 += a.x * d0 + a.z * d1;
          out1 += a.y * d0 + a.w * d1;
          out2 += b.x * d0 + b.z * d1;
          out3 += b.y * d0 + b.w * d1;
        }
      }
      void addOnes(sampler2DArray dz0, sampler2DArray dz1, ivec3 at) {
        for (int pair = 0; pair < pairs; pair++) {
          out0 += texelFetch(dz0, at + ivec3(0, pair, 0), 0) + texelFetch(dz1, at + ivec3(0, pair, 0), 0);
        }
      }
      void addStep(int t, int group, int unit, sampler2DArray dz0, sampler2DArray dz1) {
        ivec3 at = stepTexel(t, unit, 0);
        if (group < ${featureGroups(E)}) {
          add(X, inputTile(X, t, pairs) + ivec2(2 * group, 0), dz0, dz1, at);
        } else if (group < ${biasGroup(sizes)}) {
          add(Before, stateTile(Before, t, pairs) + ivec2(2 * (group - ${featureGroups(E)}), 0), dz0, dz1, at);
        } else {
          addOnes(dz0, dz1, at);
        }
      }
      void main() {
        ivec2 at = ivec2(gl_FragCoord.xy);
        int unit = at.x % ${H};
        int chunk = at.x / ${H};
        int numPairs = (steps + 1) / 2;
        int end = 2 * (numPairs * (chunk + 1) / numChunks);
        out0 = vec4(0);
        out1 = vec4(0);
        out2 = vec4(0);
        out3 = vec4(0);
        for (int t = 2 * (numPairs * chunk / numChunks); t < end; t += 2) {
          addStep(t, at.y, unit, EvenDz0, EvenDz1);
          if (t + 1 < steps) addStep(t + 1, at.y, unit, OddDz0, OddDz1);
        }
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
