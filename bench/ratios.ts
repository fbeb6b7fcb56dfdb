// Ratios within one run: the only numbers that another machine, or another day, can be held to.
import { type Spread, spreadOf } from './measure.ts';
import type { Find } from './section.ts';

export type Ratio = {
  readonly name: string;
  /** Which way is better. */
  readonly better: 'lower' | 'higher';
  readonly samples: readonly number[];
  readonly spread: Spread;
};

type Place = readonly [section: string, of: string, figure: string];
type Declared = {
  readonly name: string;
  readonly better: Ratio['better'];
  readonly of: readonly Place[];
  /** The ratio from one sample of each. */
  readonly value: (...samples: number[]) => number;
};

const over = (one: number, other: number): number => one / other;
const week = (people: string): Place => ['week', `${people} people`, 'week'];
const speed = (peer: string, people: string): Place => ['reduced', peer, `million steps/s at ${people}`];
const bytes = (peer: string, people: string): Place => ['reduced', peer, `bytes/agent at ${people}`];
const arms = (people: string, figure: string): Place => ['arms', `${people} people`, figure];
const ensemble = (of: string, figure = 'time'): Place => ['ensemble', of, figure];

/** One measure over another: smaller is better. */
function lower(name: string, one: Place, other: Place): Declared {
  return { name, better: 'lower', of: [one, other], value: over };
}

/** One measure over another: larger is better. */
function higher(name: string, one: Place, other: Place): Declared {
  return { name, better: 'higher', of: [one, other], value: over };
}

/** Our speed on the reduced model against a peer's. */
function faster(peer: string, people: string): Declared {
  return higher(`reduced model at ${people}: ours over ${peer}`, speed('ours', people), speed(peer, people));
}

/** How often so many bytes could be read and written in the time. */
function copiesIn(nanoseconds: number, bytes: number, gigabytesPerSecond: number): number {
  return nanoseconds / ((2 * bytes) / gigabytesPerSecond);
}

/** How often the columns of a person could be copied in the time of a week. */
function copies(people: string): Declared {
  const bytesEach: Place = ['population', `${people} people`, 'columns'];
  return {
    name: `week at ${people}: copies of a person's columns in the same time`,
    better: 'lower',
    of: [week(people), bytesEach, ['bandwidth', 'JavaScript', 'copy']],
    value: copiesIn,
  };
}

/** Worlds that share a burn-in over one of them, the burn-in not counted. */
function overOneWorld(figure: string, people: string): Declared {
  return {
    name: `${figure} over one world, after the burn-in, ${people}`,
    better: 'lower',
    of: [arms(people, figure), arms(people, 'one world'), arms(people, 'burn-in alone')],
    value: (several, one, shared) => (several - shared) / (one - shared),
  };
}

/** The same with the burn-in: what somebody waits who wants more than one. */
function overOneWhole(figure: string, one: string, people: string): Declared {
  return lower(`${figure} over ${one}, ${people}`, arms(people, figure), arms(people, one));
}

/** What building takes and holds at 100,000 people, against copying and against the columns alone. */
const held = (figure: string): Place => ['population', '100,000 people', figure];
const building: readonly Declared[] = [
  {
    name: "building at 100,000: copies of a person's columns in the same time",
    better: 'lower',
    of: [held('building'), held('columns'), ['bandwidth', 'JavaScript', 'copy']],
    value: copiesIn,
  },
  lower('bytes at 100,000: all that is held over the columns', held('all that is held'), held('columns')),
];

const answers = ['2,500 people, 20 pairs', '10,000 people, 40 pairs'].flatMap((size): Declared[] => {
  const time = (figure: string): Place => ['answer', size, figure];
  const paired = time('time to the answer, paired');
  return [
    higher(`answer, ${size}: unpaired over paired`, time('... unpaired'), paired),
    higher(`answer, ${size}: unpaired plain objects over paired`, time('... unpaired, plain objects'), paired),
  ];
});

