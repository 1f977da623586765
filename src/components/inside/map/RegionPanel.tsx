/** The words of a region of the map. */
import { Button } from '@mantine/core';
import { useMemo, useState, type JSX } from 'react';
import { downloadData } from '../../charts/downloads';
import classes from './map.module.css';
import { rankOf, scoreText, wordOf, type MapWords } from './mapWords';
import { ScoreBar } from './ScoreBar';
import { meanScore } from './wordLists';

const PAGE = 50;

interface RegionPanelProps {
  /** Ascending: the commonest first. */
  ids: Int32Array;
  words: MapWords;
  onChoose: (word: string) => void;
  onZoom: () => void;
  onClose: () => void;
}

export function RegionPanel({ ids, words, onChoose, onZoom, onClose }: RegionPanelProps): JSX.Element {
  const [numListed, setNumListed] = useState(PAGE);
  const mean = useMemo(() => meanScore(ids, words.scores), [ids, words]);
  const listed = [...ids.subarray(0, numListed)];
  const numMore = ids.length - listed.length;
  const count = ids.length.toLocaleString('en');

  function download(): void {
    const rows = Array.from(ids, (id) => [wordOf(words, id), rankOf(id), words.scores[id] ?? null]);
    downloadData('Words of a region', { columns: ['word', 'rank', 'positive'], rows });
  }

  return (
    <section className={classes.panel} aria-label="The region">
      <div className={classes.panelHead}>
        <h3 className={classes.panelTitle}>{ids.length === 1 ? '1 word' : `${count} words`} in the region</h3>
        <Button size="compact-sm" variant="subtle" onClick={onClose}>
          Close
        </Button>
      </div>
      {ids.length === 0 ? (
        <p className={classes.note}>No word lies there. Draw round some points.</p>
      ) : (
        <>
          <p className={classes.note}>
            On average {scoreText(mean)} positive. The commonest first, with their ranks.
          </p>
          <div className={classes.choices}>
            <Button size="compact-sm" variant="default" onClick={onZoom}>
              Zoom to them
            </Button>
            <Button size="compact-sm" variant="default" onClick={download}>
              Save as CSV
            </Button>
          </div>
          <ol className={classes.neighbours} aria-label="Words of the region">
            {listed.map((id) => (
              <li key={id}>
                <button
                  type="button"
                  className={classes.neighbour}
                  onClick={() => onChoose(wordOf(words, id))}
                >
                  <span className={classes.neighbourWord}>{wordOf(words, id)}</span>
                  <span className={classes.number} title="rank">
                    {rankOf(id)?.toLocaleString('en')}
                  </span>
                  <ScoreBar score={words.scores[id] ?? Number.NaN} />
                </button>
              </li>
            ))}
          </ol>
          {numMore > 0 && (
            <Button size="compact-sm" variant="subtle" onClick={() => setNumListed(numListed + PAGE)}>
              and {numMore.toLocaleString('en')} more: show {Math.min(PAGE, numMore)}
            </Button>
          )}
        </>
      )}
    </section>
  );
}
