/** Loads plotly.js once, when the first chart needs it. */
import type PlotlyBundle from './plotlyBundle';

export type Plotly = typeof PlotlyBundle;

let pending: Promise<Plotly> | undefined;

/** plotly.js's dependencies (typedarray-pool) were written for bundlers that define Node's `global`. */
function defineNodeGlobal(): void {
  if ('global' in globalThis) return;
  Object.defineProperty(globalThis, 'global', { value: globalThis, configurable: true });
}

async function load(): Promise<Plotly> {
  defineNodeGlobal();
  try {
    return (await import('./plotlyBundle')).default;
  } catch (error) {
    pending = undefined;
    throw error;
  }
}

/** Rejects when the chunk cannot be fetched; the next call then tries again. */
export function loadPlotly(): Promise<Plotly> {
  pending ??= load();
  return pending;
}
