/** The words that stay named. */
import { Button } from '@mantine/core';
import type { JSX } from 'react';
import { removePins, togglePin } from '../../../state/inside/mapActions';
import classes from './map.module.css';

interface PinListProps {
  pins: readonly string[];
  onChoose: (word: string) => void;
}

export function PinList({ pins, onChoose }: PinListProps): JSX.Element | null {
  if (pins.length === 0) return null;
  return (
    <section className={classes.panel} aria-label="Pinned words">
      <div className={classes.panelHead}>
        <h3 className={classes.panelTitle}>Pinned</h3>
        <Button size="compact-sm" variant="subtle" onClick={removePins}>
          Unpin all
        </Button>
      </div>
      <ul className={classes.chips}>
        {pins.map((pin) => (
          <li key={pin} className={classes.chip}>
            <button type="button" className={classes.chipWord} onClick={() => onChoose(pin)}>
              {pin}
            </button>
            <button
              type="button"
              className={classes.chipRemove}
              aria-label={`Unpin ${pin}`}
              onClick={() => togglePin(pin)}
            >
              ×
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
