/** A short message at the bottom edge. */
import { CloseButton } from '@mantine/core';
import { useEffect, useRef, type JSX } from 'react';
import { dismissNotice } from '../../state/noticeActions';
import { useVerdict } from '../../state/store';
import classes from './notice.module.css';

/** Long enough to read it. */
const SHOWN_MS = 15_000;

export function Notice(): JSX.Element {
  const notice = useVerdict((state) => state.notice);
  const place = useRef<HTMLOutputElement>(null);

  useEffect(() => {
    if (notice === null) return undefined;
    const timer = setInterval(() => {
      // It stays while somebody is on it.
      if (place.current?.matches(':has(:hover), :focus-within') !== true) dismissNotice(notice.id);
    }, SHOWN_MS);
    return () => clearInterval(timer);
  }, [notice]);

  return (
    <output ref={place} aria-label="Notice" className={classes.place}>
      {notice !== null && (
        <span className={classes.notice}>
          <span className={classes.text}>{notice.text}</span>
          <CloseButton size={44} aria-label="Close this notice" onClick={() => dismissNotice(notice.id)} />
        </span>
      )}
    </output>
  );
}
