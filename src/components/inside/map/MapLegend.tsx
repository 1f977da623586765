/** What colours and signs of the map mean. */
import type { JSX } from 'react';
import type { WordClusters } from '../../../insightTypes';
import type { ChartTheme } from '../../charts/chartTheme';
import { ColourKey } from '../../charts/ColourKey';
import type { Colouring } from './colourClasses';
import classes from './map.module.css';
import { Mark } from './Mark';
import type { MarkKind } from './marks';
import { Swatch } from './Swatch';

const MARK_NAMES: Record<MarkKind, string> = {
  selected: 'selected',
  neighbour: 'nearest words',
  pinned: 'pinned',
  review: 'words of the review',
};
const NUM_TYPICAL = 4;

interface MapLegendProps {
  theme: ChartTheme;
  colouring: Colouring;
  groups: readonly (readonly number[])[];
  clusters: WordClusters | null;
  marked: ReadonlyMap<number, MarkKind>;
}

export function MapLegend({ theme, colouring, groups, clusters, marked }: MapLegendProps): JSX.Element {
  const kinds = [...new Set(marked.values())];
  return (
    <div className={classes.legend}>
      {colouring.kind === 'sentiment' ? (
        <>
          <ColourKey theme={theme} halfWidth={colouring.halfWidth} />
          <span className={classes.quiet}>how the model judges the word alone</span>
        </>
      ) : (
        <ul className={classes.keys} aria-label="Colours">
          {colouring.classes.map((style, place) => {
            const typical = colouring.kind === 'cluster' ? clusters?.typicalWords[place] : undefined;
            const count = groups[place]?.length ?? 0;
            return (
              <li key={style.name} title={`${count.toLocaleString('en')} words`}>
                <Swatch symbol={style.symbol} colour={style.colour} />
                {typical === undefined ? (
                  style.name
                ) : (
                  <span>
                    {place + 1}: {typical.slice(0, NUM_TYPICAL).join(', ')}{' '}
                    <span className={classes.quiet}>({count.toLocaleString('en')})</span>
                  </span>
                )}
              </li>
            );
          })}
        </ul>
      )}
      {kinds.length > 0 && (
        <ul className={classes.keys} aria-label="Signs">
          {kinds.map((kind) => (
            <li key={kind}>
              <svg width={24} height={24} aria-hidden="true">
                <Mark kind={kind} at={{ left: 12, top: 12 }} />
              </svg>
              {MARK_NAMES[kind]}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
