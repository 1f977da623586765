/** One review of an open split; a newer request drops the older one's answer, the last good review stays. */
import { useEffect, useState } from 'react';
import type { DataClient } from '../../clients';
import { errorCode, errorMessage } from '../../errors';
import type { DataSettings, ReviewView, SplitName } from '../../types';

export interface ReviewState {
  view: ReviewView | null;
  /** Empty when all is well. */
  trouble: string;
}

export function useReview(
  client: DataClient,
  split: SplitName,
  index: number,
  settings: DataSettings,
): ReviewState {
  const [state, setState] = useState<ReviewState>({ view: null, trouble: '' });
  useEffect(() => {
    let isCurrent = true;
    client.review(split, index, settings).then(
      (view) => {
        if (isCurrent) setState({ view, trouble: '' });
      },
      (error: unknown) => {
        if (isCurrent && errorCode(error) !== 'aborted') {
          setState(({ view }) => ({ view, trouble: errorMessage(error) }));
        }
      },
    );
    return () => {
      isCurrent = false;
    };
  }, [client, split, index, settings]);
  return state;
}
