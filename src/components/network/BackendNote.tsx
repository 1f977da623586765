/** Which backend runs and why; before the first run, what the browser offers. */
import type { JSX } from 'react';
import { useVerdict } from '../../state/store';
import { isMeasured } from '../../state/trials';
import { BackendTrials } from './BackendTrials';
import classes from './network.module.css';

export function BackendNote(): JSX.Element {
  const report = useVerdict((state) => state.backend);
  const backends = useVerdict((state) => state.backends);
  const choice = useVerdict((state) => state.settings.backend);
  const hasTrials = useVerdict((state) => isMeasured(state.trials, state.settings));
  const chosen = backends?.find(({ name }) => name === choice);
  return (
    <div className={classes.backend}>
      {report !== null && (
        <p>
          Runs on <strong>{report.title}</strong>. {report.reason}
        </p>
      )}
      {report === null && choice !== 'auto' && <p>Training will run on {choice}, as you chose.</p>}
      {report === null && choice === 'auto' && !hasTrials && (
        <p>What computes is decided when training starts: the fastest backend that this browser offers.</p>
      )}
      <BackendTrials />
      {chosen !== undefined && chosen.note !== '' && chosen.name !== report?.name && <p>{chosen.note}</p>}
    </div>
  );
}
