/** The colours of the map as it is set. */
import { useMemo } from 'react';
import type { WordClusters } from '../../../insightTypes';
import type { MapColour } from '../../../state/inside/mapState';
import type { ChartTheme } from '../../charts/chartTheme';
import { byCluster, byFrequency, bySentiment, type Colouring } from './colourClasses';

/** By sentiment until clusters are there. @param scaleScores those that the scale of colours has to hold */
export function useColouring(
  theme: ChartTheme,
  colour: MapColour,
  scores: Float32Array,
  scaleScores: Float32Array,
  clusters: WordClusters | null,
): Colouring {
  return useMemo(() => {
    if (colour === 'cluster' && clusters !== null) return byCluster(theme, clusters);
    return colour === 'frequency' ? byFrequency(theme) : bySentiment(theme, scores, scaleScores);
  }, [theme, colour, scores, scaleScores, clusters]);
}
