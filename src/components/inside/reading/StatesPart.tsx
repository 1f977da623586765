/** The heat map of a layer's states, the order of its units, and the choice of one. */
import { Button, NativeSelect } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useMemo, useState, type JSX, type ReactNode } from 'react';
import type { LayerTrace } from '../../../insightTypes';
import { chooseUnit } from '../../../state/inside/subjectActions';
import { useChartTheme } from '../../charts/chartTheme';
import { ChartWithTable } from '../../charts/ChartWithTable';
import { signed } from '../../evaluation/format';
import { ChoiceField } from '../../page/ChoiceField';
import { Term } from '../../story/Term';
import { watchClicks } from './plotClicks';
import { PlotMarks } from './PlotMarks';
import classes from './reading.module.css';
import { heatMapHeight, stateFigure, stateFrame, type ReadColumns } from './stateFigure';
import { stateData, stateTable, statesSummary } from './stateTexts';
import { orderedUnits, unitName, unitOfName, type UnitOrder } from './units';

/** Rows of the picture until all are asked for. */
const NUM_FIRST = 16;
const TITLE = 'States of the units';

const ORDERS: { value: UnitOrder; label: string }[] = [
  { value: 'importance', label: 'What matters most' },
  { value: 'number', label: 'Number' },
];

interface StatesPartProps {
  layer: LayerTrace;
  columns: ReadColumns;
  unit: number;
  place: number | null;
  /** Stable. */
  onMark: (place: number) => void;
  /** Beside the other controls. */
  children: ReactNode;
}

export function StatesPart({ layer, columns, unit, place, onMark, children }: StatesPartProps): JSX.Element {
  const theme = useChartTheme();
  const isNarrow = useMediaQuery('(max-width: 767px)', false);
  const [order, setOrder] = useState<UnitOrder>('importance');
  const [isWhole, setWhole] = useState(false);
  const all = useMemo(() => orderedUnits(layer, order), [layer, order]);
  const rows = useMemo(() => {
    const first = isWhole ? all : all.slice(0, NUM_FIRST);
    return first.includes(unit) ? first : [...first, unit];
  }, [all, isWhole, unit]);
  const row = rows.indexOf(unit);
  const figure = useMemo(
    () => stateFigure(theme, layer, { title: TITLE, columns, rows, isNarrow }),
    [theme, layer, columns, rows, isNarrow],
  );
  const onDrawn = useMemo(
    () =>
      watchClicks(({ x, y }) => {
        const clicked = unitOfName(y);
        if (clicked !== null) chooseUnit(clicked);
        if (typeof x === 'number') onMark(x);
      }),
    [onMark],
  );
  return (
    <div className={classes.part}>
      <p className={classes.note}>
        A row is a unit, a column a word. Blue is a state above 0, orange one below; here the colours say
        nothing about good and bad. A unit matters as much as the answer moves, in{' '}
        <Term id="logOdds">log-odds</Term>, when it is silenced, held at 0 throughout.{' '}
        {layer.isBackward && 'These units read from the last word to the first. '}
        Click a cell, or choose below, to look into a unit.
      </p>
      <div className={classes.controls}>
        {children}
        <ChoiceField label="Sorted by" value={order} choices={ORDERS} onChange={setOrder} />
        <NativeSelect
          label="Unit"
          value={String(unit)}
          data={all.map((each) => ({
            value: String(each),
            label: `${unitName(each)} (${signed(layer.importance[each] ?? 0)})`,
          }))}
          onChange={(event) => chooseUnit(Number(event.currentTarget.value))}
        />
        {layer.units > NUM_FIRST && (
          <Button variant="default" aria-pressed={isWhole} onClick={() => setWhole(!isWhole)}>
            {isWhole ? `Show ${NUM_FIRST}` : `Show all ${layer.units}`}
          </Button>
        )}
      </div>
      <ChartWithTable
        title={TITLE}
        figure={figure}
        summary={statesSummary(layer, columns, isWhole ? null : rows.length)}
        table={() => stateTable(layer, columns, all)}
        data={() => stateData(layer, columns, all)}
        height={heatMapHeight(rows.length)}
        onDrawn={onDrawn}
        overlay={
          <PlotMarks
            frame={stateFrame(columns, rows.length)}
            columns={place === null ? undefined : [place - 0.5, place + 0.5]}
            rows={[row + 0.5, row - 0.5]}
          />
        }
      />
    </div>
  );
}
