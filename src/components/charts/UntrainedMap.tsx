/** The vocabulary in an embedding that has learnt nothing yet. */
import { useMemo, type JSX } from 'react';
import { SPECIAL_WORDS } from '../../config';
import { useChartTheme } from './chartTheme';
import classes from './charts.module.css';
import { Plot } from './Plot';
import { MARKED_IDS, untrainedFigure } from './untrainedFigure';

export interface UntrainedMapProps {
  /** One word per id from 0, joined by '\n'. */
  words: string;
  /** [V] coordinates of every id. */
  x: Float32Array;
  y: Float32Array;
}

/** Words listed in the text equivalent beside the marked ids. */
const NUM_LISTED = 10;

/** Fills its parent (at least 360 px high). */
export default function UntrainedMap({ words, x, y }: UntrainedMapProps): JSX.Element {
  const theme = useChartTheme();
  const wordList = useMemo(() => words.split('\n'), [words]);
  const figure = useMemo(
    () => untrainedFigure(theme, wordList, x, y, !matchMedia('(pointer: coarse)').matches),
    [theme, wordList, x, y],
  );
  const marked = MARKED_IDS.map(({ id }) => `${SPECIAL_WORDS[id]} (id ${id})`).join(' and ');
  return (
    <div className={classes.map}>
      <div className={classes.mapPlot}>
        <Plot
          figure={figure}
          label={`Word Vectorization: ${x.length.toLocaleString('en')} words scattered evenly over a square; ${marked} marked.`}
          fileName="Word Vectorization"
        />
      </div>
      <details className={classes.words}>
        <summary>Some of these points in numbers</summary>
        <div className={classes.tableFrame}>
          <table className={classes.table}>
            <caption>
              The first ids of {x.length.toLocaleString('en')}; before training, places are random.
            </caption>
            <thead>
              <tr>
                <th scope="col">Id</th>
                <th scope="col">Word</th>
                <th scope="col">x</th>
                <th scope="col">y</th>
              </tr>
            </thead>
            <tbody>
              {Array.from(x.subarray(0, NUM_LISTED), (value, id) => (
                <tr key={id}>
                  <td>{id}</td>
                  <th scope="row">{wordList[id]}</th>
                  <td>{value.toFixed(4)}</td>
                  <td>{(y[id] ?? Number.NaN).toFixed(4)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </div>
  );
}
