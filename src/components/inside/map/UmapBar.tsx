/** UMAP takes its time: it starts when told to, says how far it is, and can be stopped. */
import { Progress } from '@mantine/core';
import { useEffect, useState, type JSX } from 'react';
import { cancelUmap, runUmap } from '../../../state/inside/mapActions';
import { MAX_UMAP_WORDS, type UmapRun } from '../../../state/inside/mapState';
import { describeProgress, describeSeconds, shareOf } from '../../../state/progressText';
import { useVerdict } from '../../../state/store';
import { ActionButton } from '../../page/ActionButton';
import { TroubleAlert } from '../../page/TroubleAlert';
import classes from './map.module.css';

/** @param text joined words of the model at hand, as in WordFacts; null before they are known */
export function UmapBar({ text }: { text: string | null }): JSX.Element {
  const umap = useVerdict(({ inside }) => inside.map.umap);
  const result = useVerdict(({ inside }) => inside.map.umapResult);
  const version = useVerdict(({ inside }) => inside.modelVersion);
  const wanted = useVerdict(({ inside }) => Math.min(inside.map.settings.maxWords, MAX_UMAP_WORDS));
  const isThere = result !== null && result.words === text;
  const isNewest = isThere && result.version === version && result.maxWords === wanted;
  const isRunning = umap.kind === 'running';
  return (
    <div className={classes.bar}>
      {umap.kind === 'failed' && <TroubleAlert title="UMAP did not finish" trouble={umap.trouble} />}
      {isRunning && <Running run={umap} />}
      {/* One button, so that the focus stays on it. */}
      <ActionButton
        variant={isRunning ? 'default' : 'filled'}
        isWaiting={isNewest && !isRunning}
        onClick={() => (isRunning ? cancelUmap() : void runUmap())}
      >
        {isRunning ? 'Cancel' : `Run UMAP ${isThere ? 'again ' : ''}on ${wanted.toLocaleString('en')} words`}
      </ActionButton>
      {!isRunning && (
        <p className={classes.note}>
          {isThere &&
            result.version !== version &&
            'This layout is of an older model; colours are of the newest. '}
          {isThere &&
            result.maxWords !== wanted &&
            `It shows ${result.maxWords.toLocaleString('en')} words. `}
          {!isThere && 'It takes a second or two for 500 words, longer for 5,000; nothing else waits for it.'}
        </p>
      )}
    </div>
  );
}

function Running({ run }: { run: Extract<UmapRun, { kind: 'running' }> }): JSX.Element {
  const share = shareOf(run.progress);
  const secondsLeft = useSecondsLeft(run, share);
  return (
    <div className={classes.progress}>
      <Progress value={100 * (share ?? 0)} animated={share === null} aria-label="UMAP" />
      {/* Ticks: the bar above says the same when it is asked. */}
      <p className={classes.note}>
        {describeProgress(run.progress, 'Starting UMAP')}
        {secondsLeft !== null && `, ${describeSeconds(secondsLeft)} left`}
      </p>
    </div>
  );
}

/** Null before an estimate is worth anything. */
function useSecondsLeft(
  { startedMs }: Extract<UmapRun, { kind: 'running' }>,
  share: number | null,
): number | null {
  const [nowMs, setNowMs] = useState(() => performance.now());
  useEffect(() => {
    const timer = setInterval(() => setNowMs(performance.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  if (startedMs === null || share === null || share < 0.03) return null;
  const elapsed = (nowMs - startedMs) / 1000;
  return elapsed < 1 ? null : (elapsed * (1 - share)) / share;
}
