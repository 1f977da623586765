/** Step 8: every run that was recorded in this browser, and what tells them apart. */
import { lazy, type JSX } from 'react';
import { exportCurvesCsv, exportRunsCsv, exportRunsJson } from '../../state/runs/exportActions';
import { keepUnsaved } from '../../state/runs/recordRun';
import { deleteUnreadableRuns, dismissRunsTrouble, refreshRuns } from '../../state/runs/runActions';
import { useVerdict } from '../../state/store';
import { ActionButton } from '../page/ActionButton';
import { LazyPart } from '../page/LazyPart';
import { Step } from '../page/Step';
import { TroubleAlert } from '../page/TroubleAlert';
import { DeletedRuns } from './DeletedRuns';
import { RunTable } from './RunTable';
import classes from './runs.module.css';

const RunComparison = lazy(() => import('./RunComparison'));

export function CompareStep(): JSX.Element {
  const hasChecked = useVerdict(({ runs }) => runs.checked.length > 0);
  return (
    <Step
      id="compare"
      lead="Every run is recorded in this browser, with its settings, its curves and its scores. Tick runs to lay them side by side."
    >
      <Troubles />
      <DeletedRuns />
      <RunTable />
      <Exports />
      {hasChecked && (
        <LazyPart title="The comparison">
          <RunComparison />
        </LazyPart>
      )}
    </Step>
  );
}

async function tryAgain(): Promise<void> {
  await keepUnsaved();
  await refreshRuns();
}

function Troubles(): JSX.Element {
  const trouble = useVerdict(({ runs }) => runs.trouble);
  const numUnreadable = useVerdict(({ runs }) => runs.unreadable.length);

  return (
    <>
      {trouble !== null && (
        <TroubleAlert
          title="The runs in this browser"
          trouble={trouble}
          onRetry={() => void tryAgain()}
          onClose={dismissRunsTrouble}
        />
      )}
      {numUnreadable > 0 && (
        <div className={classes.unreadable}>
          <p className={classes.note}>
            {numUnreadable === 1 ? '1 record' : `${numUnreadable} records`} cannot be read: damaged, or of a
            newer version of this page.
          </p>
          <ActionButton
            variant="subtle"
            size="sm"
            isWaiting={false}
            onClick={() => void deleteUnreadableRuns()}
          >
            Delete for good
          </ActionButton>
        </div>
      )}
    </>
  );
}

function Exports(): JSX.Element {
  const isEmpty = useVerdict(({ runs }) => runs.list.length === 0);
  return (
    <div className={classes.exports}>
      <span className={classes.note}>Export</span>
      <ExportButton what="Runs (CSV)" isEmpty={isEmpty} onExport={exportRunsCsv} />
      <ExportButton what="Curves (CSV)" isEmpty={isEmpty} onExport={exportCurvesCsv} />
      <ExportButton what="All (JSON)" isEmpty={isEmpty} onExport={() => void exportRunsJson()} />
    </div>
  );
}

interface ExportButtonProps {
  what: string;
  isEmpty: boolean;
  onExport: () => void;
}

function ExportButton({ what, isEmpty, onExport }: ExportButtonProps): JSX.Element {
  return (
    <ActionButton
      variant="default"
      size="sm"
      isWaiting={isEmpty}
      aria-label={`Export ${what}`}
      onClick={onExport}
    >
      {what}
    </ActionButton>
  );
}
