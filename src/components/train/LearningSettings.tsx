/** How the network learns beyond what is always in view: schedule, gradient limit, early end. */
import type { JSX } from 'react';
import { ChoiceSettingField, NumberSettingField } from '../page/SettingField';
import classes from './train.module.css';

export function LearningSettings(): JSX.Element {
  return (
    <div className={classes.learning}>
      <ChoiceSettingField setting="schedule" />
      <NumberSettingField setting="clipNorm" />
      <NumberSettingField setting="patience" />
    </div>
  );
}
