import { existsSync, statSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { asPlanned } from '../experiment/as-planned.ts';
import { usualDraws } from '../experiment/plan.ts';
import { euros } from '../report/words.ts';
import { problemsOfSeed } from '../runtime/findings-node.ts';
import { filesFrom, filesIn, type Named, named, readLibrary, shipped } from '../runtime/library-node.ts';
import { Mistake } from '../runtime/mistake.ts';
import type { Library } from '../scenario/library.ts';
import { type Problem, sentence } from '../scenario/problem.ts';
import { readContext, readDesign, readEvaluation, readScenario } from '../scenario/read.ts';
import { readRegime } from '../scenario/regime.ts';
import { settle } from '../scenario/settle.ts';
import { type ExitCode, exitCode } from './exit-code.ts';
import type { JsonOption } from './options.ts';
import { remark, tell } from './streams.ts';

/** Checks files, folders of files, or files that come with Forewarned by their ids; all of the latter when nothing is named. */
export function validate(words: readonly string[], { json }: JsonOption): ExitCode {
  const library = readLibrary();
  const files = (words.length === 0 ? shipped(library) : words.flatMap((word) => meant(word, library))).filter(
    (file, at, all) => all.findIndex((other) => placeOf(other) === placeOf(file)) === at,
  );
  const problems = files.flatMap((file) => problemsOf(file, library));
  const remarks = words.length === 0 ? [] : files.flatMap((file) => remarksOn(file, library));
  if (json) tell(JSON.stringify({ files: files.length, problems, remarks }, null, 2));
  else if (problems.length === 0) tell(`${files.length} ${files.length === 1 ? 'file' : 'files'}, no problem`);
  else tell(problems.map(sentence).join('\n'));
  if (!json) for (const one of remarks) remark(one);
  return problems.length === 0 ? exitCode.ok : exitCode.refused;
}

/** What is no mistake in a scenario, and probably not meant: draws that are not all used, a design that cannot keep to its budget. */
function remarksOn({ file, text, folder }: Named, library: Library): readonly string[] {
  const read = readScenario(text, file, library, filesFrom(folder));
  if (!read.ok) return [];
  const { draws, replicates, conditions } = settle(read.scenario);
  const used = usualDraws(draws, replicates);
  const fewer =
    used === draws
      ? []
      : [
          `${file} draws: of ${draws} only ${used} will be used, for each gets two replicates where there are so many (replicates: ${replicates}). Set replicates to ${2 * draws} or more, or give --draws with the command, which is taken as it is.`,
        ];
  const said = conditions.flatMap((condition) =>
    condition.arms.flatMap((arm) => {
      const { money } = asPlanned(condition, arm);
      const beyond = money?.overdrawn.filter(({ fixed, given }) => fixed > given) ?? [];
      return beyond.map(
        (one) =>
          `${file} ${arm.id}: its part ${one.part} is given ${euros(one.given)}; its fixed costs, ${euros(one.fixed)}, are paid all the same. Is the budget in euros, with no separator between thousands? Else give it more, or leave the part out.`,
      );
    }),
  );
  return [...fewer, ...new Set(said)];
}

/** One file may be named in several ways. */
const placeOf = ({ folder, file }: Named): string => resolve(folder, basename(file));

const readers = { context: readContext, design: readDesign, evaluation: readEvaluation, scenario: readScenario };

function problemsOf({ file, text, folder }: Named, library: Library): readonly Problem[] {
  const seed = problemsOfSeed(text, file);
  if (seed !== null) return seed;
  // What a file is stands in its first key; without one it is read as a scenario, which says what is missing.
  const kind = /^\s*\{?\s*["']?schema["']?\s*:\s*["']?forewarned\/(context|design|evaluation|regime)@/m.exec(text)?.[1];
  if (kind === 'regime') {
    const regime = readRegime(text, file);
    return regime.ok ? [] : regime.problems;
  }
  const read = readers[kind === 'context' || kind === 'design' || kind === 'evaluation' ? kind : 'scenario'](
    text,
    file,
    library,
    filesFrom(folder),
  );
  return read.ok ? [] : read.problems;
}

function meant(word: string, library: Library): Named[] {
  if (existsSync(word) && statSync(word).isDirectory()) {
    // A JSON file may be anything; without a schema it is not meant.
    const found = filesIn(word)
      .map(named)
      .filter(({ file, text }) => !file.endsWith('.json') || /"schema"\s*:/.test(text));
    if (found.length === 0)
      throw new Mistake(`${word}: expected a folder with YAML or JSON files, found none. Name another folder.`);
    return found;
  }
  const byId = shipped(library).filter(({ id }) => id === word);
  if (byId.length > 0 && !existsSync(word)) return byId;
  if (existsSync(word) || /[./\\]/.test(word)) return [named(word)];
  throw new Mistake(
    `arguments: expected files, folders or ids, found ${JSON.stringify(word)}. \`forewarned list\` names the ids; a file is named by its path.`,
  );
}
