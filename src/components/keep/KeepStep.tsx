/** Step 6: models kept in this browser and as files. */
import type { JSX } from 'react';
import { refreshSaved } from '../../state/modelActions';
import { useVerdict } from '../../state/store';
import { Step } from '../page/Step';
import { TroubleAlert } from '../page/TroubleAlert';
import { dismissKeepTrouble } from '../../state/keepTask';
import { CurrentModel } from './CurrentModel';
import classes from './keep.module.css';
import { SavedModelRow } from './SavedModelRow';

export function KeepStep(): JSX.Element {
  const trouble = useVerdict((state) => state.keepTrouble);
  return (
    <Step
      id="keep"
      lead="Save the model in this browser, or download it as a file that other programs can load too. The best epoch of each run is kept by itself."
    >
      <CurrentModel />
      {trouble !== null && (
        <TroubleAlert title="That did not work" trouble={trouble} onClose={dismissKeepTrouble} />
      )}
      <SavedList />
    </Step>
  );
}

function SavedList(): JSX.Element {
  const saved = useVerdict((state) => state.saved);
  const models = saved.kind === 'ready' ? saved.models : [];
  return (
    <div className={classes.saved}>
      <h3 className={classes.title}>Saved models</h3>
      {/* A list without markers is no list to some screen readers unless it says so. */}
      {/* oxlint-disable-next-line jsx-a11y/no-redundant-roles */}
      <ul className={classes.list} role="list" aria-label="Saved models">
        {models.map((meta) => (
          <SavedModelRow key={meta.id} meta={meta} />
        ))}
      </ul>
      {saved.kind === 'ready' && models.length === 0 && (
        <p className={classes.note}>
          Nothing is saved yet. After the first epoch a model appears here by itself.
        </p>
      )}
      {saved.kind === 'loading' && <p className={classes.note}>Looking for saved models …</p>}
      {saved.kind === 'failed' && (
        <TroubleAlert
          title="Saved models could not be listed"
          trouble={saved.trouble}
          onRetry={() => void refreshSaved()}
        />
      )}
    </div>
  );
}
