/**
 * Draws one plot: loads plotly, never draws twice at the same time, drops all but the newest figure, keeps a
 * pause between draws (longer out of sight), waits while the tab is hidden, and follows its element's size.
 */
import type { Config, Data, Layout } from 'plotly.js';
import { loadPlotly, type Plotly } from './plotly';
import type { PictureFormat } from './downloads';
import { listen } from './plotEvents';

export interface Figure {
  data: Data[];
  layout: Partial<Layout>;
  /** What a double click does: go back to the first ranges (default), or only tell its listeners. */
  doubleClick?: 'reset' | false;
  /** While it stays the same the axes stay as they are shown, whoever moved them; else they are those of the layout. */
  view?: string;
}

/** What stands over a plot in the page, and has to be drawn in its picture. */
export interface PictureParts {
  data: Data[];
  layout: Partial<Layout>;
}

export interface PlotDrawer {
  /**
   * Shows a figure; one that comes before the last one was drawn replaces it.
   * @param isMoving more figures are coming: this one may wait for the pause that keeps drawing cheap
   */
  show(figure: Figure, isMoving: boolean): void;
  /** Draws the newest figure after trouble; until then nothing more is drawn. */
  retry(): void;
  /**
   * What is shown, as a `data:` address; a PNG in twice the size. Nothing to take before the first draw.
   * @param more what the picture shows beside it
   */
  picture(format: PictureFormat, more?: PictureParts): Promise<string>;
  dispose(): void;
}

/** At most four draws a second: faster is not readable and takes time from the page. */
const MIN_INTERVAL_MS = 250;
/** Out of sight a plot may lag behind. */
const UNSEEN_INTERVAL_MS = 3000;
/** A slow machine draws less often: the pause is at least this many times as long as the last draw took ... */
const PAUSE_PER_DRAW = 25;
/** ... but never longer than this. */
const MAX_INTERVAL_MS = 4000;
/** Two frames at 60 a second. */
const TWO_FRAMES_MS = 34;
const LONGEST_PAINT_MS = 500;
/** A plot this near to the window counts as in sight. */
const SIGHT_MARGIN = '200px';

const CONFIG: Partial<Config> = { displayModeBar: false, responsive: false, showTips: false };

/**
 * Milliseconds by which the next two frames are late: what the browser needs to put a draw on the screen,
 * most of the cost where software stands in for a graphics device.
 */
async function paintTime(): Promise<number> {
  const startMs = performance.now();
  const frames = new Promise<void>((resolve) => {
    requestAnimationFrame(() => requestAnimationFrame(() => resolve()));
  });
  // A tab that was hidden meanwhile has no frames.
  const patience = new Promise<void>((resolve) => {
    setTimeout(resolve, LONGEST_PAINT_MS);
  });
  await Promise.race([frames, patience]);
  return Math.max(0, performance.now() - startMs - TWO_FRAMES_MS);
}

/** plotly writes the ranges that it shows into the layout that it was given. */
function keepShownRanges(element: HTMLElement, layout: Partial<Layout>): void {
  if (!('layout' in element)) return;
  const { xaxis, yaxis } = element.layout as Partial<Layout>;
  if (xaxis?.range !== undefined) layout.xaxis = { ...layout.xaxis, range: [...xaxis.range] };
  if (yaxis?.range !== undefined) layout.yaxis = { ...layout.yaxis, range: [...yaxis.range] };
}

/**
 * `onDrawn` runs after each draw; `isNew` says that plotly set the element up afresh, without listeners.
 * `onError` runs when plotly cannot be loaded or refuses the figure; drawing then stops until `retry`.
 */
