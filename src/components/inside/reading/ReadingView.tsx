/** How the network reads a review: the answer after each word, what its units keep, and the gates of one of them. */
import { useCallback, useEffect, useRef, useState, type JSX } from 'react';
import { SPECIAL_WORDS, START_ID } from '../../../config';
import type { Reading, ReviewTrace } from '../../../insightTypes';
import { useInsight, valueOf, type Ask } from '../../../state/inside/useInsight';
import { useVerdict } from '../../../state/store';
import { TroubleAlert } from '../../page/TroubleAlert';
import { AnswerState } from '../AnswerState';
import { CoursePart } from './CoursePart';
import { largestStep } from './course';
import { NetworkPart } from './NetworkPart';
import classes from './reading.module.css';

/** Something said about these words, uncut. */
interface About<T> {
  told: T;
  uncut: readonly string[];
}

export default function ReadingView(): JSX.Element {
  const words = useVerdict(({ inside }) => inside.words);
  const askReading = useCallback<Ask<About<Reading>>>(
    async (client, options) => ({ told: await client.read([...words], options), uncut: words }),
    [words],
  );
  const askTrace = useCallback<Ask<About<ReviewTrace>>>(
    async (client, options) => ({ told: await client.trace([...words], options), uncut: words }),
    [words],
  );
  const hasWords = words.length > 0;
  const hasNetwork = useVerdict(({ model }) => model !== null && model.settings.branches !== 'linear');
  const reading = useInsight(hasWords ? askReading : null);
  const trace = useInsight(hasWords && hasNetwork ? askTrace : null);
  const read = valueOf(reading);
  const traced = valueOf(trace);
  const { place, mark } = useMark(read);
  if (!hasWords) return <></>;
  return (
    <div className={classes.view}>
      {reading.kind === 'failed' && (
        <TroubleAlert title="This review could not be read" trouble={reading.trouble} />
      )}
      {read === null && reading.kind !== 'failed' && (
        <>
          <AnswerState insight={reading} doing="Reading word by word" />
          <div className={classes.placeholder} aria-hidden="true" />
        </>
      )}
      {read !== null && (
        <CoursePart reading={read.told} uncut={read.uncut} place={place} onMark={mark}>
          <AnswerState insight={reading} doing="Reading word by word" />
        </CoursePart>
      )}
      {read !== null && (
        <NetworkPart
          insight={trace}
          trace={traced?.told ?? null}
          hasNetwork={hasNetwork}
          firstPlace={traced === null ? 0 : firstPlaceOf(traced)}
          // While one of the two answers is still about other words, they have no place in common.
          place={traced?.uncut === read.uncut ? place : null}
          onMark={mark}
        />
      )}
    </div>
  );
}

/** `<START>` stands before the first word, unless it was cut off. */
const firstPlaceOf = ({ told: { words } }: About<ReviewTrace>): number =>
  words[0] === SPECIAL_WORDS[START_ID] ? -1 : 0;

/** The word that is pointed at; at first the one that moved the answer most. It stays when the same words are read anew. */
function useMark(read: About<Reading> | null): { place: number | null; mark: (place: number) => void } {
  const [marked, setMarked] = useState<{ uncut: readonly string[]; place: number } | null>(null);
  const shown = useRef(read);
  useEffect(() => {
    shown.current = read;
  }, [read]);
  // Stable: plots keep the first one that they are given.
  const mark = useCallback((place: number) => {
    if (shown.current === null) return;
    const { told, uncut } = shown.current;
    if (place >= 0 && place < told.words.length) setMarked({ uncut, place });
  }, []);
  if (read === null) return { place: null, mark };
  const { words, logOdds } = read.told;
  const isMarked = marked !== null && marked.uncut === read.uncut && marked.place < words.length;
  return { place: isMarked ? marked.place : (largestStep(logOdds)?.place ?? null), mark };
}
