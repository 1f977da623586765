/** A short message at the bottom edge, with at most one thing to do about it. */
import { Button, CloseButton } from '@mantine/core';
import { useEffect, useRef, type JSX } from 'react';
import { dismissNotice } from '../../state/noticeActions';
import { useVerdict } from '../../state/store';
import classes from './notice.module.css';

/** Long enough to read it and to reach its button. */
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
          {notice.action !== null && (
            <Button
              variant="subtle"
              onClick={() => {
                notice.action?.run();
                dismissNotice(notice.id);
              }}
            >
              {notice.action.label}
            </Button>
          )}
          <CloseButton size={44} aria-label="Close this notice" onClick={() => dismissNotice(notice.id)} />
        </span>
      )}
    </output>
  );
}
