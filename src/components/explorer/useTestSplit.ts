/** The test split, opened when it is first asked for; the download is cancelled when the page moves on. */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { DataClient } from '../../clients';
import { errorCode, errorMessage } from '../../errors';
import type { Progress, SplitInfo } from '../../types';

export type TestSplit =
  | { status: 'closed' }
  | { status: 'opening'; progress: Progress | null }
  | { status: 'open'; info: SplitInfo }
  | { status: 'failed'; message: string };

export interface TestSplitControls {
  test: TestSplit;
  open: () => void;
  /** Gives up an opening that is under way. */
  cancel: () => void;
}

export function useTestSplit(client: DataClient): TestSplitControls {
  const [state, setState] = useState<TestSplit>({ status: 'closed' });
  const request = useRef<AbortController | null>(null);

  useEffect(
    () => () => {
      request.current?.abort();
      request.current = null;
    },
    [],
  );

  const open = useCallback(() => {
    if (request.current !== null) return;
    const controller = new AbortController();
    request.current = controller;
    const isCurrent = (): boolean => request.current === controller;
    setState({ status: 'opening', progress: null });
    const onProgress = (progress: Progress): void => {
      if (isCurrent()) setState({ status: 'opening', progress });
    };
    client.openTest({ signal: controller.signal, onProgress }).then(
      // The request is kept: an open split is not opened again.
      (info) => isCurrent() && setState({ status: 'open', info }),
      (error: unknown) => {
        if (!isCurrent()) return;
        request.current = null;
        if (errorCode(error) === 'aborted') setState({ status: 'closed' });
        else setState({ status: 'failed', message: errorMessage(error) });
      },
    );
  }, [client]);

  const cancel = useCallback(() => request.current?.abort(), []);

  return { test: state, open, cancel };
}
