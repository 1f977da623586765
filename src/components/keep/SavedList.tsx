/** The models in this browser: whole ones, those that cannot be read, and those just deleted. */
import { useRef, type JSX } from 'react';
import { refreshSaved } from '../../state/modelActions';
import { useVerdict } from '../../state/store';
import { TroubleAlert } from '../page/TroubleAlert';
import { DeletedModels } from './DeletedModels';
import classes from './keep.module.css';
import { SavedModelRow } from './SavedModelRow';
import { UnreadableRow } from './UnreadableRow';

export function SavedList(): JSX.Element {
  const saved = useVerdict((state) => state.saved);
  const unreadable = useVerdict((state) => state.unreadable);
  const models = saved.kind === 'ready' ? saved.models : [];
  const title = useRef<HTMLHeadingElement>(null);

  /** Where the keyboard goes on when the row that it was in has gone. */
  function catchFocus(): void {
    if (document.activeElement === document.body) title.current?.focus();
  }

  return (
    <div className={classes.saved}>
      <h3 ref={title} className={classes.title} tabIndex={-1}>
        Saved models
      </h3>
      <DeletedModels onLeave={catchFocus} />
      {/* A list without markers is no list to some screen readers unless it says so. */}
      {/* oxlint-disable-next-line jsx-a11y/no-redundant-roles */}
      <ul className={classes.list} role="list" aria-label="Saved models">
        {models.map((meta) => (
          <SavedModelRow key={meta.id} meta={meta} onDeleted={catchFocus} />
        ))}
        {unreadable.map((model) => (
          <UnreadableRow key={model.id} model={model} onDeleted={catchFocus} />
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
