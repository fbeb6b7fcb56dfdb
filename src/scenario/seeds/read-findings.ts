import { outcomeNames } from '../../model/outcomes.ts';
import { modelDeclarations } from '../declared.ts';
import { declaredNumbers } from '../model-declarations.ts';
import { didYouMean } from '../nearest.ts';
import { problemsOf } from '../note.ts';
import type { Path, Problem } from '../problem.ts';
import { byPlace, shown } from '../problem.ts';
import type { Scenario } from '../read.ts';
import { BASELINE } from '../read-scenario.ts';
import { parsed } from '../text.ts';
import { problemAt, type Tree } from '../tree.ts';
import { type Expression, findingFile, type Leaf, type SeedFinding } from './finding.ts';

/** What findings may refer to, by id. */
export type FindingReferences = {
  /** Places of documents, and studies. */
  readonly sources: ReadonlySet<string>;
  readonly experiments: ReadonlyMap<string, Scenario>;
  readonly evaluations: ReadonlySet<string>;
  /** Findings that are not among the files read. */
  readonly findings?: readonly string[] | undefined;
};

export type FindingsRead =
  | { readonly ok: true; readonly findings: readonly SeedFinding[] }
  | { readonly ok: false; readonly problems: readonly Problem[] };

type Read = { readonly tree: Tree; readonly finding: SeedFinding };

/**
 * Reads all findings, or says every problem in them: what a file says wrongly, and what it names that is not there.
 *
 * @param files text by file name; the name without its ending is the id
 */
export function readFindings(files: ReadonlyMap<string, string>, known: FindingReferences): FindingsRead {
  const problems: Problem[] = [];
  const read: Read[] = [];
  for (const [file, text] of files) {
    const whole = parsed(text, file);
    if (!whole.ok) {
      problems.push(...whole.problems);
      continue;
    }
    const found = findingFile.safeParse(whole.tree.data);
    if (found.success) read.push({ tree: whole.tree, finding: found.data });
    else problems.push(...problemsOf(found.error.issues, whole.tree));
  }
  const ids = [...read.map(({ finding }) => finding.id), ...(known.findings ?? [])];
  for (const each of read) problems.push(...checked(each, ids, known));
  if (problems.length > 0) return { ok: false, problems: byPlace(problems) };
  return { ok: true, findings: read.map(({ finding }) => finding).sort((a, b) => (a.id < b.id ? -1 : 1)) };
}

/** A word that must be one of some: the problem if it is not. */
function checkIn(tree: Tree, path: Path, word: string, what: string, names: readonly string[]): Problem[] {
  if (names.includes(word)) return [];
  const some = names.length > 30 ? 'Check how it is spelt.' : `Known are ${names.join(', ') || 'none'}.`;
  return [problemAt(tree, path, { expected: what, found: shown(word), remedy: didYouMean(word, names, some) })];
}

function checked({ tree, finding }: Read, ids: readonly string[], known: FindingReferences): Problem[] {
  const problems: Problem[] = [];
  const tell = (path: Path, expected: string, found: string, remedy: string): void => {
    problems.push(problemAt(tree, path, { expected, found, remedy }));
  };
  const file = tree.file.replace(/^.*[\\/]/, '').replace(/\.\w+$/, '');
  if (finding.id !== file) tell(['id'], `the name of the file, ${file}`, shown(finding.id), 'Rename one of the two.');
  if (!finding.id.startsWith(finding.row.toLowerCase()))
    tell(['id'], `an id that begins with ${finding.row.toLowerCase()}`, shown(finding.id), 'Check row and id.');
  finding.sources.forEach((source, k) => {
    problems.push(...checkIn(tree, ['sources', k], source, 'a place of a document or a study', [...known.sources]));
  });
  finding.conflicts.forEach((other, k) => {
    problems.push(...checkIn(tree, ['conflicts', k], other, 'the id of a finding', ids));
  });
  if (finding.notTestable !== undefined) {
    if (finding.parts.length > 0)
      tell(['parts'], 'no parts, because it is not testable', String(finding.parts.length), 'Take one of the two out.');
    return problems;
  }
  if (finding.parts.length === 0) tell([], 'at least one part', 'none', 'Add parts, or notTestable with the reason.');
  const experiments = [...known.experiments.keys()];
  const scenario = known.experiments.get(finding.experiment ?? '');
  if (scenario === undefined)
    return [
      ...problems,
      ...checkIn(tree, ['experiment'], finding.experiment ?? '', 'the id of an experiment or a scenario', experiments),
    ];
  return [...problems, ...checkedAgainst({ tree, finding }, scenario, known)];
}

