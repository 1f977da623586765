/** Step 7: models kept in this browser and as files. */
import type { JSX } from 'react';
import { dismissKeepTrouble } from '../../state/keepTask';
import { useVerdict, type VerdictState } from '../../state/store';
import { PretrainedNote } from '../page/PretrainedNote';
import { Step } from '../page/Step';
import { TroubleAlert } from '../page/TroubleAlert';
import { CurrentModel } from './CurrentModel';
import classes from './keep.module.css';
import { SavedList } from './SavedList';

export function KeepStep(): JSX.Element {
  const trouble = useVerdict((state) => state.keepTrouble);
  return (
    <Step
      id="keep"
      lead="Save the model in this browser, or download it as a file that other programs can load too. The best epoch of each run is kept by itself."
    >
      <PretrainedNote beginning="What would be saved now is" />
      <CurrentModel />
      <TaskLine />
      {trouble !== null && (
        <TroubleAlert title="That did not work" trouble={trouble} onClose={dismissKeepTrouble} />
      )}
      <SavedList />
    </Step>
  );
}

const DOING: Record<NonNullable<VerdictState['keepTask']>, string> = {
  saving: 'Changing what is saved …',
  loading: 'Loading a saved model …',
  downloading: 'Packing the model …',
  uploading: 'Reading the file …',
};

/** The buttons wait meanwhile: this says for what. */
function TaskLine(): JSX.Element {
  const task = useVerdict((state) => state.keepTask);
  return (
    <output aria-label="Task at hand" className={classes.task}>
      {task === null ? '' : DOING[task]}
    </output>
  );
}
