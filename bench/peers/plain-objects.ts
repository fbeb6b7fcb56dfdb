// An object for each person and no framework.
import { befriend } from './network.ts';
import { type Build, chanceToMove, GAIN, KEEPING, LAST, MEETING, TALK } from './reduced-model.ts';

class Person {
  belief = Math.random() - 0.5;
  trust = 0.2 + 0.6 * Math.random();
  stage = 0;
  readonly friends: Person[] = [];
}

/** What an agent of any framework has. */
export type Agent = { belief: number; trust: number; stage: number };

/** A week of one agent. */
export function live(person: Agent, friends: readonly Agent[]): void {
  let belief = person.belief;
  if (Math.random() < MEETING) belief += GAIN * person.trust * (1 - belief);
  const many = friends.length;
  if (many > 0) {
    const heard = friends[Math.floor(Math.random() * many)].belief + friends[Math.floor(Math.random() * many)].belief;
    belief += TALK * (heard / 2 - belief);
  }
  belief *= KEEPING;
  person.belief = belief;
  if (person.stage < LAST && Math.random() < chanceToMove(belief)) person.stage++;
}

export const build: Build = (count) => {
  const people = Array.from({ length: count }, () => new Person());
  befriend(people, ({ friends }) => friends);
  return {
    week() {
      const counts = [0, 0, 0, 0];
      for (const person of people) {
        live(person, person.friends);
        counts[person.stage]++;
      }
      return counts;
    },
  };
};
