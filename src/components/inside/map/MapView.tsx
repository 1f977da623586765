/** The words of the model as points: to look round in, to search, and to see move as the model learns. */
import { useMediaQuery } from '@mantine/hooks';
import { useCallback, useMemo, useState, type JSX } from 'react';
import { selectWord } from '../../../state/inside/mapActions';
import { valueOf } from '../../../state/inside/useInsight';
import { useVerdict } from '../../../state/store';
import { TroubleAlert } from '../../page/TroubleAlert';
import { Marked } from '../../story/Term';
import { AnswerState } from '../AnswerState';
import classes from './map.module.css';
import { EXPLANATIONS, MapControls } from './MapControls';
import { SidePanel } from './SidePanel';
import { TimePart } from './TimePart';
import { UmapBar } from './UmapBar';
import { useClusters, useMapAnswer } from './useMapAnswer';
import { useHistory } from './useHistory';
import { useSelection } from './useSelection';
import { WordSearch } from './WordSearch';
import { WordsMap, type Flight } from './WordsMap';

const NARROW = '(max-width: 767px)';

export default function MapView(): JSX.Element {
  const settings = useVerdict(({ inside }) => inside.map.settings);
  const umapResult = useVerdict(({ inside }) => inside.map.umapResult);
  const { insight, answer } = useMapAnswer(settings, umapResult);
  const clustering = useClusters(settings);
  const isNarrow = useMediaQuery(NARROW, undefined, { getInitialValueInEffect: false });
  const [marksReview, setMarksReview] = useState(true);
  const selection = useSelection(answer?.words ?? null, marksReview);
  const [isIsolated, setIsolated] = useState(false);
  const [region, setRegion] = useState<Int32Array | null>(null);
  const [flight, setFlight] = useState<Flight | null>(null);
  /** Epoch that is shown; null for the model as it is now. */
  const [epoch, setEpoch] = useState<number | null>(null);
  const snapshots = useVerdict((state) => state.snapshots);
  // Another run has begun, or there are too many epochs to keep all.
  if (epoch !== null && !snapshots.some(({ words }) => words.epoch === epoch)) setEpoch(null);
  const history = useHistory(settings.kind, settings.maxWords, epoch !== null);
  const step = epoch === null ? null : (history.steps?.find((one) => one.epoch === epoch) ?? null);

  const choose = useCallback((word: string) => {
    selectWord(word);
    setFlight({ words: [word] });
  }, []);
  // Ids of another vocabulary are other words.
  const text = answer?.text ?? null;
  const [regionText, setRegionText] = useState(text);
  if (regionText !== text) {
    setRegionText(text);
    setRegion(null);
  }
  // The last ones stay until those of a word that was followed are there.
  const near = valueOf(selection.neighbours);
  const only = useMemo(
    () =>
      isIsolated && selection.id !== null && near !== null
        ? [near.id, ...near.near.map(({ id }) => id)]
        : null,
    [isIsolated, selection.id, near],
  );

  const awaited = [
    { insight: clustering, doing: 'Looking for clusters' },
    { insight: history.insight, doing: 'Laying the epochs out' },
  ].find((one) => one.insight.kind === 'waiting') ?? { insight, doing: 'Laying the words out' };

  return (
    <div className={classes.view}>
      {insight.kind === 'failed' && (
        <TroubleAlert title="The words could not be laid out" trouble={insight.trouble} />
      )}
      {clustering.kind === 'failed' && (
        <TroubleAlert title="The words could not be put into clusters" trouble={clustering.trouble} />
      )}
      <MapControls
        settings={settings}
        isNarrow={isNarrow}
        marksReview={selection.numReviewWords > 0 ? marksReview : null}
        onMarksReview={setMarksReview}
      />
      {settings.kind === 'umap' && <UmapBar text={text} />}
      <div className={classes.noteRow}>
        <p className={classes.note}>
          <Marked text={EXPLANATIONS[settings.kind]} />
        </p>
        <AnswerState insight={awaited.insight} doing={awaited.doing} />
      </div>
      <div className={classes.columns}>
        {answer !== null && (
          <div className={classes.search}>
            <WordSearch words={answer.words} onChoose={choose} />
          </div>
        )}
        <div className={classes.main}>
          {answer?.projected == null ? (
            <div className={classes.placeholder}>
              {settings.kind === 'umap' && <p>Nothing is laid out yet: run UMAP.</p>}
            </div>
          ) : (
            <WordsMap
              settings={settings}
              answer={answer}
              projected={answer.projected}
              history={history}
              step={step}
              selection={selection}
              only={only}
              clusters={valueOf(clustering)}
              flight={flight}
              onChoose={choose}
              onRegion={setRegion}
              isNarrow={isNarrow}
            >
              {settings.kind !== 'umap' && <TimePart history={history} epoch={epoch} onEpoch={setEpoch} />}
            </WordsMap>
          )}
        </div>
        {answer !== null && (
          <SidePanel
            answer={answer}
            selection={selection}
            isIsolated={isIsolated}
            onIsolate={setIsolated}
            region={region}
            onRegion={setRegion}
            onChoose={choose}
            onFly={(words) => setFlight({ words })}
          />
        )}
      </div>
    </div>
  );
}
