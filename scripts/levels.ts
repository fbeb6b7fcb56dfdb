// Measures the levels of the main contexts at default parameters and writes docs/levels.md and the table of docs/discrepancies.md.
//   npm run levels                                    all of it, a few minutes
//   npm run levels -- albania --replicates 2 --people 1000   some contexts, smaller; printed, nothing is written
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type Estimate, jackknifed, type Part, ratio } from '../src/experiment/jackknife.ts';
import {
  type Aspect,
  elasticityOf,
  type Moved,
  QUARTER,
  type Range,
  type Standing,
  slopeOf,
  standing,
  type Verdict,
  verdictOf,
  whenMoved,
  withoutDissonance,
} from '../src/experiment/levels.ts';
import { runPaired } from '../src/experiment/pair.ts';
import { planOf } from '../src/experiment/plan.ts';
import { spread } from '../src/experiment/spread.ts';
import { atHome } from '../src/model/campaign.ts';
import { riskOf } from '../src/model/mechanisms/appraisal.ts';
import { beliefOf } from '../src/model/observe.ts';
import { burnIn, runArm } from '../src/model/run.ts';
import { resultsVersion } from '../src/model/schedule.ts';
import type { Setup } from '../src/model/setup.ts';
import { DEAD, DEATH, MISTREATMENT } from '../src/model/vocabulary.ts';
import type { World } from '../src/model/world.ts';
import { oneMinusExp } from '../src/random/exact-math.ts';
import { knownIntercepts } from '../src/runtime/intercepts-node.ts';
import { mean } from '../src/statistics/mean.ts';
import { between, marked, partOf, placeOf, shown, tableOf, writePart } from './level-pages.ts';

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { replicates: { type: 'string' }, people: { type: 'string' } },
});
const whole = positionals.length === 0 && options.replicates === undefined && options.people === undefined;

const PEOPLE = Number(options.people ?? 3000);
const LUCKS = Number(options.replicates ?? 8);
/** Lucks of the dearer measurements. */
const MOVED_LUCKS = Math.min(LUCKS, 6);
const MET_LUCKS = Math.min(LUCKS, 4);
const FEW_LUCKS = Math.min(LUCKS, 2);
const DRAWS = whole ? 12 : 3;
const DRAW_PEOPLE = Math.min(PEOPLE, 2000);
const WEEKS = 104;
const YEAR = 52;
/** Twelve weeks after the last contact, as long as F01 waited. */
const ASKED = 38;
const SIZE = 0.3;
/** The context in which a tenth is moved and nobody else, to see that it comes to the same. */
const CHECKED = 'west-africa';

const central: Range = [0.019, 0.06];
const contexts: readonly { readonly id: string; readonly deaths: Range | null; readonly from: string }[] = [
  { id: 'north-africa-youth', deaths: central, from: 'b3, central Mediterranean' },
  { id: 'west-africa', deaths: [0.019, 0.18], from: 'b3, central Mediterranean to Atlantic' },
  { id: 'nigeria', deaths: central, from: 'b3, central Mediterranean' },
  { id: 'afghanistan', deaths: null, from: 'none for these routes' },
  { id: 'albania', deaths: null, from: 'none for these routes' },
  { id: 'host-country-refugees', deaths: null, from: 'none for these routes' },
];

type Line = {
  readonly context: string;
  readonly what: string;
  readonly when: string;
  readonly found: Estimate;
  readonly draws: { readonly low: number; readonly high: number } | null;
  readonly range: Range | null;
  readonly from: string;
  readonly verdict: Verdict;
};

/** What is seen in a world without campaign. */
type Seen = {
  readonly start: Standing;
  readonly end: Standing;
  readonly firstYear: Part;
  readonly secondYear: Part;
  readonly deaths: Part;
  readonly drift: number;
};

type Person = { readonly risk: Float64Array; readonly intention: Float32Array; readonly home: Uint8Array };

/** What is seen in a world with a campaign, twelve weeks after it. */
type Met = { readonly recall: Part; readonly recallLate: Part; readonly risk: Part; readonly intention: Part };

