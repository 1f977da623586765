/** A number that can be typed: it is taken over when it is good, and says what is wrong when it is not. */
import { TextInput } from '@mantine/core';
import { useEffect, useState, type JSX, type ReactNode } from 'react';
import { NUMBER_RULES, type NumberSetting } from '../../state/settings';
import { enterNumber } from '../../state/settingsActions';
import { getState, useVerdict } from '../../state/store';

export interface NumberFieldProps {
  setting: NumberSetting;
  disabled?: boolean;
  placeholder?: string;
  description?: ReactNode;
  step?: number;
  className?: string;
}

/** A text as typed, and what the setting and its complaint became by it. */
interface Draft {
  text: string;
  value: number;
  problem: string | undefined;
}

export function NumberField({ setting, step = 1, ...rest }: NumberFieldProps): JSX.Element {
  const value = useVerdict((state) => state.settings[setting]);
  const problem = useVerdict((state) => state.fieldProblems[setting]);
  const [draft, setDraft] = useState<Draft | null>(null);
  const { label, min, max, isInteger } = NUMBER_RULES[setting];
  // A link or another control has set the value since: then the text no longer says what is in force.
  const isCurrent = draft !== null && draft.value === value && draft.problem === problem;
  const hasStaleProblem = problem !== undefined && !isCurrent;

  useEffect(() => {
    if (hasStaleProblem) enterNumber(setting, String(value));
  }, [hasStaleProblem, setting, value]);

  function type(text: string): void {
    enterNumber(setting, text);
    const { settings, fieldProblems } = getState();
    setDraft({ text, value: settings[setting], problem: fieldProblems[setting] });
  }

  return (
    <TextInput
      type="number"
      inputMode={isInteger ? 'numeric' : 'decimal'}
      label={label}
      min={min}
      max={max}
      step={isInteger ? step : 'any'}
      value={isCurrent ? draft.text : String(value)}
      onChange={(event) => type(event.currentTarget.value)}
      onBlur={() => problem === undefined && setDraft(null)}
      error={isCurrent ? problem : undefined}
      autoComplete="off"
      {...rest}
    />
  );
}
