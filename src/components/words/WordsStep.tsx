/** Step 2: every word a point, before training at random, then where training moves it. */
import { Button, SegmentedControl } from '@mantine/core';
import { lazy, useMemo, useState, type JSX } from 'react';
import { useVerdict } from '../../state/store';
import { refreshWords } from '../../state/wordActions';
import { openView } from '../inside/openView';
import { LazyPart } from '../page/LazyPart';
import { Step } from '../page/Step';
import { TroubleAlert } from '../page/TroubleAlert';
import { useVisibleValue } from '../page/useVisibleValue';
import classes from './words.module.css';
import { Marked } from '../story/Term';

const WordMap = lazy(() => import('../charts/WordMap'));
const UntrainedMap = lazy(() => import('../charts/UntrainedMap'));

type View = 'before' | 'trained';

const VIEWS: { value: View; label: string }[] = [
  { value: 'before', label: 'Before training' },
  { value: 'trained', label: 'As it learns' },
];

export function WordsStep(): JSX.Element {
  const [chosen, setChosen] = useState<View | null>(null);
  const isTrained = useVerdict((state) => state.mapWords !== null);
  const hasModel = useVerdict((state) => state.model !== null);
  // Training brings the live map forward until the user says otherwise.
  const view = chosen ?? (isTrained ? 'trained' : 'before');
  return (
    <Step
      id="words"
      isGrowing
      lead={
        <Marked text="Each word is a point ([[wordVector|word vector]]), and training moves it: praise drifts one way, blame the other." />
      }
      aside={
        <SegmentedControl
          aria-label="Show the words"
          size="xs"
          classNames={{ label: classes.view ?? '' }}
          value={view}
          data={VIEWS}
          onChange={setChosen}
        />
      }
    >
      <div className={classes.map}>
        <LazyPart title="The map of the words">{view === 'before' ? <Before /> : <Trained />}</LazyPart>
      </div>
      {hasModel && (
        <Button
          variant="subtle"
          size="compact-sm"
          className={classes.explore ?? ''}
          onClick={() => openView('map')}
        >
          Explore the map →
        </Button>
      )}
    </Step>
  );
}

function Before(): JSX.Element {
  const words = useVerdict((state) => state.words);
  const map = useVerdict((state) => state.untrainedMap);
  const trouble = useVerdict((state) => state.wordsTrouble);
  if (trouble !== null) {
    return (
      <TroubleAlert
        title="The words could not be laid out"
        trouble={trouble}
        onRetry={() => void refreshWords()}
      />
    );
  }
  if (words === null || map === null) {
    return <p className={classes.empty}>The words appear here as soon as the reviews are open.</p>;
  }
  return <UntrainedMap words={words} x={map.x} y={map.y} />;
}

function Trained(): JSX.Element {
  const newestWords = useVerdict((state) => state.mapWords);
  const newestUpdate = useVerdict((state) => state.wordMap);
  // Held together: places of one vocabulary beside the words of another would be wrong.
  const newest = useMemo(
    () => ({ words: newestWords ?? '', update: newestUpdate }),
    [newestWords, newestUpdate],
  );
  const [place, { words, update }] = useVisibleValue(newest);
  return (
    <div ref={place} className={classes.place}>
      <WordMap words={words} update={update} />
    </div>
  );
}
