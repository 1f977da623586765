/** Gauss-Legendre quadrature on [0, 1], exact for polynomials of degree 2n - 1. */

export interface Quadrature {
  /** Ascending, all within (0, 1). */
  nodes: Float64Array;
  /** They sum to 1. */
  weights: Float64Array;
}

/**
 * Nodes are the roots of the Legendre polynomial P_n, found by Newton's method from Tricomi's guess, and the weights
 * 2 / ((1 - x^2) P_n'(x)^2) (Abramowitz and Stegun, 25.4.29), both moved from [-1, 1].
 */
export function gaussLegendre(n: number): Quadrature {
  const nodes = new Float64Array(n);
  const weights = new Float64Array(n);
  for (let k = 0; k < n; k++) {
    let x = Math.cos((Math.PI * (k + 0.75)) / (n + 0.5));
    let { derivative } = legendre(n, x);
    for (let round = 0; round < MAX_ROUNDS; round++) {
      const at = legendre(n, x);
      const step = at.value / at.derivative;
      x -= step;
      ({ derivative } = legendre(n, x));
      if (Math.abs(step) < 1e-15) break;
    }
    // Roots come from the largest.
    nodes[n - 1 - k] = (1 + x) / 2;
    weights[n - 1 - k] = 1 / ((1 - x * x) * derivative * derivative);
  }
  return { nodes, weights };
}

/** Newton's method doubles the digits each time. */
const MAX_ROUNDS = 20;

/** P_n and its derivative at x, by the three-term recurrence. */
function legendre(n: number, x: number): { value: number; derivative: number } {
  let [before, value] = [1, x];
  for (let k = 2; k <= n; k++) [before, value] = [value, ((2 * k - 1) * x * value - (k - 1) * before) / k];
  return { value, derivative: (n * (x * value - before)) / (x * x - 1) };
}
