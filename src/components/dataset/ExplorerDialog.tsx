/** "Look at the data", over the whole window. */
import { CloseButton } from '@mantine/core';
import { lazy, useEffect, useId, useRef, useState, type JSX } from 'react';
import type { DataClient } from '../../clients';
import { dataSettings } from '../../state/settings';
import { openInfo, troubleOf, type Trouble } from '../../state/status';
import { useVerdict } from '../../state/store';
import { dataWorker } from '../../state/workers';
import { LazyPart } from '../page/LazyPart';
import { TroubleAlert } from '../page/TroubleAlert';
import classes from './data.module.css';

const DataExplorer = lazy(() => import('../explorer/DataExplorer'));

export interface ExplorerDialogProps {
  isOpen: boolean;
  onClose: () => void;
}

/** The browser's own dialog: it keeps the focus inside and closes with Escape. */
export function ExplorerDialog({ isOpen, onClose }: ExplorerDialogProps): JSX.Element {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();

  useEffect(() => {
    if (isOpen) dialog.current?.showModal();
    else dialog.current?.close();
  }, [isOpen]);

  return (
    <dialog ref={dialog} className={classes.dialog} aria-labelledby={titleId} onClose={onClose}>
      <section className={classes.dialogColumn} aria-labelledby={titleId}>
        <div className={classes.dialogHead}>
          <h2 id={titleId} className={classes.dialogTitle}>
            Look at the data
          </h2>
          <CloseButton size={44} aria-label="Close" onClick={onClose} />
        </div>
        <div className={classes.dialogBody}>{isOpen && <Contents />}</div>
      </section>
    </dialog>
  );
}

function Contents(): JSX.Element | null {
  const info = useVerdict((state) => openInfo(state.data));
  const settings = useVerdict((state) => state.settings);
  const [client, setClient] = useState<DataClient | null>(null);
  const [trouble, setTrouble] = useState<Trouble | null>(null);

  useEffect(() => {
    dataWorker().then(setClient, (error: unknown) => setTrouble(troubleOf(error)));
  }, []);

  if (trouble !== null) return <TroubleAlert title="The reviews could not be shown" trouble={trouble} />;
  if (client === null || info === null) return null;
  return (
    <LazyPart title="The reviews">
      <DataExplorer client={client} info={info} settings={dataSettings({ ...settings, dataset: info.id })} />
    </LazyPart>
  );
}
