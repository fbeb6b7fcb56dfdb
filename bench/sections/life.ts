// What the weeks of one world cost: whole, by mechanism, before them and against the plain reference.
import { grouped, peopleOf, type Section, type Size } from '../section.ts';

const PERSON_WEEK = 'ns/person-week';
/** Weeks before those that are timed: nobody is on the way at first. */
const BURN_IN = 26;
const LARGE = 1_000_000;

/** Weeks timed: enough of them for a small world, few for a large one. */
function weeksFor(people: number): number {
  return people >= LARGE ? 4 : people >= 50_000 ? 10 : 52;
}

function rounds(people: number, { full }: Size): { readonly rounds?: number } {
  return people >= LARGE && !full ? { rounds: 1 } : people >= LARGE ? { rounds: 3 } : {};
}

export const weekSection: Section = {
  name: 'week',
  title: 'A week with a campaign',
  about: `The median week after a burn-in of ${BURN_IN}, and the copy of the world that an arm begins with.`,
  units: { week: PERSON_WEEK, copy: 'ns/person' },
  plan: (size) => ({
    trials: size.people.map((people) => ({
      of: peopleOf(people),
      call: { task: 'weeks', input: { people, burnIn: BURN_IN, weeks: weeksFor(people) } },
      ...rounds(people, size),
    })),
  }),
};

export const mechanismSection: Section = {
  name: 'mechanisms',
  title: 'A week by mechanism',
  about: 'The median week of each, in the order of the schedule.',
  units: PERSON_WEEK,
  trialsAcross: true,
  plan: (size) => ({
    trials: size.people.map((people) => ({
      of: peopleOf(people),
      call: { task: 'mechanisms', input: { people, burnIn: BURN_IN, weeks: weeksFor(people) } },
      ...rounds(people, size),
    })),
  }),
};

export const burnInSection: Section = {
  name: 'burn-in',
  title: 'A burn-in of 78 weeks and a run of 104',
  about:
    'In a fresh process: the first weeks are slow until the code is compiled. Building the population is part of the burn-in.',
  units: 'ms',
  plan: ({ full }) => ({
    trials: (full ? [2000, 10_000, 100_000] : [2000, 10_000]).map((people) => ({
      of: peopleOf(people),
      call: { task: 'burningIn', input: { people } },
    })),
  }),
};

export const populationSection: Section = {
  name: 'population',
  title: 'Building a population, and what it holds',
  about:
    'Columns alone, all that is held (ties, households, places), and all of it after two weeks with their messages.',
  units: {
    building: 'ns/person',
    columns: 'bytes/person',
    'all that is held': 'bytes/person',
    'after two weeks': 'bytes/person',
  },
  plan: (size) => ({
    trials: size.people.map((people) => ({
      of: peopleOf(people),
      call: { task: 'population', input: { people } },
      ...rounds(people, size),
    })),
  }),
};

const REFERENCE_PEOPLE = 2000;

export const referenceSection: Section = {
  name: 'reference',
  title: `The engine and the plain reference of the tests, ${grouped(REFERENCE_PEOPLE)} people`,
  about: 'The reference has an object for everybody and everything, and gives the same bits.',
  units: { week: PERSON_WEEK },
  plan: () => ({
    trials: (['engine', 'reference'] as const).map((by) => ({
      of: by,
      call: { task: 'plainReference', input: { by, people: REFERENCE_PEOPLE, weeks: by === 'engine' ? 52 : 12 } },
    })),
  }),
};

export const allocationSection: Section = {
  name: 'allocation',
  title: 'Memory over the weeks, 2,000 people',
  about:
    'What many weeks keep when all garbage is collected; what one week after the campaign throws away, as a whole and by mechanism.',
  units: 'bytes',
  trialsAcross: true,
  plan: () => ({
    trials: [
      {
        of: '500 weeks',
        call: { task: 'allocation', input: { people: 2000, weeks: 500 } },
        flags: ['--min-semi-space-size=256', '--max-semi-space-size=256'],
      },
    ],
  }),
};
