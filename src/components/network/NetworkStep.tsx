/** Step 3: the layers, which state is read out, and what computes. */
import { NativeSelect } from '@mantine/core';
import { lazy, type JSX } from 'react';
import { refreshLayers } from '../../state/networkActions';
import { changeSettings } from '../../state/settingsActions';
import { useVerdict } from '../../state/store';
import type { BackendChoice } from '../../types';
import fields from '../page/fields.module.css';
import { LazyPart } from '../page/LazyPart';
import { Step } from '../page/Step';
import { TroubleAlert } from '../page/TroubleAlert';
import { BackendNote } from './BackendNote';
import classes from './network.module.css';
import { ReadoutChoice } from './ReadoutChoice';

const ModelSummary = lazy(() => import('../charts/ModelSummary'));

const RECIPES = [{ value: 'tutorial', label: 'Tutorial' }];

const BACKENDS: { value: BackendChoice; label: string }[] = [
  { value: 'auto', label: 'Automatic' },
  { value: 'webgl', label: 'WebGL (graphics)' },
  { value: 'webgpu', label: 'WebGPU (graphics)' },
  { value: 'wasm', label: 'WebAssembly' },
  { value: 'cpu', label: 'JavaScript (slow)' },
];

export function NetworkStep(): JSX.Element {
  const recipe = useVerdict((state) => state.settings.recipe);
  const backend = useVerdict((state) => state.settings.backend);

  function chooseBackend(value: string): void {
    const choice = BACKENDS.find((option) => option.value === value);
    if (choice !== undefined) changeSettings({ backend: choice.value });
  }

  return (
    <Step
      id="network"
      isGrowing
      lead="An LSTM reads word by word and keeps notes in a small memory; the last layers turn the notes into two probabilities."
    >
      <div className={classes.parts}>
        <div className={classes.controls}>
          <div className={fields.pair}>
            <NativeSelect
              label="Recipe"
              data={RECIPES}
              value={recipe}
              onChange={() => changeSettings({ recipe: 'tutorial' })}
            />
            <NativeSelect
              label="Backend"
              data={BACKENDS}
              value={backend}
              onChange={(event) => chooseBackend(event.currentTarget.value)}
            />
          </div>
          <BackendNote />
        </div>
        <div className={classes.summary}>
          <LazyPart title="The layers">
            <Layers />
          </LazyPart>
        </div>
        <ReadoutChoice />
      </div>
    </Step>
  );
}

function retryLayers(): void {
  void refreshLayers();
}

function Layers(): JSX.Element | null {
  const layers = useVerdict((state) => state.layers);
  const trouble = useVerdict((state) => state.networkTrouble);
  if (trouble !== null) {
    return <TroubleAlert title="The network could not be shown" trouble={trouble} onRetry={retryLayers} />;
  }
  return layers === null ? null : <ModelSummary layers={layers} />;
}