function personsOf(world: World): Person {
  const { severity } = world.given.appraisal;
  const risk = Float64Array.from(world.people.id, (_, i) =>
    riskOf(beliefOf(world, i, DEATH), beliefOf(world, i, MISTREATMENT), 0, severity),
  );
  return {
    risk,
    intention: world.people.intention.slice(),
    home: Uint8Array.from(world.people.stage, (s) => atHome[s]),
  };
}

function watch(start: World, setup: Setup, asked?: (persons: Person) => void): Seen {
  const first = standing(start);
  const intentions = [ratio([first.intention])];
  let firstYear = 0;
  const end = runArm(start, setup, (world) => {
    if (world.week % QUARTER === 0) intentions.push(ratio([standing(world).intention]));
    if (world.week === YEAR) firstYear = left(world);
    if (world.week === ASKED) asked?.(personsOf(world));
  });
  return {
    start: first,
    end: standing(end),
    firstYear: [firstYear, end.sizes.people],
    secondYear: [left(end) - firstYear, end.sizes.people],
    deaths: [end.log.deaths, end.log.departures],
    drift: slopeOf(intentions),
  };
}

/** People who left irregularly at least once since week 0. */
const left = (world: World): number => world.people.departureWeek.reduce((sum, week) => sum + Number(week >= 0), 0);

function meet(start: World, setup: Setup, without: Person): Met {
  const found: { recall: Part; risk: Part; intention: Part } = { recall: [0, 0], risk: [0, 0], intention: [0, 0] };
  const reached = (world: World): number[] =>
    Array.from(world.people.id.keys()).filter((i) => world.components.some(({ contacts }) => contacts[i] > 0));
  const recallOf = (world: World): Part => {
    const alive = reached(world).filter((i) => world.people.stage[i] !== DEAD);
    const { passingTrace, lastingTrace } = world.people;
    return [alive.reduce((sum, i) => sum + oneMinusExp(passingTrace[i] + lastingTrace[i]), 0), alive.length];
  };
  const end = runArm(start, setup, (world) => {
    if (world.week !== ASKED) return;
    const here = personsOf(world);
    const both = reached(world).filter((i) => here.home[i] === 1 && without.home[i] === 1);
    const pair = (of: 'risk' | 'intention'): Part => [
      both.reduce((sum, i) => sum + here[of][i], 0),
      both.reduce((sum, i) => sum + without[of][i], 0),
    ];
    found.recall = recallOf(world);
    found.risk = pair('risk');
    found.intention = pair('intention');
  });
  return { ...found, recallLate: recallOf(end) };
}

type Given = readonly [what: string, when: string, of: (seen: Seen) => Part, range: Range | null, from: string];

function givenFor(context: (typeof contexts)[number], considering: number): readonly Given[] {
  const stocks = (['start', 'end'] as const).flatMap((at): Given[] => {
    const when = at === 'start' ? 'week 0' : `week ${WEEKS}`;
    return [
      [
        'considering or further',
        when,
        (seen) => seen[at].considering,
        at === 'start'
          ? [Number((considering - 0.03).toFixed(2)), Number((considering + 0.03).toFixed(2))]
          : [0.37, 0.75],
        at === 'start' ? 'ours: the intercept is set for it, ±0.03' : 'b1, considered emigrating, with Gambia',
      ],
      ['planning or further', when, (seen) => seen[at].planning, [0.026, 0.22], 'b1, desire times plan given desire'],
      [
        'planning or further, of those considering',
        when,
        (seen) => seen[at].planningIfConsidering,
        [0.08, 0.7],
        'b1, plan given desire',
      ],
      ['preparing', when, (seen) => seen[at].preparing, [0.005, 0.07], 'b1, preparing, unconditional'],
      [
        'preparing, of those planning or further',
        when,
        (seen) => seen[at].preparingIfPlanning,
        [0.29, 0.4],
        'b1, preparing given plan',
      ],
      [
        'minimisation among intenders',
        when,
        (seen) => seen[at].minimisation,
        [0.25, 0.45],
        'specification 8, prototype',
      ],
    ];
  });
  return [
    ...stocks,
    ['irregular departures in a year', 'year 1', (seen) => seen.firstYear, [0.001, 0.08], 'b1, specification 8'],
    ['irregular departures in a year', 'year 2', (seen) => seen.secondYear, [0.001, 0.08], 'b1, specification 8'],
    ['general risk', 'week 0', (seen) => seen.start.generalRisk, null, 'an index of two beliefs of b2'],
    ['own risk', 'week 0', (seen) => seen.start.ownRisk, null, 'the same with minimisation'],
    ['general risk minus own risk', 'week 0', (seen) => seen.start.discount, [0, 1], 'T1, b2 (optimism): above 0'],
    ['deaths per departure', 'two years', (seen) => seen.deaths, context.deaths, context.from],
    [
      'drift of mean intention per quarter',
      'two years',
      (seen) => [seen.drift, 1],
      [-0.002, 0.002],
      'specification 3, end of the burn-in',
    ],
  ];
}

