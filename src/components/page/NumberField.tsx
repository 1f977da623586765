/** A number that can be typed: it is taken over when it is good, and says what is wrong when it is not. */
import { TextInput } from '@mantine/core';
import { useState, type JSX } from 'react';
import { NUMBER_RULES, type NumberSetting } from '../../state/settings';
import { enterNumber } from '../../state/settingsActions';
import { useVerdict } from '../../state/store';

export interface NumberFieldProps {
  setting: NumberSetting;
  disabled?: boolean;
  placeholder?: string;
  description?: string;
  step?: number;
}

export function NumberField({ setting, step = 1, ...rest }: NumberFieldProps): JSX.Element {
  const value = useVerdict((state) => state.settings[setting]);
  const problem = useVerdict((state) => state.fieldProblems[setting]);
  /** The text while it is no good value; else the setting itself is shown. */
  const [draft, setDraft] = useState<string | null>(null);
  const { label, min, max, isInteger } = NUMBER_RULES[setting];

  function type(text: string): void {
    setDraft(text);
    enterNumber(setting, text);
  }

  return (
    <TextInput
      type="number"
      inputMode={isInteger ? 'numeric' : 'decimal'}
      label={label}
      min={min}
      max={max}
      step={isInteger ? step : 'any'}
      value={draft ?? String(value)}
      onChange={(event) => type(event.currentTarget.value)}
      onBlur={() => problem === undefined && setDraft(null)}
      error={problem}
      autoComplete="off"
      {...rest}
    />
  );
}
