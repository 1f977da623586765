/** The network layer by layer, in tfjs-vis's table. */
import { useEffect, useRef, useState, type JSX } from 'react';
import { errorMessage } from '../../errors';
import type { LayerSummary } from '../../types';
import classes from './charts.module.css';
import { fillSummary } from './summaryTable';

export interface ModelSummaryProps {
  layers: LayerSummary[];
}

export default function ModelSummary({ layers }: ModelSummaryProps): JSX.Element {
  const host = useRef<HTMLDivElement>(null);
  const [trouble, setTrouble] = useState('');

  useEffect(() => {
    let isCurrent = true;
    import('./visTable').then(
      ({ renderTable }) => {
        if (!isCurrent || host.current === null) return;
        fillSummary(host.current, layers, renderTable);
        setTrouble('');
      },
      (error: unknown) => {
        if (isCurrent) setTrouble(errorMessage(error));
      },
    );
    return () => {
      isCurrent = false;
    };
  }, [layers]);

  return (
    <div className={classes.summary}>
      <div ref={host} className={classes.tableFrame} />
      {trouble !== '' && (
        <p role="alert">The summary could not be shown: {trouble}. Reload the page to try again.</p>
      )}
    </div>
  );
}
