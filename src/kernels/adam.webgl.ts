/** Adam on WebGL2: one draw into three targets for each weight. */
import { ADAM } from './adamConstants';
import type { AdamStep } from './adamStep';
import { WebglDevice, type GlProgram } from './webglDevice';
import { drawTensors, PACKED_TEXEL, withTextures } from './webglTensors';

const { beta1, beta2, epsilon } = ADAM;

const adam: GlProgram = {
  name: 'adam',
  numTargets: 3,
  textures: ['Weight', 'M', 'V', 'Gradient'],
  ints: ['rows', 'columns', 'outputWidth'],
  floats: ['learningRate', 'mCorrection', 'vCorrection'],
  code: `${PACKED_TEXEL}
    void main() {
      int index = int(gl_FragCoord.y) * outputWidth + int(gl_FragCoord.x);
      vec4 gradient = packedTexel(Gradient, index);
      vec4 m = ${beta1} * packedTexel(M, index) + ${1 - beta1} * gradient;
      vec4 v = ${beta2} * packedTexel(V, index) + ${1 - beta2} * gradient * gradient;
      vec4 weight = packedTexel(Weight, index) - learningRate * (m / mCorrection) / (sqrt(v / vCorrection) + ${epsilon});
      // tfjs's products rely on zeros beyond a matrix's edges.
      int texelsPerRow = (columns + 1) / 2;
      if (index % texelsPerRow * 2 + 1 >= columns) weight.yw = vec2(0);
      if (index / texelsPerRow * 2 + 1 >= rows) weight.zw = vec2(0);
      out0 = weight;
      out1 = m;
      out2 = v;
    }`,
};

/** For weights of one or two dimensions. */
export const webglAdamStep: AdamStep = ({ weight, m, v }, gradient, rates) => {
  const device = WebglDevice.current();
  const { shape } = weight;
  const [columns = 1, rows = 1] = shape.toReversed();
  const results = withTextures({ Weight: weight, M: m, V: v, Gradient: gradient }, (textures) =>
    device.run(() =>
      drawTensors(device, [shape, shape, shape], (target, outputWidth) => {
        device.use(adam, { textures, numbers: { ...rates, rows, columns, outputWidth } });
        device.draw(target);
      }),
    ),
  );
  [weight, m, v].forEach((variable, i) => {
    variable.assign(results[i]!);
    results[i]!.dispose();
  });
};
