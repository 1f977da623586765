/** The page's colours as plotly needs them: plain `rgb()` strings, read from the style sheet. */
import { useSyncExternalStore } from 'react';

export interface ChartTheme {
  positive: string;
  negative: string;
  training: string;
  /** The running mean within epochs: a lighter tone of training. */
  batches: string;
  validation: string;
  grid: string;
  text: string;
  panel: string;
}

/** Used where the style sheet does not define a variable; the two pairs are from Okabe and Ito's colour-blind-safe set. */
const FALLBACK: ChartTheme = {
  positive: '#0072b2',
  negative: '#d55e00',
  training: '#137d3a',
  batches: '#46a468',
  validation: '#bf7900',
  grid: '#d8dbe0',
  text: '#30343b',
  panel: '#ffffff',
};

const NAMES = Object.keys(FALLBACK) as (keyof ChartTheme)[];
const SCHEME_ATTRIBUTE = 'data-mantine-color-scheme';

let current: ChartTheme | undefined;

/** Custom properties keep functions such as `light-dark()` unresolved; a used `color` does not. */
function readTheme(): ChartTheme {
  const probe = document.createElement('span');
  probe.hidden = true;
  document.body.append(probe);
  const theme = { ...FALLBACK };
  for (const name of NAMES) {
    probe.style.color = `var(--verdict-${name}, ${FALLBACK[name]})`;
    theme[name] = getComputedStyle(probe).color;
  }
  probe.remove();
  return theme;
}

function snapshot(): ChartTheme {
  current ??= readTheme();
  return current;
}

function subscribe(onChange: () => void): () => void {
  const refresh = (): void => {
    const theme = readTheme();
    const isSame = NAMES.every((name) => theme[name] === current?.[name]);
    if (!isSame) current = theme;
    // Always: another chart's observer may have renewed the snapshot; React compares snapshots itself.
    onChange();
  };
  // A style sheet may have arrived between the first read and this subscription.
  refresh();
  const observer = new MutationObserver(refresh);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: [SCHEME_ATTRIBUTE] });
  return () => observer.disconnect();
}

/** The colours of the scheme that is shown; the component renders again when the scheme changes. */
export function useChartTheme(): ChartTheme {
  return useSyncExternalStore(subscribe, snapshot);
}
