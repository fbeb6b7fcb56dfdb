/** A line of best fit through weighted numbers. */
export type Fit = {
  /** One per column; 0 where the column was left out. */
  readonly coefficients: Float64Array;
  /** Inverse of the weighted cross-products of the columns kept; rows and columns of those left out are 0. */
  readonly inverse: readonly Float64Array[];
  readonly residuals: Float64Array;
  /** Columns kept, that is, not a sum of multiples of earlier ones. */
  readonly kept: readonly boolean[];
  readonly rank: number;
};

/** Share of a column's squares that must be left after the earlier columns, for the column to tell anything of its own. */
const OWN = 1e-10;

/**
 * Weighted least squares by normal equations, for few columns and many rows.
 *
 * Columns that add nothing to earlier ones are left out, as R's `lm` does. Digits: about those of a double minus those of the
 * square of the condition number; ample for ages, shares and indicators, too few for powers of large numbers.
 *
 * @param columns  each of the length of `y`; a constant is a column like any other
 * @param weights  0 or above
 * @throws RangeError where lengths differ
 * @source Goodnight (1979), A tutorial on the SWEEP operator, The American Statistician 33
 */
export function leastSquares(columns: readonly Float64Array[], y: Float64Array, weights: Float64Array): Fit {
  const n = y.length;
  const k = columns.length;
  for (const { length } of [weights, ...columns])
    if (length !== n) throw new RangeError(`leastSquares: expected columns of length ${n}, found one of ${length}.`);
  const matrix = Array.from({ length: k }, () => new Float64Array(k + 1));
  for (let a = 0; a < k; a++) {
    const column = columns[a].map((x, i) => x * weights[i]);
    for (let b = a; b <= k; b++) {
      const other = b < k ? columns[b] : y;
      let sum = 0;
      for (let i = 0; i < n; i++) sum += column[i] * other[i];
      matrix[a][b] = sum;
      if (b < k) matrix[b][a] = sum;
    }
  }
  const squares = matrix.map((row, a) => row[a]);
  const kept = squares.map((whole, a) => {
    const own = matrix[a][a] > OWN * whole;
    if (own) sweep(matrix, a);
    return own;
  });
  const coefficients = Float64Array.from(kept, (own, a) => (own ? matrix[a][k] : 0));
  const residuals = y.slice();
  for (let a = 0; a < k; a++) if (kept[a]) for (let i = 0; i < n; i++) residuals[i] -= coefficients[a] * columns[a][i];
  const inverse = matrix.map((row, a) => Float64Array.from(kept, (own, b) => (own && kept[a] ? row[b] : 0)));
  return { coefficients, inverse, residuals, kept, rank: kept.filter(Boolean).length };
}

/** Takes one column into the fit: turns its row and column into those of the inverse. */
function sweep(matrix: readonly Float64Array[], at: number): void {
  const pivot = matrix[at][at];
  const row = matrix[at];
  for (let j = 0; j < row.length; j++) if (j !== at) row[j] /= pivot;
  for (let i = 0; i < matrix.length; i++) {
    if (i === at) continue;
    const factor = matrix[i][at];
    if (factor !== 0) for (let j = 0; j < row.length; j++) if (j !== at) matrix[i][j] -= factor * row[j];
    matrix[i][at] = -factor / pivot;
  }
  row[at] = 1 / pivot;
}
