/** Which state of the last LSTM is judged, and why it matters. */
import type { JSX } from 'react';
import { changeSettings } from '../../state/settingsActions';
import { useVerdict } from '../../state/store';
import type { Readout } from '../../types';
import { ChoiceField } from '../page/ChoiceField';
import fields from '../page/fields.module.css';
import classes from './network.module.css';

const READOUTS: { value: Readout; label: string }[] = [
  { value: 'lastWord', label: 'Last real word' },
  { value: 'lastStep', label: 'Last step' },
];

export function ReadoutChoice(): JSX.Element {
  const readout = useVerdict((state) => state.settings.readout);
  return (
    <div className={classes.readout}>
      <ChoiceField
        label="Read the memory at the"
        value={readout}
        choices={READOUTS}
        onChange={(value) => changeSettings({ readout: value })}
      />
      <p className={fields.note}>
        Short reviews are filled up with padding, and a network that is read at the last step has half
        forgotten the review by then: it learns slowly, as in the published tutorial. Read at the last real
        word, it is good after one epoch.
      </p>
    </div>
  );
}
