/** The layers as Keras prints them, with what they take up; one of them is chosen. */
import { useMemo, type JSX } from 'react';
import type { LayerSummary } from '../../../types';
import ModelSummary from '../../charts/ModelSummary';
import { Marked } from '../../story/Term';
import { CsvButton } from './NumberTable';
import classes from './inspector.module.css';

interface LayersPartProps {
  layers: LayerSummary[];
  chosen: string | null;
  onChoose: (name: string) => void;
}

export function LayersPart({ layers, chosen, onChoose }: LayersPartProps): JSX.Element {
  const key = JSON.stringify(layers);
  // While a network trains the same layers come again and again: the table, and the focus in it, stay.
  const stable = useMemo(() => JSON.parse(key) as LayerSummary[], [key]);
  return (
    <section className={classes.part} aria-labelledby="inspector-layers">
      <h3 id="inspector-layers" className={classes.title}>
        Layers
      </h3>
      <p className={classes.note}>
        <Marked text="A network is a chain of layers: each works on what the one before puts out. Its [[outputShape|output shape]] says how many numbers those are; its parameters are the [[weight|weights]] that training changes. Choose a layer to see its own." />
      </p>
      <div className={classes.layers}>
        <ModelSummary layers={stable} hasMemory chosen={chosen} onChoose={onChoose} />
      </div>
      <CsvButton
        title="Layers"
        data={() => ({
          columns: ['layer', 'type', 'output shape', 'parameters', 'bytes'],
          rows: stable.map(({ name, className, outputShape, numParams }) => [
            name,
            className,
            outputShape,
            numParams,
            4 * numParams,
          ]),
        })}
      />
    </section>
  );
}
