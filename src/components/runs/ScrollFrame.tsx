/** Room for a table that may be wider than the page. */
import type { JSX, ReactNode } from 'react';
import classes from './runs.module.css';

export function ScrollFrame({ label, children }: { label: string; children: ReactNode }): JSX.Element {
  return (
    // Scrolls on its own, so the keyboard must reach it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className={classes.scroll} tabIndex={0} aria-label={label}>
      {children}
    </section>
  );
}
