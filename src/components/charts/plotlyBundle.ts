/**
 * The part of plotly.js that the page draws with: SVG scatter (in the core), bars, heat maps, and GPU scatter.
 * The strict form of scattergl carries precompiled GL code, so a Content-Security-Policy without
 * `'unsafe-eval'` does not stop it. Reached through `loadPlotly` only, because it is large.
 */
import Plotly from 'plotly.js/lib/core';
import bar from 'plotly.js/lib/bar';
import heatmap from 'plotly.js/lib/heatmap';
import scattergl from 'plotly.js/src/traces/scattergl/strict';

Plotly.register([bar, heatmap, scattergl]);

export default Plotly;
