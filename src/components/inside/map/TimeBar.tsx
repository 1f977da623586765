/** The words over the epochs: a slider, and a button that plays them to the end. */
import { Button, Slider } from '@mantine/core';
import { useEffect, useState, type JSX } from 'react';
import classes from './map.module.css';

/** Longer than the points are on their way. */
const STEP_MS = 1100;

interface TimeBarProps {
  titles: readonly string[];
  place: number;
  onPlace: (place: number) => void;
}

export function TimeBar({ titles, place, onPlace }: TimeBarProps): JSX.Element {
  const [isPlaying, setPlaying] = useState(false);
  const last = titles.length - 1;
  const isRunning = isPlaying && place < last;

  useEffect(() => {
    if (!isRunning) return undefined;
    const timer = setTimeout(() => {
      onPlace(place + 1);
      if (place + 1 >= last) setPlaying(false);
    }, STEP_MS);
    return () => clearTimeout(timer);
  }, [isRunning, place, last, onPlace]);

  function toggle(): void {
    if (!isRunning && place >= last) onPlace(0);
    setPlaying(!isRunning);
  }

  return (
    <section className={classes.time} aria-label="Over the epochs">
      <Button variant="default" onClick={toggle}>
        {isRunning ? 'Pause' : 'Play the training'}
      </Button>
      <Slider
        className={classes.slider ?? ''}
        thumbLabel="Epoch that the map shows"
        min={0}
        max={last}
        step={1}
        value={place}
        label={null}
        thumbValueText={(value) => titles[value] ?? ''}
        onChange={(value) => {
          setPlaying(false);
          onPlace(value);
        }}
        marks={titles.map((_, value) => ({ value }))}
      />
      <output className={classes.timeTitle}>{titles[place]}</output>
    </section>
  );
}
