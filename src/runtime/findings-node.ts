import { existsSync, readdirSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FindingSources } from '../experiment/findings/plan-findings.ts';
import type { Scoreboard } from '../experiment/findings/scoreboard.ts';
import type { Library } from '../scenario/library.ts';
import { type Problem, sentence } from '../scenario/problem.ts';
import { readEvaluation, readScenario, type Scenario } from '../scenario/read.ts';
import type { SeedFinding } from '../scenario/seeds/finding.ts';
import { readFindings } from '../scenario/seeds/read-findings.ts';
import { settleStudy } from '../scenario/settle-study.ts';
import { parsed } from '../scenario/text.ts';
import { groupOf, listOf } from '../scenario/tree.ts';
import { readLibrary } from './library-node.ts';
import { Mistake } from './mistake.ts';
import { readText } from './read-text.ts';

const home = fileURLToPath(new URL('../../seeds/', import.meta.url));

/** The last full run of all findings, as published with the program. */
export const scoreboardFile = join(home, 'scoreboard.json');

/** Texts of a folder of the evidence base, by file name. */
function textsOf(folder: string): ReadonlyMap<string, string> {
  const there = join(home, folder);
  const files = existsSync(there) ? readdirSync(there).filter((name) => extname(name) === '.yaml') : [];
  return new Map(files.sort().map((name) => [name, readText(join(there, name))]));
}

const refused = (problems: readonly Problem[]): Mistake => new Mistake(problems.map(sentence).join('\n'));

/** The experiments of the evidence base and the scenarios that come with Forewarned, by id. @throws Mistake naming every problem */
export function knownExperiments(library: Library = readLibrary()): ReadonlyMap<string, Scenario> {
  const texts = [
    ...[...library.scenarios].map(([id, text]) => [`scenarios/${id}.yaml`, text] as const),
    ...[...textsOf('experiments')].map(([name, text]) => [`seeds/experiments/${name}`, text] as const),
  ];
  return new Map(
    texts.map(([file, text]) => {
      const read = readScenario(text, file, library);
      if (!read.ok) throw refused(read.problems);
      if (read.scenario.id !== basename(file, '.yaml'))
        throw new Mistake(
          `${file}: expected the id ${basename(file, '.yaml')}, found "${read.scenario.id}". Rename one of the two.`,
        );
      return [read.scenario.id, read.scenario];
    }),
  );
}

export type KnownFindings = { readonly findings: readonly SeedFinding[]; readonly sources: FindingSources };

/** What findings may cite: places of documents, and studies. */
function citable(): ReadonlySet<string> {
  const files = [...textsOf('documents'), ...textsOf('studies')].map(([name, text]) => parsed(text, name));
  const ids = files.flatMap((file) => {
    if (!file.ok) throw refused(file.problems);
    const { id, places } = groupOf(file.tree.data);
    return [id, ...listOf(places).map((place) => groupOf(place).id)];
  });
  return new Set(ids.filter((id) => typeof id === 'string'));
}

/** All findings with what they refer to. @throws Mistake naming every problem */
export function knownFindings(): KnownFindings {
  const library = readLibrary();
  const experiments = knownExperiments(library);
  const evaluations = new Set(library.evaluations.keys());
  const read = readFindings(new Map([...textsOf('findings')].map(([name, text]) => [`seeds/findings/${name}`, text])), {
    sources: citable(),
    experiments,
    evaluations,
  });
  if (!read.ok) throw refused(read.problems);
  const studies = [...library.evaluations].flatMap(([id, text]) => {
    const study = readEvaluation(text, `scenarios/evaluations/${id}.yaml`, library);
    if (!study.ok) throw refused(study.problems);
    return study.evaluation === null ? [] : [[id, settleStudy(study.evaluation)] as const];
  });
  return { findings: read.findings, sources: { experiments, studies: new Map(studies) } };
}

/** The last full run; null where none has been published. */
export function lastFullRun(): Scoreboard | null {
  if (!existsSync(scoreboardFile)) return null;
  // JSON has no word for "no number" and writes null.
  const ends = new Set(['value', 'low', 'high']);
  const revive = (key: string, value: unknown): unknown => (value === null && ends.has(key) ? Number.NaN : value);
  return JSON.parse(readText(scoreboardFile), revive) as Scoreboard;
}
