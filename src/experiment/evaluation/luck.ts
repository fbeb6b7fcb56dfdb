import { type Key, keyOf, weekly } from '../../random/key.ts';
import type { StudyWorld } from './snapshot.ts';

/** The luck of one survey, by what it is for: a cause that is spared never moves the draws of another. */
export type Luck = {
  /** What a person is like whenever asked. */
  readonly fate: (purpose: string) => Key;
  /** What differs from wave to wave. `week` of the interviews, from -1 */
  readonly at: (purpose: string, week: number) => Key;
};

/**
 * @param lot    which lot of the assignment
 * @param number which imaginary survey of the same worlds
 */
export function luckOf(
  world: Pick<StudyWorld, 'seed' | 'replicate'>,
  studyId: string,
  lot: number,
  number: number,
): Luck {
  const keys = new Map<string, Key>();
  const fate = (purpose: string): Key => {
    const known = keys.get(purpose);
    if (known !== undefined) return known;
    const made = keyOf(world.seed, world.replicate, 'survey', studyId, lot, number, purpose);
    keys.set(purpose, made);
    return made;
  };
  return { fate, at: (purpose, week) => weekly(fate(purpose), week + 1) };
}
