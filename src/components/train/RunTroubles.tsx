/** Why a run failed, and what the worker warned of. */
import type { JSX } from 'react';
import { useVerdict } from '../../state/store';
import { startTraining } from '../../state/trainingActions';
import { TroubleAlert } from '../page/TroubleAlert';
import classes from './train.module.css';

export function RunTroubles(): JSX.Element {
  const training = useVerdict((state) => state.training);
  const isModelLoading = useVerdict((state) => state.isModelLoading);
  const warnings = useVerdict((state) => state.warnings);
  return (
    <>
      {training.kind === 'failed' && (
        <TroubleAlert
          title={
            training.trouble.code === 'bad-settings' ? 'Training did not start' : 'Training came to a halt'
          }
          trouble={training.trouble}
          {...(isModelLoading ? {} : { onRetry: () => void startTraining() })}
        />
      )}
      {/* Always there: a region that comes with its text is not read out everywhere. */}
      <output aria-label="Warnings" className={classes.warnings}>
        {warnings.map((warning) => (
          <span key={warning} className={classes.warning}>
            {warning}
          </span>
        ))}
      </output>
    </>
  );
}
