// What answers cost: several worlds together, many on several threads, and pairs until a result is sure enough.

import { spreadOf } from '../measure.ts';
import { peopleOf, type Section } from '../section.ts';

const WEEKS = 104;
const BURN_IN = 78;
const LARGE = 1_000_000;
const ALL = { weeks: WEEKS, burnIn: BURN_IN, repeats: 3 };
/** Enough of a large world to compare it with others of its size. */
const FEW = { weeks: 24, burnIn: 6, repeats: 1 };

/** People in a comparison where nothing else is said. */
const COMPARED = 5000;

const variants = [
  { name: 'one world', designs: 0, from: 0 },
  { name: 'a pair', designs: 1, from: 0 },
  { name: 'a pair, campaign after a quarter', designs: 1, from: 0.25 },
  { name: 'six designs and none', designs: 6, from: 0 },
  { name: 'six designs and none, campaigns after a quarter', designs: 6, from: 0.25 },
  { name: 'one world with a campaign after a quarter', designs: 6, from: 0.25, each: true },
] as const;

export const armSection: Section = {
  name: 'arms',
  title: 'Worlds that share a burn-in',
  about: `A burn-in of ${BURN_IN} weeks and ${WEEKS} weeks of each world, with all that a comparison asks of them; of two million people ${FEW.burnIn} and
${FEW.weeks}. Late campaigns begin when a quarter of the weeks is over. One world with a campaign: the mean of the six designs, each by itself.`,
  units: 'ms',
  trialsAcross: true,
  plan: ({ full, people }) => ({
    trials: [COMPARED, ...people.filter((many) => full && many >= LARGE)].map((many) => ({
      of: peopleOf(many),
      call: { task: 'arms', input: { people: many, variants, ...(many >= LARGE ? FEW : ALL) } },
      ...(many >= LARGE && { rounds: 1 }),
    })),
  }),
};

const crews = [
  { of: 'a plain loop', workers: 0 },
  { of: 'one worker', workers: 1 },
  { of: 'two workers', workers: 2 },
];

export const ensembleSection: Section = {
  name: 'ensemble',
  title: 'Several pairs of worlds, of 2,000 people where nothing else is said',
  about:
    'A plain loop in one thread, and workers as a comparison has them; in engines that have done the same before, and in new ones. Start: until each worker has done a small job.',
  units: { start: 'ms', time: 'ns/person-week', 'time, engines new': 'ns/person-week' },
  plan: ({ full, people }) => {
    const small = { people: 2000, jobs: full ? 192 : 64, weeks: WEEKS, burnIn: BURN_IN };
    const large = people.filter((many) => full && many >= LARGE).map((many) => ({ ...FEW, people: many, jobs: 2 }));
    return {
      trials: [small, ...large].flatMap(({ people: many, jobs, weeks, burnIn }) =>
        crews.map(({ of, workers }) => ({
          of: many === small.people ? of : `${of}, ${peopleOf(many)}`,
          call: { task: 'ensemble', input: { workers, people: many, jobs, weeks, burnIn } },
          ...(many >= LARGE && { rounds: 1 }),
        })),
      ),
    };
  },
};

export const startSection: Section = {
  name: 'start',
  title: 'From a command to its end',
  about: 'Whole processes. The comparison: 200 people, 26 weeks after the burn-in, 2 replicates, one worker.',
  units: 'ms',
  plan: () => ({
    trials: [
      { of: 'node alone', args: ['--eval', '0'] },
      { of: 'forewarned --version', args: ['forewarned', '--version'] },
      { of: 'forewarned list', args: ['forewarned', 'list'] },
      {
        of: 'a small comparison',
        args: [
          ...['forewarned', 'run', 'albania-facts', '--people', '200', '--replicates', '2', '--draws', '1'],
          ...['--weeks', '26', '--workers', '1'],
        ],
      },
    ].map(({ of, args }) => ({ of, call: { task: 'command', input: { args } } })),
  }),
};

