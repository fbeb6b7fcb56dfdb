import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { hashOfDefaults } from '../evidence/defaults-hash.ts';
import { type Made, scoreboard } from '../experiment/findings/gather-findings.ts';
import { type FindingPlan, type FindingSize, planFindings, sizes } from '../experiment/findings/plan-findings.ts';
import type { Scoreboard } from '../experiment/findings/scoreboard.ts';
import { week } from '../model/schedule.ts';
import { findingsFiles } from '../report/findings-files.ts';
import { changesBetween, findingsTable } from '../report/findings-table.ts';
import { decidingPart, sourcesOf } from '../report/findings-words.ts';
import { environment } from '../runtime/environment.ts';
import {
  type KnownFindings,
  knownCitations,
  knownFindings,
  knownPatterns,
  lastFullRun,
} from '../runtime/findings-node.ts';
import { knownIntercepts } from '../runtime/intercepts-node.ts';
import { jobCache } from '../runtime/job-cache.ts';
import { readLibrary } from '../runtime/library-node.ts';
import { Mistake } from '../runtime/mistake.ts';
import { knownDraws } from '../runtime/published-draws-node.ts';
import { runJobs } from '../runtime/run-jobs.ts';
import { threads } from '../runtime/thread-pool.ts';
import { version } from '../runtime/version.ts';
import { checkFolder } from '../runtime/write-folder.ts';
import { modelDeclarations } from '../scenario/declared.ts';
import { didYouMean } from '../scenario/nearest.ts';
import { type ExitCode, exitCode } from './exit-code.ts';
import { fullLedger } from './full-ledger.ts';
import { interruptible } from './interruptible.ts';
import { allOf, keepResults } from './keep-results.ts';
import type { FindingsOptions } from './options.ts';
import { paper } from './paper.ts';
import { progressReport } from './progress-report.ts';
import { remark, tell } from './streams.ts';

/** Where finished runs are kept, below the folder that the command is called in. */
const CACHE = join('.forewarned', 'cache');
/** Worlds a second and worker on an ordinary machine; for the estimate that is shown before a long run. */
const WORLDS_A_SECOND = 5;

/** Runs all findings of the evidence base and prints and writes which of them the model reproduces. */
export async function findings(options: FindingsOptions): Promise<ExitCode> {
  const known = knownFindings();
  const chosen = { ...known, findings: chosenFrom(known, options) };
  const off = checkedMechanisms(options);
  checkFolder(options.out ?? join('results', 'findings-00000000'), options.force === true);
  const size = options.quick ? sizes.quick : sizes.full;
  return interruptible(async (signal) => {
    const made: Made = {
      version: version(),
      defaults: hashOfDefaults(modelDeclarations.mechanisms, modelDeclarations.channels),
    };
    const usual = await boardOf(chosen, size, [], made, options, signal);
    const other = usual && off.length > 0 ? await boardOf(chosen, plain(size), off, made, options, signal) : null;
    if (usual === null || (off.length > 0 && other === null)) {
      remark('Cancelled. Finished runs are kept: the same command again goes on from there.');
      return exitCode.cancelled;
    }
    const board = other ?? usual;
    const changes = other === null ? null : changesBetween(usual, other);
    const cited = { citations: knownCitations(), patterns: knownPatterns() };
    const ledger = fullLedger(readLibrary(), []);
    const files = findingsFiles(board, cited, ledger, environment(workersOf(options), version()), paper());
    const named = { scenario: { id: 'findings' }, fingerprint: board.fingerprint };
    const { folder } = keepResults(named, allOf(files), options, false);
    tell(options.json ? asJson(board, changes, cited.citations, folder) : inFull(board, changes, folder));
    return board.failures.length > 0 ? exitCode.someFailed : exitCode.ok;
  });
}

const workersOf = ({ workers }: FindingsOptions): number => workers ?? availableParallelism();

/** A full run without what is only done once: draws, ablations, mechanisms. */
const plain = ({ runs }: FindingSize): FindingSize => ({ ...sizes.quick, runs });

async function boardOf(
  known: KnownFindings,
  size: FindingSize,
  off: readonly string[],
  made: Made,
  options: FindingsOptions,
  signal: AbortSignal,
): Promise<Scoreboard | null> {
  const plan = planFindings(known.findings, known.sources, {
    ...{ size, off, seed: options.seed, people: options.people, intercepts: knownIntercepts() },
    published: knownDraws(),
  });
  if (!options.quick) remark(costOf(plan, workersOf(options)));
  const progress = progressReport(options.progress, process.stderr, undefined, 'worlds');
  try {
    const batch = await runJobs(
      plan.jobs.map(({ job }) => job),
      {
        hire: threads({ memory: options.memory }),
        workers: workersOf(options),
        signal,
        onProgress: progress.show,
        cache: jobCache(CACHE),
      },
    );
    if (batch.cancelled) return null;
    return scoreboard(plan, known.sources, batch.outcomes, made, off.length === 0 ? lastFullRun() : null);
  } finally {
    progress.end();
  }
}

function costOf({ worlds, jobs }: FindingPlan, workers: number): string {
  const minutes = Math.ceil(worlds / (WORLDS_A_SECOND * workers) / 60);
  return `${worlds.toLocaleString('en')} worlds in ${jobs.length.toLocaleString('en')} jobs: about ${minutes} minutes with ${workers} workers, less what is in ${CACHE} already. Ctrl-C keeps what is finished; --quick takes a minute.`;
}

function chosenFrom({ findings: all }: KnownFindings, { only }: FindingsOptions): KnownFindings['findings'] {
  if (only === undefined) return all;
  const ids = all.map(({ id }) => id);
  for (const id of only)
    if (!ids.includes(id))
      throw new Mistake(
        `--only: expected the id of a finding, found ${JSON.stringify(id)}. ${didYouMean(id, ids, `Known are ${ids.join(', ')}.`)}`,
      );
  return all.filter(({ id }) => only.includes(id));
}

/** Words of everyday for mechanisms that a reader of the documents would ask for. */
const alsoCalled: { readonly [word: string]: string } = { family: 'household', alternatives: 'livelihood' };

function checkedMechanisms({ ablate = [] }: FindingsOptions): readonly string[] {
  const names: readonly string[] = week.map(({ name }) => name);
  return ablate.map((word) => {
    const name = alsoCalled[word] ?? word;
    if (names.includes(name)) return name;
    throw new Mistake(
      `--ablate: expected a mechanism, found ${JSON.stringify(word)}. ${didYouMean(word, names, `Known are ${names.join(', ')}.`)}`,
    );
  });
}

function inFull(board: Scoreboard, changes: readonly string[] | null, folder: string): string {
  const parts = [findingsTable(board).trimEnd()];
  if (changes !== null)
    parts.push(
      `Verdicts that change with ${board.off.join(', ')} switched off\n${changes.length === 0 ? 'None.' : changes.join('\n')}`,
    );
  parts.push([`Results are in ${folder}`, `  to read: ${join(folder, 'report.html')}`].join('\n'));
  return parts.join('\n\n');
}

/** As other programs read it: each finding with the part that decides it on top. */
function asJson(
  board: Scoreboard,
  changes: readonly string[] | null,
  citations: ReturnType<typeof knownCitations>,
  folder: string,
): string {
  const rows = board.findings.map((row) => {
    const part = decidingPart(row);
    const { value = null, low = null, high = null, runs = 0 } = part?.estimate ?? {};
    return { ...row, source: sourcesOf(row, citations), value, low, high, runs };
  });
  return JSON.stringify({ ...board, findings: rows, changes, folder }, null, 2);
}
