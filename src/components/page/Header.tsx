/** Name, pitch, steps, colour scheme. */
import type { JSX } from 'react';
import { LearnMenu } from '../story/LearnMenu';
import classes from './header.module.css';
import { SchemeToggle } from './SchemeToggle';
import { StepNav } from './StepNav';

export function Header(): JSX.Element {
  return (
    <header className={classes.header}>
      <div className={classes.inner}>
        <h1 className={classes.name}>Verdict</h1>
        <p className={classes.pitch}>Teach a neural network to tell praise from blame, here in this tab.</p>
        <StepNav />
        <LearnMenu />
        <SchemeToggle />
      </div>
    </header>
  );
}