function checkedAgainst({ tree, finding }: Read, scenario: Scenario, known: FindingReferences): Problem[] {
  const { mechanisms, alwaysOn = [] } = modelDeclarations;
  const switches = mechanisms.map(({ name }) => name).filter((name) => !alwaysOn.includes(name));
  const arms = [BASELINE, ...scenario.designs.map(({ id }) => id)];
  const conditions = scenario.conditions.map(({ id }) => id);
  const problems: Problem[] = [];
  const check = (path: Path, word: string, what: string, names: readonly string[]): void => {
    problems.push(...checkIn(tree, path, word, what, names));
  };
  const { ablation } = finding;
  ablation?.off.forEach((name, k) => {
    check(['ablation', 'off', k], name, 'a mechanism', switches);
  });
  finding.builtInBy.forEach((name, k) => {
    check(['builtInBy', k], name, 'a mechanism', switches);
  });
  const numbers = [...declaredNumbers(modelDeclarations).keys()];
  for (const name of Object.keys(ablation?.set ?? {}))
    check(['ablation', 'set', name], name, 'a number of the ledger', numbers);
  for (const [from, to] of Object.entries(ablation?.swap ?? {}))
    for (const name of [from, to])
      check(['ablation', 'swap', from], name, 'a design or condition of the experiment', [...arms, ...conditions]);
  if (ablation?.part !== undefined)
    check(
      ['ablation', 'part'],
      ablation.part,
      'a part of this finding',
      finding.parts.map(({ id }) => id),
    );
  finding.parts.forEach(({ value }, k) => {
    for (const { leaf, path } of leavesAt(value, ['parts', k, 'value'])) {
      check([...path, 'of'], leaf.of, 'a design of the experiment', arms);
      if (leaf.in !== undefined) check([...path, 'in'], leaf.in, 'a condition of the experiment', conditions);
      if ('difference' in leaf)
        check([...path, 'difference'], leaf.difference, 'an outcome of the results', outcomeNames);
      if ('level' in leaf) check([...path, 'level'], leaf.level, 'an outcome of the results', outcomeNames);
      if ('study' in leaf) check([...path, 'study'], leaf.study, 'the id of an evaluation', [...known.evaluations]);
      if ('week' in leaf && leaf.week !== undefined && leaf.week >= scenario.weeks)
        problems.push(
          problemAt(tree, [...path, 'week'], {
            expected: `a week before ${scenario.weeks}, the length of the experiment`,
            found: String(leaf.week),
            remedy: 'Look earlier, or lengthen the experiment.',
          }),
        );
    }
  });
  return problems;
}

/** The leaves of an expression with the places they stand at. */
function leavesAt(expression: Expression, path: Path): readonly { readonly leaf: Leaf; readonly path: Path }[] {
  const each = (parts: readonly Expression[], ...steps: (string | number)[]) =>
    parts.flatMap((part, k) => leavesAt(part, [...path, ...steps, k]));
  if ('sum' in expression) return each(expression.sum, 'sum');
  if ('minus' in expression) return each(expression.minus, 'minus');
  if ('ratio' in expression) return each(expression.ratio, 'ratio');
  if ('range' in expression) return each(expression.range, 'range');
  if ('least' in expression) return each(expression.least, 'least');
  if ('greatest' in expression) return each(expression.greatest, 'greatest');
  if ('size' in expression) return leavesAt(expression.size, [...path, 'size']);
  if ('scaled' in expression) return leavesAt(expression.scaled.value, [...path, 'scaled', 'value']);
  if ('agreement' in expression) return expression.agreement.flatMap((list, k) => each(list, 'agreement', k));
  return [{ leaf: expression, path }];
}
