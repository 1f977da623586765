/** The safeguard of Newton's method: a step is shortened until it does not make things worse. */

/** Halvings after which a step is as good as none. */
const MAX_HALVINGS = 40;

/** @returns `at` plus the whole change or the largest half, quarter, ... of it that does not raise the objective */
export function decreasing(
  objective: (at: readonly number[]) => number,
  at: readonly number[],
  change: readonly number[],
): number[] {
  const before = objective(at);
  // Near the minimum, differences of the objective are rounding.
  const most = before + 1e-12 * Math.abs(before);
  for (let halving = 0; halving < MAX_HALVINGS; halving++) {
    const next = at.map((value, k) => value + change[k]! * 2 ** -halving);
    if (objective(next) <= most) return next;
  }
  return [...at];
}
