// One world on several workers, in Node and in a browser.
import { peopleOf, type Section } from '../section.ts';

const LARGE = 1_000_000;
/** Weeks lived each time. */
const weeksFor = (people: number): number => (people >= LARGE ? 15 : 103);

const places = [
  { of: 'one worker', where: 'Node', workers: 1, letters: 'shared memory' },
  { of: 'two workers', where: 'Node', workers: 2, letters: 'shared memory' },
  { of: 'two workers, by ports', where: 'Node', workers: 2, letters: 'ports' },
  { of: 'two workers in Chromium', where: 'Chromium', workers: 2, letters: 'shared memory' },
  { of: 'two workers in Chromium, by ports', where: 'Chromium', workers: 2, letters: 'ports' },
] as const;

export const sharingSection: Section = {
  name: 'sharing',
  title: 'One world without a campaign, shared between workers',
  about: `Weeks after the first quarter, with their figures, as the progress of a run tells them, in engines that have lived
five such worlds before, and in new ones. Letters go through shared memory, or by message ports.`,
  units: { 'ms a week': 'ms', 'weeks a second': '', 'ms a week, engines new': 'ms' },
  plan: ({ full, people }) => ({
    trials: people
      .filter((many) => many >= 50_000 && (full || many < LARGE))
      .flatMap((many) =>
        places.map(({ of, ...how }) => ({
          of: `${of}, ${peopleOf(many)}`,
          call: { task: 'sharing', input: { ...how, people: many, weeks: weeksFor(many) } },
        })),
      ),
  }),
};