function linesOf(context: (typeof contexts)[number]): Line[] {
  const intercepts = knownIntercepts();
  const settled = placeOf(context.id, ['one-on-one', 'deterrence-only', 'returnee-peers', 'null-campaign']);
  const plan = planOf(settled, {
    replicates: LUCKS,
    draws: 1,
    seed: 'levels',
    people: PEOPLE,
    weeks: WEEKS,
    intercepts,
  });
  const seen: Seen[] = [];
  const plain: Part[] = [];
  const oneOnOne: Met[] = [];
  const ads: Met[] = [];
  const returnees: Met[] = [];
  const moved = { risk: [] as Moved[], prospects: [] as Moved[] };
  const few = { risk: [] as Moved[], prospects: [] as Moved[] };
  for (const { replicate, arms } of plan.jobs) {
    const [none, counselling, warning, telling] = arms.map(({ setup }) => setup);
    const start = burnIn(none);
    let without: Person | null = null;
    seen.push(
      watch(start, none, (persons) => {
        without = persons;
      }),
    );
    if (replicate < MET_LUCKS && without !== null) {
      oneOnOne.push(meet(start, counselling, without));
      ads.push(meet(start, warning, without));
      returnees.push(meet(start, telling, without));
    }
    for (const aspect of replicate < MOVED_LUCKS ? (['risk', 'prospects'] as const) : []) {
      moved[aspect].push(whenMoved(start, none, aspect, { size: SIZE }));
      if (context.id === CHECKED) few[aspect].push(whenMoved(start, none, aspect, { size: SIZE, share: 0.1, lot: 1 }));
    }
    if (replicate < FEW_LUCKS) {
      const off = withoutDissonance(none);
      plain.push(watch(burnIn(off), off).end.minimisation);
    }
  }
  const found = new Map(plan.intercepts.map(({ key, value }) => [key, value]));
  const drawn = planOf(settled, {
    ...{ replicates: DRAWS, draws: DRAWS, seed: 'levels drawn', people: DRAW_PEOPLE, weeks: WEEKS, intercepts: found },
  }).jobs.map(({ arms }) => watch(burnIn(arms[0].setup), arms[0].setup));

  const line = (
    what: string,
    when: string,
    found: Estimate,
    range: Range | null,
    from: string,
    draws: Line['draws'] = null,
  ): Line => ({ context: context.id, what, when, found, draws, range, from, verdict: verdictOf(found, range) });
  const elasticity = (aspect: Aspect, against: 'atOnce' | 'held', runs = moved[aspect]): Line => {
    const meant = against === 'atOnce' ? 'in week 0' : 'as it lasts';
    const who = runs === moved[aspect] ? '' : '; a tenth moved, nobody else';
    const [range, from]: [Range, string] =
      aspect === 'risk'
        ? [[-0.8, -0.2], 'specification 10.2; b5, Nepal −0.5']
        : [[0.4, 1.5], 'specification 10.2; b5, Nepal +0.7'];
    return line(
      `elasticity of departures to own believed ${aspect}, against the change ${meant}${who}`,
      'two years',
      jackknifed(runs, (some) => elasticityOf(some, against)),
      range,
      from,
    );
  };
  const pooled = <Run>(runs: readonly Run[], of: (run: Run) => Part): Estimate =>
    jackknifed(runs, (some) => ratio(some.map(of)));
  const gap = (of: 'recall' | 'recallLate'): Estimate =>
    jackknifed(
      oneOnOne.map((one, at) => [one[of], ads[at][of]] as const),
      (some) => ratio(some.map(([one]) => one)) - ratio(some.map(([, other]) => other)),
    );
  return [
    ...givenFor(context, plan.jobs[0].arms[0].setup.context.considering).map(([what, when, of, range, from]) => {
      const values = drawn.map((run, draw) => ({ draw, value: ratio([of(run)]) }));
      const finite = values.filter(({ value }) => Number.isFinite(value));
      if (what.startsWith('drift')) return line(what, when, pooled(seen, of), range, from, spread(finite));
      return line(what, when, asShare(pooled(seen, of)), range, from, spread(finite, [0, 1]));
    }),
    line(
      'minimisation among intenders, dissonance off',
      `week ${WEEKS}`,
      pooled(plain, (part) => part),
      [0, 0.02],
      'specification 7',
    ),
    ...(['risk', 'prospects'] as const).flatMap((aspect) => [
      elasticity(aspect, 'atOnce'),
      elasticity(aspect, 'held'),
      ...(few[aspect].length > 0 ? [elasticity(aspect, 'atOnce', few[aspect])] : []),
    ]),
    line('recall, one-on-one minus deterrence ads', `week ${ASKED}`, gap('recall'), [0.1, 1], 'specification 8'),
    line('recall, one-on-one minus deterrence ads', `week ${WEEKS}`, gap('recallLate'), [0.1, 1], 'specification 8'),
    ...(
      [
        ['one-on-one', oneOnOne, 'risk', null, 'no figure for counselling'],
        ['one-on-one', oneOnOne, 'intention', [0.6, 1], 'b5 (assumed there)'],
        ['by returnees', returnees, 'risk', [1.15, 1.35], 'F01, risk awareness'],
        ['by returnees', returnees, 'intention', [0.7, 0.9], 'F01'],
      ] as const
    ).map(([how, runs, of, range, from]) =>
      line(
        `${of === 'risk' ? 'general risk' : 'intention'} of those met ${how}, against the same people unmet`,
        `week ${ASKED}`,
        pooled<Met>(runs, (run) => run[of]),
        range,
        from,
      ),
    ),
    line(
      'null campaign: largest difference in any outcome',
      'two years',
      nothing(plan.jobs),
      [0, 0],
      'specification 8',
    ),
  ];
}

