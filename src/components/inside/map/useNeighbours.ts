/** The words nearest to the selected one in the space of the embedding. */
import { useMemo } from 'react';
import type { Distance, Neighbour } from '../../../insightTypes';
import { useInsight, type Ask, type Insight } from '../../../state/inside/useInsight';

export const LIMITS = [10, 20, 50] as const;

export function useNeighbours(
  id: number | null,
  distance: Distance,
  limit: number,
): Insight<{ id: number; near: Neighbour[] }> {
  const ask = useMemo(
    (): Ask<{ id: number; near: Neighbour[] }> | null =>
      id === null
        ? null
        : async (client, { signal }) => ({
            id,
            near: await client.neighbours(id, distance, limit, { signal }),
          }),
    [id, distance, limit],
  );
  return useInsight(ask);
}
