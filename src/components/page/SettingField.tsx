/** A recipe's setting with its explanation; where it has no effect at present, it waits and says why. */
import type { JSX } from 'react';
import { withoutEffect } from '../../state/settingEffects';
import { changeSettings } from '../../state/settingsActions';
import { useVerdict } from '../../state/store';
import { ChoiceField } from './ChoiceField';
import { NumberField } from './NumberField';
import { Marked } from '../story/Term';
import classes from './settingField.module.css';
import { CHOICE_TEXTS, NUMBER_TEXTS, type ChoiceSetting, type ExplainedNumber } from './settingTexts';

export function NumberSettingField({ setting }: { setting: ExplainedNumber }): JSX.Element {
  const reason = useVerdict((state) => withoutEffect(setting, state.settings));
  const { explanation, step } = NUMBER_TEXTS[setting];
  return (
    <NumberField
      setting={setting}
      disabled={reason !== null}
      description={reason ?? <Marked text={explanation} />}
      className={classes.number ?? ''}
      {...(step === undefined ? {} : { step })}
    />
  );
}

export function ChoiceSettingField({ setting }: { setting: ChoiceSetting }): JSX.Element {
  const value = useVerdict((state) => state.settings[setting]);
  const reason = useVerdict((state) => withoutEffect(setting, state.settings));
  const hasNoState = useVerdict((state) => state.settings.lstmLayers === 0);
  const { label, choices, explanation } = CHOICE_TEXTS[setting];
  return (
    <ChoiceField
      label={label}
      value={value}
      // Without an LSTM layer there is no last state.
      choices={choices.map((choice) => ({
        value: choice.value,
        label: choice.label,
        disabled: hasNoState && choice.value === 'last',
      }))}
      disabled={reason !== null}
      description={reason ?? <Marked text={explanation} />}
      onChange={(chosen) => changeSettings({ [setting]: chosen })}
    />
  );
}
