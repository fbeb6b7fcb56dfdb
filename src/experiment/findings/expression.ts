import type { Expression, Leaf } from '../../scenario/seeds/finding.ts';
import { mean } from '../../statistics/mean.ts';

/**
 * The value of an expression.
 *
 * @param readingOf what the runs show of a leaf; NaN where nobody qualified, which makes the whole NaN
 */
export function evaluate(expression: Expression, readingOf: (leaf: Leaf) => number): number {
  const of = (part: Expression): number => evaluate(part, readingOf);
  if ('sum' in expression) return expression.sum.reduce((total, part) => total + of(part), 0);
  if ('minus' in expression) return of(expression.minus[0]) - of(expression.minus[1]);
  if ('ratio' in expression) {
    const [top, bottom] = expression.ratio.map(of);
    return bottom === 0 ? Number.NaN : top / bottom;
  }
  if ('range' in expression) {
    const values = expression.range.map(of);
    return Math.max(...values) - Math.min(...values);
  }
  if ('least' in expression) return Math.min(...expression.least.map(of));
  if ('greatest' in expression) return Math.max(...expression.greatest.map(of));
  if ('size' in expression) return Math.abs(of(expression.size));
  if ('scaled' in expression) return expression.scaled.by * of(expression.scaled.value);
  if ('agreement' in expression) return agreement(expression.agreement[0].map(of), expression.agreement[1].map(of));
  return readingOf(expression);
}

/**
 * Whether two lists order the same things alike: 1 in every pair, -1 in none, 0 as often as not; a tie in either counts as neither.
 *
 * @source Kendall (1938), A new measure of rank correlation (tau a)
 */
function agreement(one: readonly number[], other: readonly number[]): number {
  if ([...one, ...other].some(Number.isNaN)) return Number.NaN;
  const pairs = one.flatMap((value, at) =>
    one.slice(at + 1).map((next, k) => Math.sign(next - value) * Math.sign(other[at + 1 + k] - other[at])),
  );
  return mean(pairs);
}
