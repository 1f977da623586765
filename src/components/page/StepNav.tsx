/** Links to the steps: in the header, or at the bottom edge of a phone. */
import type { JSX, MouseEvent } from 'react';
import { goToStep } from './goToStep';
import { headingId, STEPS, type StepId } from './Step';
import { useCurrentStep } from './useCurrentStep';
import classes from './header.module.css';

function follow(event: MouseEvent, id: StepId): void {
  event.preventDefault();
  goToStep(id);
}

export function StepNav(): JSX.Element {
  const current = useCurrentStep();
  return (
    <nav className={classes.nav} aria-label="Steps">
      <ol className={classes.links}>
        {STEPS.map(({ id, title, short = title }, index) => (
          <li key={id}>
            <a
              href={`#${headingId(id)}`}
              className={classes.link}
              {...(id === current ? { 'aria-current': 'step' } : {})}
              onClick={(event) => follow(event, id)}
            >
              <span className={classes.linkNumber} aria-hidden="true">
                {index + 1}
              </span>
              {short}
            </a>
          </li>
        ))}
      </ol>
    </nav>
  );
}
