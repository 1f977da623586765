/** What computes, and why. */
import { NativeSelect } from '@mantine/core';
import type { JSX } from 'react';
import { changeSettings } from '../../state/settingsActions';
import { useVerdict } from '../../state/store';
import type { BackendChoice as Choice } from '../../types';
import { BackendNote } from './BackendNote';
import classes from './network.module.css';

const BACKENDS: { value: Choice; label: string }[] = [
  { value: 'auto', label: 'Automatic' },
  { value: 'webgl', label: 'WebGL (graphics)' },
  { value: 'webgpu', label: 'WebGPU (graphics)' },
  { value: 'wasm', label: 'WebAssembly' },
  { value: 'cpu', label: 'JavaScript (slow)' },
];

function choose(value: string): void {
  const choice = BACKENDS.find((option) => option.value === value);
  if (choice !== undefined) changeSettings({ backend: choice.value });
}

export function BackendChoice(): JSX.Element {
  const backend = useVerdict((state) => state.settings.backend);
  return (
    <div className={classes.computes}>
      <NativeSelect
        label="Backend"
        className={classes.choice ?? ''}
        data={BACKENDS}
        value={backend}
        onChange={(event) => choose(event.currentTarget.value)}
      />
      <BackendNote />
    </div>
  );
}
