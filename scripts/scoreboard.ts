// Runs all findings in full, at three seeds, and publishes the result: seeds/scoreboard.json (from which quick runs take what they
// leave out), docs/scoreboard.md, and the findings' part of docs/discrepancies.md.
//   npm run scoreboard            everything; states its cost first, about half an hour on two cores
//   npm run scoreboard -- s10     some findings; printed, nothing is written
//   npm run scoreboard -- --reasons   only writes anew why we think that findings are not reproduced

import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { hashOfDefaults } from '../src/evidence/defaults-hash.ts';
import { flipsOf } from '../src/experiment/findings/flips.ts';
import { scoreboard } from '../src/experiment/findings/gather-findings.ts';
import { type FindingSize, planFindings, sizes } from '../src/experiment/findings/plan-findings.ts';
import type { FindingRow, PartResult, Scoreboard } from '../src/experiment/findings/scoreboard.ts';
import { ablationOf } from '../src/report/findings-words.ts';
import { knownFindings, lastFullRun, scoreboardFile } from '../src/runtime/findings-node.ts';
import { knownIntercepts } from '../src/runtime/intercepts-node.ts';
import { jobCache } from '../src/runtime/job-cache.ts';
import { knownDraws } from '../src/runtime/published-draws-node.ts';
import { runJobs } from '../src/runtime/run-jobs.ts';
import { threads } from '../src/runtime/thread-pool.ts';
import { version } from '../src/runtime/version.ts';
import { modelDeclarations } from '../src/scenario/declared.ts';
import { between, shown, tableOf, writePart } from './level-pages.ts';

const SEEDS = ['findings', 'findings again', 'findings once more'];

const discrepancies = fileURLToPath(new URL('../docs/discrepancies.md', import.meta.url));
const wanted = process.argv.slice(2);
const known = knownFindings();
if (wanted.includes('--reasons')) {
  const last = lastFullRun();
  if (last === null) throw new Error('expected a published scoreboard, found none: run `npm run scoreboard` first.');
  const said = new Map(known.findings.map(({ id, discrepancy = null }) => [id, discrepancy]));
  const rows = last.findings.map((row) => ({ ...row, discrepancy: said.get(row.id) ?? null }));
  writeFileSync(scoreboardFile, `${JSON.stringify({ ...last, findings: rows }, null, 1)}\n`);
  writePart(discrepancies, 'findings', missedOf(rows));
  process.exit();
}
const findings = known.findings.filter(({ id }) => wanted.length === 0 || wanted.includes(id));
const cache = jobCache(fileURLToPath(new URL('../.forewarned/cache', import.meta.url)));
const made = { version: version(), defaults: hashOfDefaults(modelDeclarations.mechanisms, modelDeclarations.channels) };

async function boardWith(size: FindingSize, seed: string): Promise<Scoreboard> {
  const plan = planFindings(findings, known.sources, {
    ...{ size, seed, intercepts: knownIntercepts(), published: knownDraws() },
  });
  console.error(`${seed}: ${plan.worlds} worlds in ${plan.jobs.length} jobs`);
  const begun = performance.now();
  let told = begun;
  const { outcomes } = await runJobs(
    plan.jobs.map(({ job }) => job),
    {
      hire: threads(),
      workers: availableParallelism(),
      cache,
      onProgress: ({ done, total }) => {
        if (performance.now() - told < 30_000) return;
        told = performance.now();
        console.error(`${done} of ${total}, ${Math.round((told - begun) / 1000)} s`);
      },
    },
  );
  console.error(`${Math.round((performance.now() - begun) / 1000)} s`);
  return scoreboard(plan, known.sources, outcomes, made);
}

const full = await boardWith(sizes.full, SEEDS[0]);
const again = { ...sizes.full, draws: 0, ablationRuns: 0, mechanismRuns: 0, mechanisms: [] };
const others: Scoreboard[] = [];
for (const seed of SEEDS.slice(1)) others.push(await boardWith(again, seed));
for (const { arm, message } of [full, ...others].flatMap(({ failures }) => failures))
  console.error('failed:', arm, message);