const declared: readonly Declared[] = [
  lower(
    'week at 2,000: engine over plain reference',
    ['reference', 'engine', 'week'],
    ['reference', 'reference', 'week'],
  ),
  lower('week: at 100,000 over at 2,000', week('100,000'), week('2,000')),
  lower('week: at 2,000,000 over at 100,000', week('2,000,000'), week('100,000')),
  copies('100,000'),
  copies('2,000,000'),
  ...building,
  overOneWhole('a pair', 'one world', '5,000'),
  overOneWhole('a pair, campaign after a quarter', 'one world', '5,000'),
  overOneWhole('six designs and none', 'one world', '5,000'),
  overOneWhole('six designs and none, campaigns after a quarter', 'one world', '5,000'),
  overOneWhole('six designs and none, campaigns after a quarter', 'one world with a campaign after a quarter', '5,000'),
  ...['5,000', '2,000,000'].flatMap((people) => [
    overOneWorld('a pair', people),
    overOneWorld('a pair, campaign after a quarter', people),
    overOneWorld('six designs and none', people),
    overOneWorld('six designs and none, campaigns after a quarter', people),
  ]),
  lower('one worker over a plain loop', ensemble('one worker'), ensemble('a plain loop')),
  higher('one worker over two workers', ensemble('one worker'), ensemble('two workers')),
  higher(
    'one worker over two workers, engines new',
    ensemble('one worker', 'time, engines new'),
    ensemble('two workers', 'time, engines new'),
  ),
  higher(
    'one worker over two workers, 2,000,000 people',
    ensemble('one worker, 2,000,000 people'),
    ensemble('two workers, 2,000,000 people'),
  ),
  ...['100,000', '2,000,000'].flatMap((people) => {
    const lived = (of: string, figure = 'ms a week'): Place => ['sharing', `${of}, ${people} people`, figure];
    return [
      higher(`one world of ${people}: one worker over two workers`, lived('one worker'), lived('two workers')),
      higher(
        `one world of ${people}: one worker over two workers, engines new`,
        lived('one worker', 'ms a week, engines new'),
        lived('two workers', 'ms a week, engines new'),
      ),
      lower(
        `one world of ${people}: two workers in Chromium over two in Node`,
        lived('two workers in Chromium'),
        lived('two workers'),
      ),
      ...['two workers', 'two workers in Chromium'].map((workers) =>
        lower(
          `one world of ${people}, ${workers}: letters by ports over by shared memory`,
          lived(`${workers}, by ports`),
          lived(workers),
        ),
      ),
    ];
  }),
  lower(
    'start: forewarned --version over node alone',
    ['start', 'forewarned --version', 'time'],
    ['start', 'node alone', 'time'],
  ),
  lower(
    'first result in the app over the whole comparison',
    ['first', 'in the app', 'first result'],
    ['first', 'in the app', 'all'],
  ),
  ...answers,
  faster('plain objects', '100,000'),
  faster('plain objects', '1,000,000'),
  faster('C', '100,000'),
  faster('C', '1,000,000'),
  faster('NumPy', '100,000'),
  faster('NumPy', '1,000,000'),
  faster('js-simulator', '100,000'),
  faster('AgentScript, neighbour lists', '100,000'),
  faster('AgentScript, links', '100,000'),
  faster('flocc', '100,000'),
  lower(
    'bytes per agent at 100,000: ours over plain objects',
    bytes('ours', '100,000'),
    bytes('plain objects', '100,000'),
  ),
];

/** Names of all ratios there can be. */
export const ratioNames: readonly string[] = declared.map(({ name }) => name);

/** Section and subject of every measure that a ratio needs. */
export const ratioSubjects: readonly (readonly [section: string, of: string])[] = declared.flatMap(({ of }) =>
  of.map(([section, subject]) => [section, subject] as const),
);

/** All ratios whose measures are there, round by round. */
export function ratiosOf(find: Find): Ratio[] {
  return declared.flatMap(({ name, better, of, value }) => {
    const measured = of.map((place) => find(...place));
    if (!measured.every((samples) => samples !== null)) return [];
    const rounds = Math.max(...measured.map(({ length }) => length));
    const samples = Array.from({ length: rounds }, (_, round) => value(...measured.map((one) => at(one, round))));
    return [{ name, better, samples, spread: spreadOf(samples) }];
  });
}

/** The sample of a round; of what was measured in fewer rounds, the median. */
function at(samples: readonly number[], round: number): number {
  return samples[round] ?? spreadOf(samples).median;
}
