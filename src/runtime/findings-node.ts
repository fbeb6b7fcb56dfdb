import { existsSync, readdirSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FindingSources } from '../experiment/findings/plan-findings.ts';
import type { Scoreboard } from '../experiment/findings/scoreboard.ts';
import type { Library } from '../scenario/library.ts';
import { type Problem, sentence } from '../scenario/problem.ts';
import { readEvaluation, readScenario, type Scenario } from '../scenario/read.ts';
import { type Citation, citationsOf } from '../scenario/seeds/citation.ts';
import { claimsFile } from '../scenario/seeds/claim.ts';
import { documentFile } from '../scenario/seeds/document.ts';
import type { SeedFinding } from '../scenario/seeds/finding.ts';
import { patternsFile, type SeedPatterns } from '../scenario/seeds/patterns.ts';
import { placeFile } from '../scenario/seeds/place.ts';
import { readFindings } from '../scenario/seeds/read-findings.ts';
import { readSeed } from '../scenario/seeds/read-seed.ts';
import { studyFile } from '../scenario/seeds/study.ts';
import { type SeedTargets, targetsFile } from '../scenario/seeds/targets.ts';
import { settleStudy } from '../scenario/settle-study.ts';
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

const seedOf = <T>(
  read: { readonly ok: true; readonly seed: T } | { readonly ok: false; readonly problems: readonly Problem[] },
): T => {
  if (!read.ok) throw refused(read.problems);
  return read.seed;
};

/** What findings may cite, by id. @throws Mistake naming every problem */
export function knownCitations(): ReadonlyMap<string, Citation> {
  const documents = [...textsOf('documents')].map(([name, text]) =>
    seedOf(readSeed(documentFile, text, `seeds/documents/${name}`)),
  );
  const studies = [...textsOf('studies')].map(([name, text]) =>
    seedOf(readSeed(studyFile, text, `seeds/studies/${name}`)),
  );
  return citationsOf(documents, studies);
}

/** What history matching looks at. @throws Mistake naming every problem */
export function knownTargets(): SeedTargets {
  const file = 'seeds/calibration/targets.yaml';
  return seedOf(readSeed(targetsFile, readText(join(home, 'calibration', 'targets.yaml')), file));
}

/** The patterns that findings belong to. @throws Mistake naming every problem */
export function knownPatterns(): SeedPatterns['patterns'] {
  return seedOf(readSeed(patternsFile, readText(join(home, 'patterns.yaml')), 'seeds/patterns.yaml')).patterns;
}

const schemas: { readonly [kind: string]: Parameters<typeof readSeed>[0] } = {
  document: documentFile,
  study: studyFile,
  claims: claimsFile,
  place: placeFile,
  patterns: patternsFile,
  targets: targetsFile,
};

/** What findings may refer to, read once. */
let references: ReturnType<typeof referencesOf> | undefined;

/** Every problem of a file of the evidence base; null for a file that is none. */
export function problemsOfSeed(text: string, file: string): readonly Problem[] | null {
  const kind = /^\s*\{?\s*["']?schema["']?\s*:\s*["']?forewarned\/(\w+)@/m.exec(text)?.[1] ?? '';
  // Written by a program and checked by its tests.
  if (kind === 'draws') return [];
  if (kind === 'finding') {
    const library = readLibrary();
    const findings = [...textsOf('findings').keys()].map((name) => basename(name, '.yaml'));
    references ??= referencesOf(library);
    const read = readFindings(new Map([[file, text]]), { ...references, findings });
    return read.ok ? [] : read.problems;
  }
  const schema = schemas[kind];
  if (schema === undefined) return null;
  const read = readSeed(schema, text, file);
  return read.ok ? [] : read.problems;
}

const referencesOf = (library: Library) => ({
  sources: new Set(knownCitations().keys()),
  experiments: knownExperiments(library),
  evaluations: new Set(library.evaluations.keys()),
});

/** All findings with what they refer to. @throws Mistake naming every problem */
export function knownFindings(): KnownFindings {
  const library = readLibrary();
  const known = referencesOf(library);
  const { experiments } = known;
  const read = readFindings(
    new Map([...textsOf('findings')].map(([name, text]) => [`seeds/findings/${name}`, text])),
    known,
  );
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
