import type { Spread } from '../../experiment/comparison.ts';
import { toldApart } from '../../report/words.ts';

/** What a room can answer: the intention falls more where the assumption holds, about the same, or where it does not hold. */
export type Verdict = 'holds' | 'same' | 'fails';

export type Three = { readonly holds: Spread; readonly fails: Spread; readonly worth: Spread };

/**
 * What the numbers say, whatever the lesson expects: where the intention falls more, as one of the answers the room could give, and
 * how that is said. Nothing is said to differ that cannot be told apart.
 */
export function verdictOf({ holds, fails, worth }: Three): {
  readonly answer: Verdict;
  readonly said: Verdict | 'neither' | 'neitherMoreHolds' | 'neitherMoreFails';
} {
  const lowers = (one: Spread): boolean => one.mean < 0 && toldApart(one);
  const raises = (one: Spread): boolean => one.mean > 0 && toldApart(one);
  if (raises(holds) && raises(fails)) {
    const said = !toldApart(worth) ? 'neither' : worth.mean < 0 ? 'neitherMoreFails' : 'neitherMoreHolds';
    return { answer: 'same', said };
  }
  const answer = !toldApart(worth)
    ? 'same'
    : worth.mean < 0 && lowers(holds)
      ? 'holds'
      : lowers(fails)
        ? 'fails'
        : 'same';
  return { answer, said: answer };
}
