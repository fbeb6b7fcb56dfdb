import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, dirname, extname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Kind, Library } from '../scenario/library.ts';
import { sentence } from '../scenario/problem.ts';
import { type Regime, readRegime } from '../scenario/regime.ts';
import { Mistake } from './mistake.ts';
import { readText } from './read-text.ts';

/** A file with its text: `file` is how messages name it, `folder` is where paths in it start. */
export type Named = { readonly file: string; readonly text: string; readonly folder: string };

const home = fileURLToPath(new URL('../../scenarios/', import.meta.url));
const endings = ['.yaml', '.yml', '.json'];

/** Reads `scenarios/` and its folders `contexts/`, `designs/` and `evaluations/` of the package, or of another folder of that form. */
export function readLibrary(folder: string = home): Library {
  return {
    contexts: textsIn(join(folder, 'contexts')),
    designs: textsIn(join(folder, 'designs')),
    scenarios: textsIn(folder),
    evaluations: textsIn(join(folder, 'evaluations')),
  };
}

/**
 * The scenario that a word on the command line means: a file, a file without its ending, or the id of a scenario that comes
 * with Forewarned, in that order.
 *
 * @throws Mistake when there is none, with the ids there are
 */
export function findScenario(word: string, library: Library): Named {
  const path = [word, ...endings.map((ending) => word + ending)].find((name) =>
    statSync(name, { throwIfNoEntry: false })?.isFile(),
  );
  if (path !== undefined) return named(path);
  // `scenarios/five-assumptions` means the same from any folder.
  const id = basename(
    word,
    endings.find((ending) => word.endsWith(ending)),
  );
  const text = word === id || dirname(word) === 'scenarios' ? library.scenarios.get(id) : undefined;
  if (text !== undefined) return { file: `scenarios/${id}.yaml`, text, folder: home };
  if (existsSync(word) && !statSync(word).isDirectory()) readText(word);
  const ids = [...library.scenarios.keys()].join(', ');
  throw new Mistake(
    `scenario: expected a file, or one of ${ids}; found "${word}". Names are spelt as in \`forewarned list\`.`,
  );
}

/** A file that somebody named. @throws Mistake when it cannot be read */
export function named(path: string): Named {
  return { file: path, text: readText(path), folder: dirname(path) };
}

export type Shipped = Named & { readonly id: string; readonly kind: Kind };

/** All files that come with Forewarned. */
export function shipped({ contexts, designs, scenarios, evaluations }: Library): Shipped[] {
  const from = (texts: ReadonlyMap<string, string>, kind: Shipped['kind'], below: string): Shipped[] =>
    [...texts].map(([id, text]) => ({
      id,
      kind,
      text,
      file: `scenarios/${below}${id}.yaml`,
      folder: join(home, below),
    }));
  return [
    ...from(contexts, 'context', 'contexts/'),
    ...from(designs, 'design', 'designs/'),
    ...from(scenarios, 'scenario', ''),
    ...from(evaluations, 'evaluation', 'evaluations/'),
  ];
}

/**
 * Reads the files that a file refers to, by path relative to it.
 *
 * @param folder  where that file is
 * @returns the text, or nothing when there is no such file or it is neither YAML nor JSON
 * @throws Mistake when the file is there and cannot be read
 */
export function filesFrom(folder: string): (path: string) => string | undefined {
  return (path) => {
    if (!endings.includes(extname(path))) return undefined;
    const there = resolve(folder, path);
    return existsSync(there) ? readText(there) : undefined;
  };
}

/** All scenario, context, design and evaluation files in a folder and the folders in it, in order of their names. */
export function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && endings.includes(extname(entry.name)))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !relative(folder, path).includes('node_modules'))
    .sort();
}

function textsIn(folder: string): ReadonlyMap<string, string> {
  // JSON files beside them are records of ours, not scenarios.
  const files = existsSync(folder) ? readdirSync(folder).filter((name) => /\.ya?ml$/.test(name)) : [];
  return new Map(files.sort().map((name) => [basename(name, extname(name)), readText(join(folder, name))]));
}

/** Files with numbers that are not for others to refer to: readings of the evidence, and the experiments of its findings. */
export function withFigures(): Pick<Named, 'file' | 'text'>[] {
  const experiments = fileURLToPath(new URL('../../seeds/experiments/', import.meta.url));
  return [
    ...[...textsIn(join(home, 'regimes'))].map(([id, text]) => ({ file: `scenarios/regimes/${id}.yaml`, text })),
    ...[...textsIn(experiments)].map(([id, text]) => ({ file: `seeds/experiments/${id}.yaml`, text })),
  ];
}

/** The readings of the evidence that come with Forewarned, in the order of their names. @throws Mistake naming every problem */
export function knownRegimes(): readonly Regime[] {
  return [...textsIn(join(home, 'regimes'))].map(([id, text]) => {
    const read = readRegime(text, `scenarios/regimes/${id}.yaml`);
    if (!read.ok) throw new Mistake(read.problems.map(sentence).join('\n'));
    return read.regime;
  });
}
