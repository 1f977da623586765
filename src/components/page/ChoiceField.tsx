/** A choice between two or a few values, all of them in view. */
import { SegmentedControl } from '@mantine/core';
import { useId, type JSX, type ReactNode } from 'react';
import classes from './fields.module.css';

export interface ChoiceFieldProps<T extends string> {
  label: string;
  value: T;
  choices: { value: T; label: string; disabled?: boolean }[];
  onChange: (value: T) => void;
  disabled?: boolean;
  /** What the choice is about, below it. */
  description?: ReactNode;
}

export function ChoiceField<T extends string>(props: ChoiceFieldProps<T>): JSX.Element {
  const { label, value, choices, onChange, disabled = false, description } = props;
  const id = useId();
  const descriptionId = useId();
  return (
    <div className={classes.field}>
      <span id={id} className={classes.label}>
        {label}
      </span>
      <SegmentedControl
        fullWidth
        classNames={{ label: classes.segment ?? '' }}
        aria-labelledby={id}
        aria-describedby={description === undefined ? undefined : descriptionId}
        value={value}
        data={choices}
        disabled={disabled}
        onChange={onChange}
      />
      {description !== undefined && (
        <p id={descriptionId} className={classes.explanation}>
          {description}
        </p>
      )}
    </div>
  );
}
