/** Why a run failed, and what the worker warned of. */
import type { JSX } from 'react';
import { useVerdict } from '../../state/store';
import { startTraining } from '../../state/trainingActions';
import { TroubleAlert } from '../page/TroubleAlert';
import classes from './train.module.css';

export function RunTroubles(): JSX.Element {
  const training = useVerdict((state) => state.training);
  const warnings = useVerdict((state) => state.warnings);
  return (
    <>
      {training.kind === 'failed' && (
        <TroubleAlert
          title={
            training.trouble.code === 'bad-settings' ? 'Training did not start' : 'Training came to a halt'
          }
          trouble={training.trouble}
          onRetry={() => void startTraining()}
        />
      )}
      {warnings.map((warning) => (
        <p key={warning} className={classes.warning}>
          {warning}
        </p>
      ))}
    </>
  );
}
