// Compares the variance of paired differences in departures with that of unpaired ones, and writes the last part of docs/levels.md.
//   npm run paired-variance                      5,000 people, a few minutes
//   npm run paired-variance -- --replicates 4 --people 500     smaller; printed, nothing is written
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { verdictOf } from '../src/experiment/levels.ts';
import { pairedVariance } from '../src/experiment/paired-variance.ts';
import { planOf } from '../src/experiment/plan.ts';
import { burnIn, runArm } from '../src/model/run.ts';
import { resultsVersion } from '../src/model/schedule.ts';
import type { Setup } from '../src/model/setup.ts';
import type { World } from '../src/model/world.ts';
import { knownIntercepts } from '../src/runtime/intercepts-node.ts';
import { filesFrom, findScenario, readLibrary } from '../src/runtime/library-node.ts';
import { readScenario } from '../src/scenario/read.ts';
import { settle } from '../src/scenario/settle.ts';
import type { Settled } from '../src/scenario/settled.ts';
import { between, placeOf, shown, tableOf, writePart } from './level-pages.ts';

const { values: options } = parseArgs({ options: { replicates: { type: 'string' }, people: { type: 'string' } } });
const whole = options.replicates === undefined && options.people === undefined;
const PEOPLE = Number(options.people ?? 5000);
const REPLICATES = Number(options.replicates ?? 20);
const WEEKS = 104;
const LEAST = 5;

function shippedScenario(id: string): Settled {
  const library = readLibrary();
  const { text, file, folder } = findScenario(id, library);
  const read = readScenario(text, file, library, filesFrom(folder));
  if (!read.ok) throw new Error(`${file} has problems: run \`npm run -s forewarned -- validate scenarios\` first.`);
  return settle(read.scenario);
}

/** Share of all people who left irregularly within the time. */
function departed(start: World, setup: Setup): number {
  const { people, sizes } = runArm(start, setup);
  return people.departureWeek.reduce((sum, week) => sum + Number(week >= 0), 0) / sizes.people;
}

function rowsOf(context: string, settled: Settled, designs: readonly string[]): string[][] {
  const plan = planOf(settled, {
    ...{ replicates: REPLICATES, draws: 1, seed: 'paired variance', people: PEOPLE, weeks: WEEKS },
    intercepts: knownIntercepts(),
  });
  const there: number[] = [];
  const here = new Map(designs.map((design) => [design, [] as number[]]));
  for (const { arms } of plan.jobs) {
    console.error(context, there.length + 1, 'of', plan.jobs.length);
    const start = burnIn(arms[0].setup);
    there.push(departed(start, arms[0].setup));
    for (const { id, setup } of arms) here.get(id)?.push(departed(start, setup));
  }
  return [...here].map(([design, shares]) => {
    const { runs, difference, paired, unpaired, ratio } = pairedVariance(shares, there);
    const points = (share: number): string => shown(100 * share);
    return [
      ...[context, design, `${points(difference.value)} (${points(difference.low)} to ${points(difference.high)})`],
      ...[points(Math.sqrt(paired)), points(Math.sqrt(unpaired)), shown(ratio.value), between(ratio), String(runs)],
      verdictOf(ratio, [LEAST, Number.POSITIVE_INFINITY]),
    ];
  });
}

// A weak campaign moves few people, and pairing then takes away nearly all; ten times the money makes it harder.
const dear = 'one-on-one-ten-times';
const moneyed = `{ id: ${dear}, design: one-on-one, budget: { value: 5000000, source: "choice: ten times the money" } }`;
const rows = [
  ...rowsOf('west-africa', placeOf('west-africa', ['community-dialogue', 'one-on-one', moneyed]), [
    ...['community-dialogue', 'one-on-one', dear],
  ]),
  ...rowsOf('north-africa-youth', shippedScenario('north-africa-2023'), ['mix-as-funded']),
];

const part = `${PEOPLE} people, ${REPLICATES} replicates, ${WEEKS} weeks, default parameters; results version ${resultsVersion}. The outcome is the share of
people who left irregularly, the difference is with the design minus without. Paired: both worlds share their luck. Unpaired: the
world with the design in one replicate against the world without it in another. Asked for: unpaired variance at least ${LEAST} times the
paired one (specification 8). The interval of the ratio rests on F with equal degrees of freedom and is meant for numbers close to
normal; standard deviations and differences are in percentage points.

${tableOf(
  [
    ...[
      'context',
      'design',
      'difference (90 % of the mean)',
      'sd paired',
      'sd unpaired',
      'variance, unpaired over paired',
    ],
    ...['90 %', 'replicates', 'at least 5'],
  ],
  rows,
)}`;
if (whole) writePart(fileURLToPath(new URL('../docs/levels.md', import.meta.url)), 'paired-variance', part);
else console.log(part);
