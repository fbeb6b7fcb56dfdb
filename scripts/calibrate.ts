// History matching: rules out draws of the parameters with which the model lies far from published levels and effects, and publishes
// the others (seeds/calibration/draws.json) and what was seen on the way (docs/calibration.md).
//   npm run calibrate                      everything; states its cost first, about ten minutes on two cores
//   npm run calibrate -- --draws 20        fewer draws; printed, nothing is written
import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { hashOfDefaults } from '../src/evidence/defaults-hash.ts';
import { IMPLAUSIBLE, matched, type Observed } from '../src/experiment/calibration/history-matching.ts';
import type { PublishedDraws } from '../src/experiment/calibration/published-draws.ts';
import { drawnValues } from '../src/experiment/draws.ts';
import { lensOn } from '../src/experiment/findings/lens.ts';
import { planFindings } from '../src/experiment/findings/plan-findings.ts';
import { readingsOf } from '../src/experiment/findings/readings.ts';
import { whole } from '../src/experiment/findings/variant.ts';
import { resultsVersion } from '../src/model/schedule.ts';
import { knownExperiments, knownTargets } from '../src/runtime/findings-node.ts';
import { knownIntercepts } from '../src/runtime/intercepts-node.ts';
import { jobCache } from '../src/runtime/job-cache.ts';
import { publishedDrawsFile } from '../src/runtime/published-draws-node.ts';
import { runJobs } from '../src/runtime/run-jobs.ts';
import { threads } from '../src/runtime/thread-pool.ts';
import { modelDeclarations } from '../src/scenario/declared.ts';
import type { SeedFinding } from '../src/scenario/seeds/finding.ts';
import { settle } from '../src/scenario/settle.ts';
import { mean } from '../src/statistics/mean.ts';
import { quantiles } from '../src/statistics/quantile.ts';
import { variance } from '../src/statistics/spread.ts';
import { studentQuantile } from '../src/statistics/student.ts';
import { between, shown, tableOf } from './level-pages.ts';

const { values: options } = parseArgs({ options: { draws: { type: 'string' } } });
const DRAWS = Number(options.draws ?? 1000);
/** Runs at the defaults, from which the luck of one run is known. */
const RUNS = 16;
/** Standard deviation of what a model of this kind may be off, as a share of the width of what was published; judgement. */
const DISCREPANCY = 0.1;
const SEED = 'calibration';
/** Six figures are enough for numbers that nobody knows to two. */
const FIGURES = 6;

const { experiment, targets, notUsed } = knownTargets();
const scenario = knownExperiments().get(experiment);
if (scenario === undefined) throw new Error(`targets: expected an experiment, found "${experiment}".`);
const settled = settle(scenario);

const parts = targets.map(({ id, says, unit, observed, value }) => ({
  ...{ id, says, unit, value, none: 0 },
  expect: { between: observed },
}));
const finding: SeedFinding = {
  ...{ schema: 'forewarned/finding@1', id: 'calibration', row: '', title: '', claim: '', why: '' },
  ...{ sources: [], patterns: [], conflicts: [], builtInBy: [], declared: 'calibrated', experiment, parts, runs: RUNS },
};
const plan = planFindings(
  [finding],
  { experiments: new Map([[experiment, scenario]]), studies: new Map() },
  {
    size: { runs: RUNS, draws: DRAWS, ablationRuns: 0, mechanismRuns: 0, mechanisms: [] },
    ...{ seed: SEED, people: scenario.people, intercepts: knownIntercepts() },
  },
);
console.error(`${plan.worlds} worlds in ${plan.jobs.length} jobs, ${settled.uncertain.length} numbers varied`);
const begun = performance.now();
let told = begun;
const { outcomes } = await runJobs(
  plan.jobs.map(({ job }) => job),
  {
    hire: threads(),
    workers: availableParallelism(),
    cache: jobCache(fileURLToPath(new URL('../.forewarned/cache', import.meta.url))),
    onProgress: ({ done, total }) => {
      if (performance.now() - told < 30_000) return;
      told = performance.now();
      console.error(`${done} of ${total}, ${Math.round((told - begun) / 1000)} s`);
    },
  },
);
const lens = lensOn(scenario, plan, readingsOf(plan, outcomes));
const atDefaults = parts.map((part) => lens.value(part, whole, RUNS));
const observed = targets.map(({ id, observed: [low, high] }, t): Observed => {
  const { low: from, high: to, runs } = atDefaults[t];
  const luck = (((to - from) / 2) * Math.sqrt(runs)) / studentQuantile(0.95, runs - 1);
  return { id, low, high, discrepancy: DISCREPANCY * (high - low), luck };
});
const drawn = lens.drawn(parts, DRAWS);
const match = matched(
  drawn.map(({ values }) => values),
  observed,
);

