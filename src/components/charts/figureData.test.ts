import { expect, it } from 'vitest';
import { figureData } from './figureData';

it('gives a row for each point of each trace, under the titles of the axes', () => {
  const figure = {
    data: [
      { type: 'scatter' as const, name: 'A', x: [1, 2], y: [0.5, 0.25] },
      { type: 'bar' as const, name: 'B', x: ['low', 'high'], y: new Float64Array([3, 4]) },
    ],
    layout: { xaxis: { title: { text: 'Epoch' } }, yaxis: { title: { text: '' } } },
  };
  expect(figureData(figure)).toEqual({
    columns: ['series', 'Epoch', 'y'],
    rows: [
      ['A', 1, 0.5],
      ['A', 2, 0.25],
      ['B', 'low', 3],
      ['B', 'high', 4],
    ],
  });
});

it('has a column for labels where there are any, and skips what has no points', () => {
  const figure = {
    data: [
      { type: 'scatter' as const, name: 'words', x: [1], y: [2], text: ['film'] },
      { type: 'heatmap' as const, z: [[1, 2]] },
    ],
    layout: {},
  };
  expect(figureData(figure)).toEqual({
    columns: ['series', 'x', 'y', 'label'],
    rows: [['words', 1, 2, 'film']],
  });
});
