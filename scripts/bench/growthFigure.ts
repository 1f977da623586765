/** The growth series as one plotly picture: a panel for each size, time above, memory below. Pure. */
import type { Data, Layout } from 'plotly.js';
import type { BenchRow } from './benchReport';
import { contestantTitle, growthPoints, type GrowthPoint } from './markdown';

export interface PictureFigure {
  data: Data[];
  layout: Partial<Layout>;
}

export const PICTURE_SIZE = { width: 1200, height: 560 } as const;

/** Okabe and Ito's colour-blind-safe set. */
const COLOURS = ['#0072b2', '#d55e00', '#1b9e4b', '#e69f00', '#56b4e9', '#cc79a7'];
const PANELS = {
  T: 'words per review',
  B: 'reviews per batch',
  H: 'units (E = H)',
  layers: 'LSTM layers',
  reviews: 'reviews in an epoch',
} as const satisfies Record<GrowthPoint['series'], string>;
const MEGABYTE = 1e6;
const GAP = 0.055;
const FONT = 'system-ui, "Segoe UI", "DejaVu Sans", sans-serif';

export function growthFigure(rows: readonly BenchRow[]): PictureFigure {
  const points = growthPoints(rows);
  const series = Object.keys(PANELS).filter((name) => points.some((point) => point.series === name));
  const titles = [...new Set(points.map(({ row }) => contestantTitle(row)))];
  const data: Data[] = [];
  const layout: Record<string, unknown> = { ...PICTURE_LAYOUT };
  series.forEach((name, panel) => {
    // plotly numbers axes from 1, and the first has no number.
    const [upper, lower] = [2 * panel + 1, 2 * panel + 2].map((n) => (n === 1 ? '' : String(n)));
    const domain = [panel / series.length + GAP / 2, (panel + 1) / series.length - GAP / 2];
    const isEpoch = name === 'reviews';
    layout[`xaxis${upper}`] = xAxis(domain, `y${upper}`, '');
    layout[`xaxis${lower}`] = xAxis(domain, `y${lower}`, PANELS[name as GrowthPoint['series']]);
    layout[`yaxis${upper}`] = yAxis(
      [0.56, 1],
      `x${upper}`,
      panel === 0 ? 'ms per step' : isEpoch ? 's per epoch' : '',
    );
    layout[`yaxis${lower}`] = yAxis([0, 0.44], `x${lower}`, panel === 0 ? 'MB at most' : '');
    titles.forEach((title, i) => {
      const own = points.filter((point) => point.series === name && contestantTitle(point.row) === title);
      if (own.length === 0) return;
      const line = { color: COLOURS[i % COLOURS.length]!, width: 2 };
      const x = own.map(({ value }) => value);
      const trace = {
        type: 'scatter',
        mode: 'lines+markers',
        name: title,
        legendgroup: title,
        line,
      } as const;
      data.push({
        ...trace,
        x,
        y: own.map(({ row }) => row.medianMs / (isEpoch ? 1000 : 1)),
        xaxis: `x${upper}`,
        yaxis: `y${upper}`,
        showlegend: panel === 0,
      });
      if (own.some(({ row }) => row.bytes === null)) return;
      data.push({
        ...trace,
        x,
        y: own.map(({ row }) => row.bytes! / MEGABYTE),
        xaxis: `x${lower}`,
        yaxis: `y${lower}`,
        showlegend: false,
      });
    });
  });
  return { data, layout: layout as Partial<Layout> };
}

const PICTURE_LAYOUT: Partial<Layout> = {
  ...PICTURE_SIZE,
  margin: { t: 46, r: 12, b: 46, l: 40 },
  font: { family: FONT, size: 12, color: '#30343b' },
  paper_bgcolor: '#ffffff',
  plot_bgcolor: '#ffffff',
  legend: { orientation: 'h', x: 0, y: 1.11 },
};

const GRID = { gridcolor: '#d8dbe0', linecolor: '#d8dbe0', zeroline: false };

const xAxis = (domain: number[], anchor: string, title: string): object => ({
  ...GRID,
  domain,
  anchor,
  rangemode: 'tozero',
  nticks: 5,
  title: { text: title, standoff: 6 },
});

/** From zero: what grows in proportion is then a straight line through the corner. */
const yAxis = (domain: number[], anchor: string, title: string): object => ({
  ...GRID,
  domain,
  anchor,
  rangemode: 'tozero',
  nticks: 6,
  title: { text: title, standoff: 4 },
});