export function createPlotDrawer(
  element: HTMLElement,
  onDrawn: (element: HTMLElement, isNew: boolean) => void,
  onError: (error: unknown) => void,
): PlotDrawer {
  let plotly: Plotly | undefined;
  let waiting: Figure | undefined;
  let shown: Figure | undefined;
  let isBusy = false;
  let isDisposed = false;
  let isInSight = false;
  let hasDrawn = false;
  let isInTrouble = false;
  let lastDrawnMs = performance.now() - MIN_INTERVAL_MS;
  let seenIntervalMs = MIN_INTERVAL_MS;
  let isMoving = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function draw(): Promise<void> {
    isBusy = true;
    let figure: Figure | undefined;
    try {
      plotly ??= await loadPlotly();
      figure = waiting;
      const isNew = !hasDrawn;
      waiting = undefined;
      if (isDisposed || figure === undefined) return;
      const startMs = performance.now();
      const config = { ...CONFIG, doubleClick: figure.doubleClick ?? 'reset' };
      const isSameView = hasDrawn && figure.view !== undefined && figure.view === shown?.view;
      if (isSameView) keepShownRanges(element, figure.layout);
      await plotly.react(element, figure.data, figure.layout, config);
      const drawMs = performance.now() - startMs;
      const paintMs = await paintTime();
      lastDrawnMs = performance.now();
      // The first draw sets plotly up; what it takes says nothing about the next.
      const wantedMs = isNew ? 0 : PAUSE_PER_DRAW * (drawMs + paintMs);
      seenIntervalMs = Math.min(MAX_INTERVAL_MS, Math.max(MIN_INTERVAL_MS, wantedMs));
      hasDrawn = true;
      shown = figure;
      if (isDisposed) plotly.purge(element);
      else {
        if (isNew) listen(element, 'plotly_webglcontextlost', startAfresh);
        onDrawn(element, isNew);
      }
    } catch (error) {
      // Without a stop the same trouble would come again at once, and for ever.
      isInTrouble = true;
      waiting ??= figure;
      if (!isDisposed) onError(error);
    } finally {
      isBusy = false;
      schedule();
    }
  }

  /** Browsers take GPU contexts away, from tabs in the background above all. */
  function startAfresh(): void {
    if (isDisposed) return;
    plotly?.purge(element);
    hasDrawn = false;
    waiting ??= shown;
    schedule();
  }

  function schedule(): void {
    if (isDisposed || isBusy || isInTrouble || waiting === undefined) return;
    if (timer !== undefined || document.hidden) return;
    const inSightMs = isMoving ? seenIntervalMs : MIN_INTERVAL_MS;
    const pauseMs = isInSight ? inSightMs : UNSEEN_INTERVAL_MS;
    const delayMs = Math.max(0, lastDrawnMs + pauseMs - performance.now());
    timer = setTimeout(() => {
      timer = undefined;
      void draw();
    }, delayMs);
  }

  document.addEventListener('visibilitychange', schedule);
  const sizes = new ResizeObserver(() => {
    if (plotly !== undefined && hasDrawn && element.clientWidth > 0) plotly.Plots.resize(element);
  });
  sizes.observe(element);
  const sight = new IntersectionObserver(
    (entries) => {
      isInSight = entries.at(-1)?.isIntersecting ?? false;
      clearTimeout(timer);
      timer = undefined;
      schedule();
    },
    { rootMargin: SIGHT_MARGIN },
  );
  sight.observe(element);

  return {
    show(figure, moreIsComing) {
      waiting = figure;
      if (isMoving !== moreIsComing) {
        isMoving = moreIsComing;
        clearTimeout(timer);
        timer = undefined;
      }
      schedule();
    },
    retry() {
      isInTrouble = false;
      schedule();
    },
    async picture(format, more) {
      const { clientWidth: width, clientHeight: height } = element;
      plotly ??= await loadPlotly();
      const size = { format, width, height, scale: format === 'png' ? 2 : 1 };
      if (more === undefined || shown === undefined) return plotly.toImage(element, size);
      const layout = { ...shown.layout, ...more.layout };
      return plotly.toImage({ data: [...shown.data, ...more.data], layout }, size);
    },
    dispose() {
      isDisposed = true;
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', schedule);
      sizes.disconnect();
      sight.disconnect();
      // While a draw is under way, `draw` purges when it is done.
      if (!isBusy) plotly?.purge(element);
    },
  };
}
