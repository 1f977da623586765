/** What the model says of the states that were tried. */
import { useCallback, useMemo } from 'react';
import { applyEdits, keyOf, NO_EDITS, type Edits } from '../../../state/inside/edits';
import type { Trail } from '../../../state/inside/trail';
import { useInsight, valueOf, type Ask, type Insight } from '../../../state/inside/useInsight';

interface Judged {
  words: readonly string[];
  /** Log-odds by the key of the edits. */
  logOdds: ReadonlyMap<string, number>;
}

/** Asks about several states of one review at once. */
export function useStates(words: readonly string[], states: readonly Edits[]): Insight<Judged> {
  const ask = useCallback<Ask<Judged>>(
    async (client) => {
      const answers = await client.judge(states.map((edits) => applyEdits(words, edits)));
      return { words, logOdds: new Map(states.map((edits, i) => [keyOf(edits), answers[i] ?? NaN])) };
    },
    [words, states],
  );
  return useInsight(words.length === 0 || states.length === 0 ? null : ask);
}

export interface JudgedTrail {
  /** Null as long as it is not known. */
  logOddsOf: (edits: Edits) => number | null;
  insight: Insight<unknown>;
}

/** The state that is shown comes first; those of the trail follow. */
export function useJudged({ words, current, tried }: Trail): JudgedTrail {
  const shown = useMemo(() => [NO_EDITS, current], [current]);
  const near = useStates(words, shown);
  const far = useStates(words, tried);
  return {
    logOddsOf(edits) {
      const key = keyOf(edits);
      for (const judged of [valueOf(near), valueOf(far)]) {
        const logOdds = judged?.words === words ? judged.logOdds.get(key) : undefined;
        if (logOdds !== undefined) return logOdds;
      }
      return null;
    },
    insight: near,
  };
}