export const firstSection: Section = {
  name: 'first',
  title: 'From the start of a comparison to its first result',
  about:
    'As it comes when nobody changes anything. The app in Chromium: from the click to the first picture on the screen, and to the end. The command: from its start to the line of its progress that counts a pair.',
  units: 'ms',
  plan: () => ({
    trials: [
      { of: 'in the app', call: { task: 'firstResult', input: { where: 'Chromium' } } },
      { of: 'forewarned compare', call: { task: 'firstResult', input: { where: 'command' } } },
    ],
  }),
};

/** The most people that the page takes. */
const MOST_IN_PAGE = 100_000;
const underway = [
  { name: 'in the burn-in', arms: 0.3 },
  { name: 'in a week of a campaign', arms: 1.2 },
];
/** A world of two million people is built for some seconds; a smaller one is built before anybody could stop that. */
const building = { name: 'a second after its start', arms: 0, after: 1000 };

export const stopSection: Section = {
  name: 'stop',
  title: 'From the wish to stop a comparison to its end',
  about:
    'One pair of worlds that all workers share, with seven designs. The command: from Ctrl-C to the end of the process. The page: from the click to the words that it has stopped.',
  units: 'ms',
  plan: ({ full, people }) => ({
    trials: [
      {
        of: `in the app, ${peopleOf(MOST_IN_PAGE)}`,
        call: { task: 'stopping', input: { where: 'Chromium', people: MOST_IN_PAGE, moments: underway } },
      },
      ...people
        .filter((many) => many >= MOST_IN_PAGE && (full || many < LARGE))
        .map((many) => ({
          of: `forewarned compare, ${peopleOf(many)}`,
          call: {
            task: 'stopping' as const,
            input: {
              ...{ where: 'command' as const, people: many },
              moments: many >= LARGE ? [building, ...underway] : underway,
            },
          },
        })),
    ],
  }),
};

const REACH = 0.002;
const of = (people: number, pairs: number): string => `${peopleOf(people)}, ${pairs} pairs`;

/** The outcome whose time is published. */
const PUBLISHED = 'share considering or further';

/** People and pairs from which the number of pairs that an answer takes is estimated. */
function answerSize(full: boolean): { readonly people: number; readonly pairs: number } {
  return full ? { people: 10_000, pairs: 40 } : { people: 2500, pairs: 20 };
}

export const answerSection: Section = {
  name: 'answer',
  title: 'Time to an answer with a standard error of 10 % of the effect',
  about: `A campaign that meets ${100 * REACH} % of people a week against none, ${WEEKS} weeks, burn-in ${BURN_IN}, one thread. Unpaired worlds
have people and luck of their own. Pairs needed are estimated from the pairs lived. Plain objects: the reference of the tests, with the
week of the section "reference".`,
  units: { 'seconds a pair': 's', 'seconds an unpaired pair': 's' },
  trialsAcross: true,
  plan: ({ full }) => {
    const { people, pairs } = answerSize(full);
    return {
      trials: [
        {
          of: of(people, pairs),
          call: { task: 'answer', input: { people, weeks: WEEKS, pairs, reach: REACH } },
          rounds: 1,
        },
      ],
    };
  },
  derive: (find) =>
    [false, true].flatMap((full) => {
      const { people, pairs } = answerSize(full);
      const label = of(people, pairs);
      const value = (figure: string): number | null => find('answer', label, figure)?.[0] ?? null;
      const [paired, unpaired] = [value(`${PUBLISHED}: pairs`), value(`${PUBLISHED}: unpaired pairs`)];
      const [pair, loose] = [value('seconds a pair'), value('seconds an unpaired pair')];
      if (paired === null || unpaired === null || pair === null || loose === null) return [];
      const row = (figure: string, seconds: number) => ({ of: label, figure, unit: 's', samples: [seconds] });
      const rows = [row('time to the answer, paired', paired * pair), row('... unpaired', unpaired * loose)];
      const plain = find('reference', 'reference', 'week');
      if (plain === null) return rows;
      const world = (spreadOf(plain).median * people * (BURN_IN + WEEKS)) / 1e9;
      return [...rows, row('... unpaired, plain objects', unpaired * 2 * world)];
    }),
};
