/** The trained embedding, live: every word a point, coloured by how positive the model thinks it is. */
import { useCallback, useMemo, useState, type JSX } from 'react';
import type { WordMapUpdate } from '../../types';
import { useChartTheme } from './chartTheme';
import classes from './charts.module.css';
import { ColourKey } from './ColourKey';
import { ExtremeWords } from './ExtremeWords';
import { Plot } from './Plot';
import { createZoomKeeper } from './zoomKeeper';
import { hoverLabels, wordMapFigure } from './wordMapFigure';
import { scoreHalfWidth } from './wordScores';

export interface WordMapProps {
  /** One word per id from 0, joined by '\n'. */
  words: string;
  /** Null before training has begun. */
  update: WordMapUpdate | null;
}

/** Fills its parent (at least 360 px high); the lists of words below the map are its text equivalent. */
export default function WordMap({ words, update }: WordMapProps): JSX.Element {
  const wordList = useMemo(() => words.split('\n'), [words]);
  if (update === null) {
    return (
      <div className={classes.map}>
        <p className={classes.empty}>
          Each word of the vocabulary becomes a point here once training starts, and words that the model
          finds positive and negative drift apart.
        </p>
      </div>
    );
  }
  return (
    <div className={classes.map}>
      <LiveMap words={wordList} update={update} />
      <ExtremeWords words={wordList} scores={update.scores} />
    </div>
  );
}

function LiveMap({ words, update }: { words: readonly string[]; update: WordMapUpdate }): JSX.Element {
  const theme = useChartTheme();
  const [isZoomed, setZoomed] = useState(false);
  const [revision, setRevision] = useState(0);
  const [keeper] = useState(() => createZoomKeeper());

  const resetZoom = useCallback(() => {
    keeper.release();
    setZoomed(false);
    setRevision((count) => count + 1);
  }, [keeper]);

  const labels = useMemo(() => hoverLabels(words), [words]);
  const figure = useMemo(
    () => wordMapFigure(theme, labels, update, { ...keeper.ranges(update), revision, canDrag: !isTouch() }),
    [theme, labels, update, keeper, revision],
  );

  const watchZoom = useCallback(
    (element: HTMLElement, isNew: boolean) => {
      if (!isNew) return;
      // A map that was set up afresh shows everything again.
      keeper.release();
      setZoomed(false);
      keeper.watch(element, () => setZoomed(true), resetZoom);
    },
    [keeper, resetZoom],
  );

  return (
    <>
      <div className={classes.mapPlot}>
        <Plot
          figure={figure}
          label={`Map of ${update.x.length.toLocaleString('en')} words after ${update.step.toLocaleString('en')} batches. The most positive and most negative words are listed below.`}
          fileName="Words as the model sees them"
          onDrawn={watchZoom}
        />
        {isZoomed && (
          <button type="button" className={classes.reset} onClick={resetZoom}>
            Show all words
          </button>
        )}
      </div>
      <ColourKey theme={theme} halfWidth={scoreHalfWidth(update.scores)} />
    </>
  );
}

function isTouch(): boolean {
  return matchMedia('(pointer: coarse)').matches;
}
