/** Beyond it nobody waits for the runs, and one level too many makes it a hundred times as much. */
const MOST_POINTS = 1_000_000;

/**
 * Every combination of the levels of all factors, the last factor fastest.
 *
 * @param levels  by factor
 * @returns       combinations x factors; one empty combination when there is no factor
 * @throws RangeError when there are more than 1,000,000 combinations, or a factor has no level
 */
export function factorial(levels: readonly (readonly number[])[]): readonly (readonly number[])[] {
  const counts = levels.map(({ length }) => length);
  const points = counts.reduce((product, count) => product * count, 1);
  if (counts.includes(0))
    throw new RangeError(
      `factorial: expected a level for each factor, found none for factor ${counts.indexOf(0) + 1}.`,
    );
  if (points > MOST_POINTS)
    throw new RangeError(
      `factorial: expected at most ${MOST_POINTS} combinations, found ${counts.join(' x ')} = ${points}. Take fewer levels, or a Latin hypercube.`,
    );
  return levels.reduce<readonly (readonly number[])[]>(
    (rows, factor) => rows.flatMap((row) => factor.map((level) => [...row, level])),
    [[]],
  );
}
