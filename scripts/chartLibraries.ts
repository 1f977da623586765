/** How the page's chart libraries, CommonJS both, are bundled. */
import { fileURLToPath } from 'node:url';

const beside = (file: string): string => fileURLToPath(new URL(file, import.meta.url));

/** A Vite alias each; the first two save 38 KB of JavaScript and 11 KB of style sheet, gzipped. */
export const chartAliases = [
  // plotly's text layer asks for regl, the rest of plotly for a fork of it; its own build keeps only the fork too.
  { find: /^regl$/, replacement: '@plotly/regl' },
  // Wanted by plotly's map traces, of which the page has none.
  { find: /^maplibre-gl\/dist\/maplibre-gl\.css$/, replacement: beside('empty.css') },
  { find: /^buffer$/, replacement: beside('noBuffer.ts') },
];

/** Entries that Vite's development server cannot find by itself before a chart is first shown; else it reloads then. */
export const chartDependencies = [
  'plotly.js/lib/core',
  'plotly.js/lib/bar',
  'plotly.js/lib/heatmap',
  'plotly.js/src/traces/scattergl/strict',
  '@tensorflow/tfjs-vis/dist/render/table',
];
