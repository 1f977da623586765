/** The network layer by layer, in tfjs-vis's table. */
import { useEffect, useRef, useState, type JSX } from 'react';
import { errorMessage } from '../../errors';
import type { LayerSummary } from '../../types';
import classes from './charts.module.css';
import { fillSummary, markChosen } from './summaryTable';

export interface ModelSummaryProps {
  /** The same array as long as nothing changes: the table is made anew for another. */
  layers: LayerSummary[];
  /** A column of what the parameters take up. */
  hasMemory?: boolean;
  /** Where one can be chosen: its name, or null for none. */
  chosen?: string | null;
  onChoose?: (name: string) => void;
}

export default function ModelSummary(props: ModelSummaryProps): JSX.Element {
  const { layers, hasMemory = false, chosen = null, onChoose } = props;
  const host = useRef<HTMLDivElement>(null);
  const choice = useRef({ chosen, onChoose });
  const [trouble, setTrouble] = useState('');
  const canChoose = onChoose !== undefined;

  useEffect(() => {
    choice.current = { chosen, onChoose };
    if (host.current !== null) markChosen(host.current, chosen);
  }, [chosen, onChoose]);

  useEffect(() => {
    let isCurrent = true;
    import('./visTable').then(
      ({ renderTable }) => {
        if (!isCurrent || host.current === null) return;
        const choose = (name: string): void => choice.current.onChoose?.(name);
        fillSummary(host.current, layers, renderTable, {
          hasMemory,
          ...(canChoose ? { onChoose: choose } : {}),
        });
        markChosen(host.current, choice.current.chosen);
        setTrouble('');
      },
      (error: unknown) => {
        if (isCurrent) setTrouble(errorMessage(error));
      },
    );
    return () => {
      isCurrent = false;
    };
  }, [layers, hasMemory, canChoose]);

  return (
    <div className={classes.summary}>
      <div ref={host} className={classes.tableFrame} />
      {trouble !== '' && (
        <p role="alert">The summary could not be shown: {trouble}. Reload the page to try again.</p>
      )}
    </div>
  );
}
