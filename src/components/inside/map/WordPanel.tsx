/** The selected word: what the model makes of it, and the words nearest to it. */
import { Button, NativeSelect, SegmentedControl, Switch } from '@mantine/core';
import type { JSX } from 'react';
import type { Distance, Neighbour } from '../../../insightTypes';
import { goBack, selectWord, togglePin } from '../../../state/inside/mapActions';
import { valueOf } from '../../../state/inside/useInsight';
import { useVerdict } from '../../../state/store';
import { TroubleAlert } from '../../page/TroubleAlert';
import { Term } from '../../story/Term';
import classes from './map.module.css';
import { rankOf, type MapWords } from './mapWords';
import { ScoreBar } from './ScoreBar';
import { LIMITS } from './useNeighbours';
import type { Selection } from './useSelection';

const DISTANCES: { value: Distance; label: string }[] = [
  { value: 'cosine', label: 'Cosine' },
  { value: 'euclidean', label: 'Euclidean' },
];

export interface WordPanelProps {
  word: string;
  id: number | undefined;
  words: MapWords;
  isShown: boolean;
  /** Neighbours that are not on the map. */
  numHidden: number;
  selection: Selection;
  isIsolated: boolean;
  onIsolate: (isIsolated: boolean) => void;
  onChoose: (word: string) => void;
  /** Lets the map show rarer words too; null where it cannot. */
  onShow: (() => void) | null;
}

export function WordPanel(props: WordPanelProps): JSX.Element {
  const { word, id, words, isShown, numHidden, onShow } = props;
  const { neighbours, distance, limit, setDistance, setLimit } = props.selection;
  const before = useVerdict(({ inside }) => inside.map.trail.at(-1));
  const isPinned = useVerdict(({ inside }) => inside.map.pins.includes(word));
  const answer = valueOf(neighbours);
  return (
    <section className={classes.panel} aria-label={`The word ${word}`}>
      <div className={classes.panelHead}>
        <h3 className={classes.word}>{word}</h3>
        <Button size="compact-sm" variant="default" aria-pressed={isPinned} onClick={() => togglePin(word)}>
          {isPinned ? 'Unpin' : 'Pin'}
        </Button>
        <Button size="compact-sm" variant="subtle" onClick={() => selectWord(null)}>
          Close
        </Button>
      </div>
      {before !== undefined && (
        <Button size="compact-sm" variant="subtle" className={classes.back ?? ''} onClick={goBack}>
          ← Back to “{before}”
        </Button>
      )}
      {id === undefined ? (
        <p className={classes.note}>The model at hand does not know this word.</p>
      ) : (
        <>
          <dl className={classes.facts}>
            <dt>Rank by frequency</dt>
            <dd>{rankOf(id)?.toLocaleString('en')}</dd>
            <dt>Alone, positive</dt>
            <dd>
              <ScoreBar score={words.scores[id] ?? Number.NaN} />
            </dd>
          </dl>
          <div className={classes.choices}>
            <SegmentedControl
              size="xs"
              aria-label="Distance between words"
              value={distance}
              data={DISTANCES}
              onChange={setDistance}
            />
            <NativeSelect
              size="xs"
              aria-label="How many neighbours"
              value={String(limit)}
              data={LIMITS.map((count) => ({ value: String(count), label: `${count} nearest` }))}
              onChange={(event) => setLimit(Number(event.currentTarget.value))}
            />
          </div>
          <Switch
            label="Show only these words"
            checked={props.isIsolated}
            onChange={(event) => props.onIsolate(event.currentTarget.checked)}
          />
          {(!isShown || numHidden > 0) && (
            <div className={classes.choices}>
              <p className={classes.note}>{hiddenText(isShown, numHidden)}</p>
              {onShow !== null && (
                <Button size="compact-sm" variant="default" onClick={onShow}>
                  Show rarer words
                </Button>
              )}
            </div>
          )}
          {neighbours.kind === 'failed' && (
            <TroubleAlert title="The neighbours could not be found" trouble={neighbours.trouble} />
          )}
          {answer !== null && (
            <NeighbourList
              near={answer.near}
              distance={distance}
              isOld={neighbours.kind === 'waiting'}
              onChoose={props.onChoose}
            />
          )}
        </>
      )}
    </section>
  );
}

function hiddenText(isShown: boolean, numHidden: number): string {
  const them = numHidden === 1 ? 'one of its neighbours' : `${numHidden} of its neighbours`;
  if (isShown) return `Too rare for the map as it is: ${them}.`;
  return `Too rare for the map as it is: the word itself${numHidden > 0 ? ` and ${them}` : ''}.`;
}

interface NeighbourListProps {
  near: readonly Neighbour[];
  distance: Distance;
  isOld: boolean;
  onChoose: (word: string) => void;
}

function NeighbourList({ near, distance, isOld, onChoose }: NeighbourListProps): JSX.Element {
  const isCosine = distance === 'cosine';
  const measure = isCosine ? 'cosine distance' : 'Euclidean distance';
  return (
    <>
      <p className={classes.note}>
        Nearest first, with the <Term id={isCosine ? 'cosine' : 'euclidean'}>{measure}</Term> and how positive
        each is alone.
      </p>
      <ol className={classes.neighbours} data-old={isOld ? '' : undefined} aria-label="Nearest words">
        {near.map((other) => (
          <li key={other.id}>
            <button type="button" className={classes.neighbour} onClick={() => onChoose(other.word)}>
              <span className={classes.neighbourWord}>{other.word}</span>
              <span className={classes.number} title={measure}>
                {other.distance.toFixed(3)}
              </span>
              <ScoreBar score={other.score} />
            </button>
          </li>
        ))}
      </ol>
    </>
  );
}
