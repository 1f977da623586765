/** A group of settings behind one line that says what they come to; closed until it is wanted. */
import { useId, useState, type JSX, type ReactNode } from 'react';
import classes from './settingsGroup.module.css';

export interface SettingsGroupProps {
  title: string;
  /** The settings in a few words. */
  summary: string;
  children: ReactNode;
}

export function SettingsGroup({ title, summary, children }: SettingsGroupProps): JSX.Element {
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  const titleId = useId();
  return (
    <div className={classes.group}>
      <button
        type="button"
        className={classes.toggle}
        aria-expanded={isOpen}
        aria-controls={id}
        aria-describedby={`${id}-summary`}
        aria-labelledby={titleId}
        onClick={() => setOpen(!isOpen)}
      >
        <svg className={classes.arrow} viewBox="0 0 12 12" aria-hidden="true">
          <path d="M4 2l4 4-4 4" />
        </svg>
        <span id={titleId} className={classes.title}>
          {title}
        </span>
        <span id={`${id}-summary`} className={classes.summary}>
          {summary}
        </span>
      </button>
      <fieldset id={id} className={classes.settings} aria-labelledby={titleId} hidden={!isOpen}>
        {children}
      </fieldset>
    </div>
  );
}