/** A share is not below 0 or above 1, wherever its interval would end. */
function asShare({ value, low, high, runs }: Estimate): Estimate {
  return { value, low: Math.max(0, low), high: Math.min(1, high), runs };
}

/** The largest difference that contacts without content make, over all outcomes that count people or what they think. */
function nothing(jobs: ReturnType<typeof planOf>['jobs']): Estimate {
  const largest = jobs.slice(0, FEW_LUCKS).map(({ arms, ...job }) => {
    const { rows, failures } = runPaired({ ...job, arms: [arms[0], arms[4]] });
    if (failures.length > 0) throw new Error(failures[0].message);
    const { same = 0, ...others } = rows[1].differences;
    return Math.max(1 - Number(same), ...Object.values(others).map((value) => Math.abs(value ?? 0)));
  });
  return jackknifed(largest, mean);
}

const boundsOf = (range: Range | null): string =>
  range ? range.map((end) => String(end).replace('-', '−')).join(' to ') : '';

function pageOf(lines: readonly Line[]): string {
  const tables = contexts
    .map(({ id }) => [id, lines.filter(({ context }) => context === id)] as const)
    .filter(([, own]) => own.length > 0)
    .map(
      ([id, own]) =>
        `## ${id}\n\n${tableOf(
          ['what', 'when', 'value', '90 % of the mean', 'runs', '90 % of worlds, drawn', 'range', 'from', 'verdict'],
          own.map(({ what, when, found, draws, range, from, verdict }) => [
            ...[what, when, shown(found.value), between(found), String(found.runs), draws ? between(draws) : ''],
            ...[boundsOf(range), from, verdict],
          ]),
        )}`,
    );
  return tables.join('\n\n');
}

