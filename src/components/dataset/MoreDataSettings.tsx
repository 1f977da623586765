/** How long and short reviews are made equally long, and how many are held out. */
import type { JSX } from 'react';
import { withoutEffect } from '../../state/settingEffects';
import { changeSettings } from '../../state/settingsActions';
import { useVerdict } from '../../state/store';
import type { Side } from '../../types';
import { ChoiceField } from '../page/ChoiceField';
import fields from '../page/fields.module.css';
import classes from './data.module.css';

const KEEP: { value: Side; label: string }[] = [
  { value: 'pre', label: 'Last words' },
  { value: 'post', label: 'First words' },
];
const PADDING: { value: Side; label: string }[] = [
  { value: 'post', label: 'After' },
  { value: 'pre', label: 'Before' },
];
/** Shares that are offered; the address may name any other. */
const SHARES = [0, 0.1, 0.2, 0.3];

const percent = (share: number): string => `${Math.round(share * 1000) / 10}%`;

export function MoreDataSettings(): JSX.Element {
  const truncating = useVerdict((state) => state.settings.truncating);
  const padding = useVerdict((state) => state.settings.padding);
  const unread = useVerdict((state) => withoutEffect('padding', state.settings));
  const share = useVerdict((state) => state.settings.validationShare);
  const shares = SHARES.includes(share) ? SHARES : [...SHARES, share].toSorted((a, b) => a - b);
  return (
    <div className={classes.more}>
      <ChoiceField
        label="Of a long review keep the"
        value={truncating}
        choices={KEEP}
        onChange={(value) => changeSettings({ truncating: value })}
      />
      <div>
        <ChoiceField
          label="Fill a short review up"
          value={padding}
          choices={PADDING}
          onChange={(value) => changeSettings({ padding: value })}
        />
        {unread !== null && <p className={fields.note}>{unread}</p>}
      </div>
      <ChoiceField
        label="Held out for validation"
        value={String(share)}
        choices={shares.map((value) => ({ value: String(value), label: percent(value) }))}
        onChange={(value) => changeSettings({ validationShare: Number(value) })}
      />
    </div>
  );
}
