/** One step of the page: a numbered heading, a plain sentence or two, and the step's contents. */
import type { JSX, ReactNode } from 'react';
import type { StepId } from '../../state/steps';
import { useVerdict } from '../../state/store';
import { outlinedStep } from '../../state/story/storyState';
import classes from './step.module.css';

export type { StepId };

/** `short` stands in the navigation. */
export const STEPS: { id: StepId; title: string; short?: string }[] = [
  { id: 'data', title: 'Data' },
  { id: 'words', title: 'Words' },
  { id: 'network', title: 'Network' },
  { id: 'train', title: 'Train' },
  { id: 'try', title: 'Try it' },
  { id: 'inside', title: 'See inside', short: 'Inside' },
  { id: 'keep', title: 'Keep' },
  { id: 'compare', title: 'Compare' },
];

export interface StepProps {
  id: StepId;
  lead: ReactNode;
  children: ReactNode;
  /** Stands beside the heading, or below it where there is no room. */
  aside?: ReactNode;
  /** Takes the height that its neighbours leave. */
  isGrowing?: boolean;
}

/** Id of the heading, which links and the navigation point at. */
export const headingId = (id: StepId): string => `step-${id}`;

export function Step({ id, lead, aside, children, isGrowing = false }: StepProps): JSX.Element {
  const isOutlined = useVerdict(({ story }) => outlinedStep(story) === id);
  const number = STEPS.findIndex((step) => step.id === id) + 1;
  return (
    <section
      className={isGrowing ? `${classes.step} ${classes.growing}` : classes.step}
      aria-labelledby={headingId(id)}
      data-outlined={isOutlined}
    >
      <div className={classes.head}>
        <h2 id={headingId(id)} className={classes.heading} tabIndex={-1}>
          <span className={classes.number}>{number}</span>
          {STEPS[number - 1]?.title}
        </h2>
        {aside}
      </div>
      <p className={classes.lead}>{lead}</p>
      {children}
    </section>
  );
}