/** What was drawn, by number; the same in every plan with this seed. */
const sampled = settled.uncertain.map(({ name, value, range }) => ({
  ...{ name, value, range },
  values: drawnValues(SEED, DRAWS, name, value, range),
}));
const kept = match.kept.map((row) => drawn[row].draw);
const published: PublishedDraws = {
  ...{ schema: 'forewarned/draws@1', resultsVersion, seed: SEED, people: scenario.people, of: drawn.length },
  defaults: hashOfDefaults(modelDeclarations.mechanisms, modelDeclarations.channels),
  names: sampled.map(({ name, value, range }) => ({ name, value, range })),
  draws: kept.map((draw) => sampled.map(({ values }) => Number(values[draw].toPrecision(FIGURES)))),
};

const rows = targets.map(({ id, says, unit, sources, observed: [low, high] }, t) => {
  const values = drawn.map(({ values: own }) => own[t]).filter(Number.isFinite);
  const [from = Number.NaN, to = Number.NaN] = values.length > 0 ? quantiles(values, [0.05, 0.95]) : [];
  const near = match.implausibility.filter((row) => row[t] < IMPLAUSIBLE).length;
  return [
    ...[`${id}: ${says}`, sources.join(', '), `${shown(low)} to ${shown(high)} ${unit}`],
    ...[`${shown(atDefaults[t].value)} (${between(atDefaults[t])})`, `${shown(from)} to ${shown(to)}`],
    ...[`${((100 * near) / drawn.length).toFixed(0)} %`, match.unmet.includes(id) ? 'no draw meets it' : ''],
  ];
});
const deviation = (values: readonly number[]): number => Math.sqrt(variance(values));
/** How far the kept draws of a number lie from all of them: the shift of the mean in standard deviations, and what is left of the spread. */
const narrowed = sampled
  .map(({ name, values }) => {
    const left = kept.map((draw) => values[draw]);
    const all = deviation(values);
    return { name, shift: (mean(left) - mean(values)) / all, spread: deviation(left) / all };
  })
  .filter(({ shift }) => Number.isFinite(shift))
  .sort((a, b) => Math.abs(b.shift) - Math.abs(a.shift));
/** Shifts of this size come about by chance in one number of twenty. */
const chance = 1.96 * Math.sqrt((1 - kept.length / drawn.length) / Math.max(1, kept.length));
const constrained = narrowed.filter(({ shift }) => Math.abs(shift) > chance);

const page = `# Calibration

Written by \`npm run calibrate\`; do not edit. Results version ${resultsVersion}, hash of all default parameters \`${published.defaults}\`.

History matching: ${drawn.length} draws of ${settled.uncertain.length} uncertain numbers from their ranges, one world of ${scenario.people} people each, in the experiment
\`seeds/experiments/${experiment}.yaml\`. A draw is ruled out when its second largest implausibility is ${IMPLAUSIBLE} or more: the distance from what was published,
in standard deviations of the luck of a run and of what a model of this kind may be off (a tenth of the width of what was published, the same for all; our judgement).
**${kept.length} of ${drawn.length} draws are left.** They are published in \`seeds/calibration/draws.json\` and used wherever parameters are drawn. No default was moved.

${tableOf(['target', 'source', 'published', 'at the defaults (90 % of the mean)', '90 % of draws', 'draws that meet it', ''], rows)}

## What cannot be met

${match.unmet.length === 0 ? 'Every target is met by some draw.' : `No draw within the ranges meets ${match.unmet.join(', ')}. These are set aside: they say something about the model, not about its parameters ([discrepancies](discrepancies.md)).`}

${match.opposed.length === 0 ? 'No two of the others exclude each other.' : `No draw meets both of ${match.opposed.map((pair) => pair.join(' and ')).join('; ')}.`}

## What was learnt about the numbers

${constrained.length} of ${narrowed.length} numbers moved by more than chance would move one in twenty of them (about ${Math.round(narrowed.length / 20)}). The largest shifts, in standard deviations:

${tableOf(
  ['number', 'shift of the mean', 'spread left'],
  narrowed.slice(0, 15).map(({ name, shift, spread }) => [name, shown(shift), `${(100 * spread).toFixed(0)} %`]),
)}

## Not used

${notUsed.map(({ sources, why }) => `- ${sources.join(', ')}: ${why}`).join('\n')}

What this is not: a fit. The draws that are left are those that cannot be ruled out, not the likely ones; they hold for the context they were made in, and elsewhere only for
numbers that have the same value and range there. A number that a scenario states itself keeps its own range.
`;
if (options.draws === undefined) {
  writeFileSync(publishedDrawsFile, `${JSON.stringify(published)}\n`);
  writeFileSync(fileURLToPath(new URL('../docs/calibration.md', import.meta.url)), page);
} else console.log(page);
