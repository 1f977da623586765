/** Loads plotly.js once, when the first chart needs it. */
import { VerdictError } from '../../errors';
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
  } catch (cause) {
    pending = undefined;
    throw new VerdictError(
      'offline',
      'the chart library did not arrive. Check the connection, then try again.',
      { cause },
    );
  }
}

/** Rejects with 'offline' when the chunk cannot be fetched; the next call then tries again. */
export function loadPlotly(): Promise<Plotly> {
  pending ??= load();
  return pending;
}