const verdicts = ['reproduced', 'not reproduced', 'undecided', 'not testable'] as const;
const counted = (rows: readonly FindingRow[]): string =>
  verdicts.map((verdict) => `${rows.filter((row) => row.verdict === verdict).length} ${verdict}`).join(', ');
const table = tableOf(
  [
    'finding',
    'verdict',
    'value (90 % of the mean)',
    'must be',
    'runs',
    'holds in draws',
    'status',
    'what its ablation leaves',
    'runs to decide',
  ],
  full.findings.map((row) => {
    const part = deciding(row);
    if (part === undefined) return [`${row.id}: ${row.title}`, row.verdict, '', '', '', '', '', '', ''];
    const { draws } = row;
    // Of a finding that is not there nothing can be taken away.
    const left = row.verdict === 'reproduced' && row.ablation !== null ? ablationOf(row) : '';
    return [
      ...[
        `${row.id}: ${row.title}`,
        row.verdict,
        `${shown(part.estimate.value)} (${between(part.estimate)})`,
        `${region(part)} ${part.unit}`,
      ],
      String(part.estimate.runs),
      draws ? `${Math.round(draws.share * draws.of)} of ${draws.of}` : '',
      ...[row.status ?? '', left, part.runsToDecide === null ? '' : String(part.runsToDecide)],
    ];
  }),
);
const flips = flipsOf([full.findings, ...others.map((board) => board.findings)]);
const flipTable =
  flips.length === 0
    ? 'None.'
    : tableOf(
        ['finding', ...SEEDS, 'kind'],
        flips.map(({ id, verdicts: own, kind }) => [id, ...own, kind]),
      );
const testable = full.findings.filter(({ verdict }) => verdict !== 'not testable');
const decided = testable.filter(({ verdict }) => verdict !== 'undecided').length;
const page = `# Scoreboard

Written by \`npm run scoreboard\`; do not edit. Results version ${full.resultsVersion}, fingerprint \`${full.fingerprint}\`, hash of all default
parameters \`${full.defaults}\`. What-if under stated assumptions, not a forecast.

${full.findings.length} findings: ${counted(full.findings)}. Of ${testable.length} testable ones ${decided} are decided. ${full.runs} runs at the defaults of
${full.people} people each, ${full.draws} parameter draws, ${full.ablationRuns} runs of each ablation. Each row shows the part that decides; every part, its
sources and its conditions stand in \`seeds/findings/\` and in the report of \`forewarned findings\`. What the words mean: [seeds](../seeds/README.md).

${table}

## Verdicts at three seeds

${flips.filter(({ kind }) => kind === 'contradiction').length} contradict each other (reproduced at one seed, not at another); ${flips.filter(({ kind }) => kind === 'open').length} are decided at one seed and open at another, as
their intervals allow.

${flipTable}
`;
if (wanted.length === 0) {
  writeFileSync(scoreboardFile, `${JSON.stringify(full, null, 1)}\n`);
  writeFileSync(fileURLToPath(new URL('../docs/scoreboard.md', import.meta.url)), page);
  writePart(discrepancies, 'findings', missedOf(full.findings));
} else console.log(`${page}\n${missedOf(full.findings)}`);

function deciding({ parts, decides }: FindingRow): PartResult | undefined {
  return parts.find(({ id }) => id === decides);
}

function region({ expect }: PartResult): string {
  if ('above' in expect) return `above ${expect.above}`;
  return 'below' in expect ? `below ${expect.below}` : `${expect.between[0]} to ${expect.between[1]}`;
}

/** What is not reproduced, the part that fails, and why we think so. */
function missedOf(rows: readonly FindingRow[]): string {
  const missed = rows.filter(({ verdict }) => verdict === 'not reproduced');
  if (missed.length === 0) return 'None.';
  return tableOf(
    ['finding', 'what fails', 'value (90 % of the mean)', 'must be', 'why we think so'],
    missed.flatMap((row) => {
      const part = deciding(row);
      if (part === undefined) return [];
      const { estimate, says } = part;
      const value = `${shown(estimate.value)} (${between(estimate)}, ${estimate.runs} runs)`;
      return [[`${row.id}: ${row.title}`, says, value, region(part), row.discrepancy ?? '']];
    }),
  );
}