/** What misses its range, one row for each thing measured. */
function missesOf(lines: readonly Line[]): string {
  const table = (verdict: Verdict): string => {
    const names = [...new Set(lines.filter((line) => line.verdict === verdict).map((line) => nameOf(line)))];
    if (names.length === 0) return 'None.';
    return tableOf(
      ['what', 'range', 'value (90 % of the mean) by context'],
      names.map((name) => {
        const own = lines.filter((line) => line.verdict === verdict && nameOf(line) === name);
        const [{ range, from }] = own;
        const bounds = boundsOf(range);
        return [
          name,
          `${bounds} (${from})`,
          own.map(({ context, found }) => `${context} ${shown(found.value)} (${between(found)})`).join('; '),
        ];
      }),
    );
  };
  const counted = (verdict: Verdict): number => lines.filter((line) => line.verdict === verdict).length;
  return `${counted('inside')} of ${lines.length} rows lie inside their range, ${counted('outside')} outside, ${counted('undecided')} are undecided and ${counted('no range')} have none.

### Outside

${table('outside')}

### Undecided: the interval crosses an end of the range

${table('undecided')}`;
}

const nameOf = ({ what, when }: Line): string => `${what}, ${when}`;

const wanted = contexts.filter(({ id }) => positionals.length === 0 || positionals.includes(id));
const lines = wanted.flatMap((context) => {
  console.error(context.id);
  return linesOf(context);
});

const pageFile = fileURLToPath(new URL('../docs/levels.md', import.meta.url));
const missesFile = fileURLToPath(new URL('../docs/discrepancies.md', import.meta.url));
if (whole) {
  const before = existsSync(pageFile) ? readFileSync(pageFile, 'utf8') : '';
  writeFileSync(
    pageFile,
    `# Levels

Written by \`npm run levels\` and, in its last part, by \`npm run paired-variance\`; do not edit. Results version ${resultsVersion}.

What the model shows at its default parameters, beside what was published or asked for. Nothing is forced to fit; what misses is
discussed in [discrepancies](discrepancies.md). Rows of shares are of people at home.

- **value**: ${LUCKS} worlds of ${PEOPLE} people, ${WEEKS} weeks after the burn-in, at defaults and with the intercept of the context (fewer worlds where
  \`runs\` says so). Sums over the worlds are divided, not shares averaged.
- **90 % of the mean**: confidence interval over luck, by leaving out one world at a time. The verdict is about this interval: inside
  the range, outside it, or undecided where it crosses an end.
- **90 % of worlds, drawn**: where a further world would lie with new luck and new parameters from their ranges; from ${DRAWS} draws with one
  world of ${DRAW_PEOPLE} people each. The intercept stays that of the defaults. Empty where draws were not run.
- **elasticity**: everybody's lasting beliefs are moved by ${SIZE} on the logit scale in week 0, up or down by lot, and in a second world the
  other way round. Risk: death and mistreatment. Prospects: earnings and a right to stay. The relative change of departures in two
  years is divided by the relative change of what the same people believe: of own risk, or of the worth of being there. Moved
  beliefs fade; *as it lasts* divides by the mean change over the two years. In ${CHECKED} a random tenth is moved and nobody else as well.
- **met one-on-one**, **by returnees**: the truthful design \`one-on-one\` and the one-sided \`returnee-peers\` for EUR 500,000 over half a year,
  asked twelve weeks after the last contact; divided by the same people in the world without it. The first ${MET_LUCKS} worlds.
- **from**: b1 to b5, T and F are rows of the evidence that the ledger names; *specification* is that of the model.

${pageOf(lines)}

## Paired against unpaired variance

${marked('paired-variance', partOf(before, 'paired-variance') || 'Not measured yet.')}
`,
  );
  writePart(missesFile, 'levels', missesOf(lines));
} else console.log(`${pageOf(lines)}\n\n${missesOf(lines)}`);
