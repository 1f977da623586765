/** What the map shows, in words. */
import { useMemo, type JSX } from 'react';
import type { WordClusters } from '../../../insightTypes';
import type { Colouring } from './colourClasses';
import classes from './map.module.css';
import type { MapPoints } from './mapPoints';
import { rankOf, scoreText, wordOf, type MapWords } from './mapWords';
import { extremes } from './wordLists';

const NUM_EXTREMES = 12;

interface MapTablesProps {
  ids: MapPoints['ids'];
  words: MapWords;
  colouring: Colouring;
  clusters: WordClusters | null;
  groups: readonly (readonly number[])[];
  onChoose: (word: string) => void;
}

export function MapTables(props: MapTablesProps): JSX.Element {
  const { ids, words, colouring, clusters, groups, onChoose } = props;
  const { positive, negative } = useMemo(() => extremes(ids, words.scores, NUM_EXTREMES), [ids, words]);
  return (
    <details className={classes.fold}>
      <summary>The map in words</summary>
      <div className={classes.tables}>
        <WordTable title="Most positive words shown" ids={positive} words={words} onChoose={onChoose} />
        <WordTable title="Most negative words shown" ids={negative} words={words} onChoose={onChoose} />
        {colouring.kind === 'cluster' && clusters !== null && (
          <table className={classes.table}>
            <caption>Clusters</caption>
            <thead>
              <tr>
                <th scope="col">Cluster</th>
                <th scope="col">Words shown</th>
                <th scope="col">Typical words</th>
              </tr>
            </thead>
            <tbody>
              {clusters.typicalWords.map((typical, place) => (
                <tr key={typical.join(' ')}>
                  <th scope="row">{place + 1}</th>
                  <td>{(groups[place]?.length ?? 0).toLocaleString('en')}</td>
                  <td className={classes.typical}>{typical.join(', ')}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </div>
    </details>
  );
}

interface WordTableProps {
  title: string;
  ids: readonly number[];
  words: MapWords;
  onChoose: (word: string) => void;
}

function WordTable({ title, ids, words, onChoose }: WordTableProps): JSX.Element {
  return (
    <table className={classes.table}>
      <caption>{title}</caption>
      <thead>
        <tr>
          <th scope="col">Word</th>
          <th scope="col">Rank</th>
          <th scope="col">Positive</th>
        </tr>
      </thead>
      <tbody>
        {ids.map((id) => (
          <tr key={id}>
            <th scope="row">
              <button type="button" className={classes.link} onClick={() => onChoose(wordOf(words, id))}>
                {wordOf(words, id)}
              </button>
            </th>
            <td>{rankOf(id)?.toLocaleString('en')}</td>
            <td>{scoreText(words.scores[id])}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
