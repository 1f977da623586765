/** Step 4: how long and how fast to learn, the run itself, and its curves. */
import { Button } from '@mantine/core';
import { lazy, useId, useState, type JSX } from 'react';
import { chooseStart } from '../../state/startFrom';
import { isBusy } from '../../state/status';
import { useVerdict, type StartFrom } from '../../state/store';
import { ChoiceField } from '../page/ChoiceField';
import fields from '../page/fields.module.css';
import { LazyPart } from '../page/LazyPart';
import { NumberField } from '../page/NumberField';
import { Step } from '../page/Step';
import { useVisibleValue } from '../page/useVisibleValue';
import { LearningSettings } from './LearningSettings';
import { RunControls } from './RunControls';
import { RunFigures } from './RunFigures';
import { RunTroubles } from './RunTroubles';
import { StatusLine } from './StatusLine';
import classes from './train.module.css';
import { Marked } from '../story/Term';

const TrainingCurves = lazy(() => import('../charts/TrainingCurves'));

export function TrainStep(): JSX.Element {
  const [hasMore, setMore] = useState(false);
  const moreId = useId();
  return (
    <Step
      id="train"
      isGrowing
      lead={
        <Marked text="The network reads the reviews again and again; each round is an [[epoch|epoch]]. After it, [[validation|held-out reviews]] show what it has really learnt." />
      }
      aside={
        <Button
          variant="subtle"
          size="compact-sm"
          aria-expanded={hasMore}
          aria-controls={moreId}
          onClick={() => setMore(!hasMore)}
        >
          {hasMore ? 'Fewer settings' : 'More settings'}
        </Button>
      }
    >
      <RunLength />
      <div id={moreId} hidden={!hasMore}>
        <LearningSettings />
      </div>
      <div className={classes.start}>
        <StartChoice />
        <RunControls />
      </div>
      <StatusLine />
      <RunFigures />
      <RunTroubles />
      <div className={classes.curves}>
        <LazyPart title="The curves">
          <Curves />
        </LazyPart>
      </div>
    </Step>
  );
}

function RunLength(): JSX.Element {
  const isLinear = useVerdict((state) => state.settings.branches === 'linear');
  const waits = isLinear ? { disabled: true, description: 'no effect' } : {};
  return (
    <>
      <div className={classes.fields}>
        <NumberField setting="epochs" {...waits} />
        <NumberField setting="batchSize" step={16} {...waits} />
        <NumberField setting="learningRate" {...waits} />
        <NumberField setting="seed" />
      </div>
      {isLinear && (
        <p className={fields.note}>The linear model is trained at one go: no epochs, no batches, no rate.</p>
      )}
    </>
  );
}

function StartChoice(): JSX.Element {
  const startFrom = useVerdict((state) => state.startFrom);
  const canContinue = useVerdict((state) => state.model !== null && !isBusy(state.training));
  const choices: { value: StartFrom; label: string; disabled?: boolean }[] = [
    { value: 'new', label: 'New weights' },
    { value: 'current', label: 'Current model', disabled: !canContinue },
  ];
  return <ChoiceField label="Start from" value={startFrom} choices={choices} onChange={chooseStart} />;
}

function Curves(): JSX.Element {
  const [place, batches] = useVisibleValue(useVerdict((state) => state.batches));
  const epochs = useVerdict((state) => state.epochs);
  const isTraining = useVerdict((state) => state.training.kind === 'running');
  return (
    <div ref={place} className={classes.place}>
      <TrainingCurves batches={batches} epochs={epochs} isTraining={isTraining} />
    </div>
  );
}
