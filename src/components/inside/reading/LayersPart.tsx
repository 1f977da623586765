/** The units of one LSTM layer over the words, and one of them in detail. */
import { NativeSelect } from '@mantine/core';
import { useMemo, type JSX } from 'react';
import type { LayerTrace } from '../../../insightTypes';
import { chooseLayer } from '../../../state/inside/subjectActions';
import { useVerdict } from '../../../state/store';
import { ChoiceField } from '../../page/ChoiceField';
import { DriversPart } from './DriversPart';
import type { ReadColumns } from './stateFigure';
import { StatesPart } from './StatesPart';
import { UnitPart } from './UnitPart';
import { layerNames, orderedUnits } from './units';

interface LayersPartProps {
  layers: readonly LayerTrace[];
  /** [T] of the trace. */
  words: readonly string[];
  firstPlace: number;
  place: number | null;
  /** Stable. */
  onMark: (place: number) => void;
}

/** As many stand beside each other. */
const MAX_SEGMENTS = 2;

export function LayersPart({ layers, words, firstPlace, place, onMark }: LayersPartProps): JSX.Element {
  const chosen = useVerdict(({ inside }) => inside.unit);
  const index = Math.min(chosen.layer, layers.length - 1);
  const layer = layers[index]!;
  const columns = useMemo<ReadColumns>(() => ({ words, firstPlace }), [words, firstPlace]);
  const unit =
    chosen.unit !== null && chosen.unit < layer.units
      ? chosen.unit
      : (orderedUnits(layer, 'importance')[0] ?? 0);
  return (
    <>
      <StatesPart layer={layer} columns={columns} unit={unit} place={place} onMark={onMark}>
        {layers.length > 1 && <LayerChoice layers={layers} index={index} />}
      </StatesPart>
      <UnitPart layer={layer} columns={columns} unit={unit} place={place} onMark={onMark} />
      <DriversPart index={index} units={layer.units} unit={unit} isBackward={layer.isBackward} />
    </>
  );
}

function LayerChoice({ layers, index }: Pick<LayersPartProps, 'layers'> & { index: number }): JSX.Element {
  const choices = layerNames(layers).map((label, i) => ({ value: String(i), label }));
  if (choices.length > MAX_SEGMENTS) {
    return (
      <NativeSelect
        label="Layer"
        value={String(index)}
        data={choices}
        onChange={(event) => chooseLayer(Number(event.currentTarget.value))}
      />
    );
  }
  return (
    <ChoiceField
      label="Layer"
      value={String(index)}
      choices={choices}
      onChange={(value) => chooseLayer(Number(value))}
    />
  );
}
