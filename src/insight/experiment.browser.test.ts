import { expect, test } from 'vitest';
import { makeBatch } from '../data/batches';
import { gaussLegendre } from './explanation/gaussLegendre';
import { InsightModel } from './insightModel';
import { seeReview } from './seenReview';
import { trainedModel } from './testing/trainedModel';

test('study', async () => {
  const model = await InsightModel.create((await trainedModel('combined')).copy());
  const words = 'the plot was dull and dull and the music was bad'.split(' ');
  const seen = seeReview(model, words);
  const { settings, weights: ws, linear, blend } = model.parts;
  console.info(JSON.stringify(blend), linear?.bias, ws.map((w) => `${w.name} ${Math.max(...w.values.map(Math.abs)).toFixed(2)}`).join(', '));
  for (const n of [14, 30, 62, 126, 254, 510, 1022]) {
    const { nodes, weights } = gaussLegendre(n);
    const B = n + 2;
    const batch = makeBatch(seen.review, new Int32Array(B), settings);
    const { gradients, logOdds } = await model.network.wordGradients(batch, Float32Array.of(0, ...nodes, 1));
    const tables = ws.filter((w) => w.name.endsWith('/embeddings'));
    const E = tables[0]!.shape[1]!;
    let sum = 0;
    const per: number[] = new Array(n).fill(0);
    for (let t = 0; t < batch.lengths[0]!; t++) {
      const x = new Float64Array(E);
      tables.forEach((table, k) => {
        const row = k === 0 ? batch.ids[t * B]! : batch.ngramIds![k - 1]![t * B]!;
        if (k > 0 && row === 0) return;
        for (let e = 0; e < E; e++) x[e]! += table.values[row * E + e]!;
      });
      for (let j = 0; j < n; j++) {
        let p = 0;
        for (let e = 0; e < E; e++) p += gradients[(t * B + j + 1) * E + e]! * x[e]!;
        per[j]! += p;
        sum += weights[j]! * p;
      }
    }
    console.info(n, sum, logOdds.at(-1)! - logOdds[0]!, weights.reduce((a, b) => a + b));
    if (n === 30) console.info(per.map((p, j) => `${nodes[j]!.toFixed(3)}:${p.toFixed(2)}/${logOdds[j + 1]!.toFixed(2)}`).join(' '));
  }
  expect(1).toBe(1);
});
