import type { Context } from './context-schema.ts';
import { modelDeclarations } from './declared.ts';
import { falseFigures } from './false-figures.ts';
import { complain, type Library, type Reading, treeOf } from './library.ts';
import type { ModelDeclarations } from './model-declarations.ts';
import { byPlace, type Path, type Problem } from './problem.ts';
import { looseContext, settledContext } from './read-context.ts';
import { type Design, plannedDesign } from './read-design.ts';
import { type Evaluation, plannedEvaluation } from './read-evaluation.ts';
import { plannedScenario, type Scenario } from './read-scenario.ts';
import { settle } from './settle.ts';
import { groupOf, listOf, partAt, type Tree } from './tree.ts';

export type { Library } from './library.ts';
export type { Scenario } from './read-scenario.ts';

type Refused = { readonly ok: false; readonly problems: readonly Problem[] };
export type ScenarioRead = { readonly ok: true; readonly scenario: Scenario } | Refused;
export type ContextRead = { readonly ok: true; readonly context: Context } | Refused;
export type DesignRead = { readonly ok: true; readonly design: Design } | Refused;
/** `evaluation` is null for the file whose figures all others start from: nothing is wrong with it, but it is no study. */
export type EvaluationRead = { readonly ok: true; readonly evaluation: Evaluation | null } | Refused;

/** Finds the text of a file by its path; undefined when there is none. */
export type Resolve = (path: string) => string | undefined;

const nowhere: Resolve = () => undefined;

/**
 * Reads a scenario and everything it refers to, or says every problem in them, sorted by place.
 *
 * @param text     YAML 1.2 or JSON
 * @param file     how messages name the file
 * @param library  contexts and designs by id
 * @param resolve  files named by path
 */
export function readScenario(
  text: string,
  file: string,
  library: Library,
  resolve: Resolve = nowhere,
  model: ModelDeclarations = modelDeclarations,
): ScenarioRead {
  const reading: Reading = { library, resolve, model, problems: [] };
  const tree = treeOf(reading, { text, file }, 'scenario');
  const scenario = tree === undefined ? undefined : plannedScenario(reading, tree);
  if (tree !== undefined && scenario !== undefined) checkTruthful(reading, tree, scenario);
  return scenario === undefined || reading.problems.length > 0 ? refused(reading) : { ok: true, scenario };
}

/** A design is called truthful only where all that it says, stated or taken over from its channels, may be true in every condition. */
function checkTruthful(reading: Reading, tree: Tree, scenario: Scenario): void {
  const entries = listOf(groupOf(tree.data).designs);
  for (const condition of settle(scenario, reading.model).conditions)
    for (const arm of condition.arms.filter(({ truthfulness }) => truthfulness === 'truthful'))
      for (const { part, topic, said, range } of falseFigures(condition, arm)) {
        const design = scenario.designs.findIndex(({ id }) => id === arm.id);
        const component = listOf(groupOf(entries[design]).components).findIndex((one) => groupOf(one).id === part);
        const stated: Path = ['designs', design, 'components', component, 'says', topic];
        const isStated = partAt(tree.data, stated) !== undefined;
        complain(reading, tree, isStated ? stated : ['designs', design], {
          expected: `what may be true in ${condition.contextTitle} (${topic}: ${[...new Set(range)].join(' to ')}), for the design is truthful`,
          found: `${said}${isStated ? '' : `, said by its part ${part}`}`,
          remedy: `Let it say "truth" or "silent" of this, or state its truthfulness as it is: one-sided or false.`,
        });
      }
}

/** Reads a context and all it extends; parameters as in `readScenario`. */
export function readContext(
  text: string,
  file: string,
  library: Library,
  resolve: Resolve = nowhere,
  model: ModelDeclarations = modelDeclarations,
): ContextRead {
  const reading: Reading = { library, resolve, model, problems: [] };
  const loose = looseContext(reading, { text, file });
  const context = loose === undefined ? undefined : settledContext(reading, loose);
  return context === undefined ? refused(reading) : { ok: true, context };
}

/** Reads a design and all it includes; parameters as in `readScenario`. */
export function readDesign(
  text: string,
  file: string,
  library: Library,
  resolve: Resolve = nowhere,
  model: ModelDeclarations = modelDeclarations,
): DesignRead {
  const reading: Reading = { library, resolve, model, problems: [] };
  const design = plannedDesign(reading, { text, file });
  return design === undefined ? refused(reading) : { ok: true, design };
}

/** Reads an evaluation and all it extends; parameters as in `readScenario`. */
export function readEvaluation(
  text: string,
  file: string,
  library: Library,
  resolve: Resolve = nowhere,
  model: ModelDeclarations = modelDeclarations,
): EvaluationRead {
  const reading: Reading = { library, resolve, model, problems: [] };
  const evaluation = plannedEvaluation(reading, { text, file });
  return reading.problems.length > 0 ? refused(reading) : { ok: true, evaluation: evaluation ?? null };
}

/** One sentence per problem: a shared file may be read more than once, and a value may break a rule in two ways. */
function refused({ problems }: Reading): Refused {
  const unique = new Map(
    problems.map((problem) => [
      JSON.stringify([problem.file, problem.line, problem.column, problem.where, problem.expected]),
      problem,
    ]),
  );
  return { ok: false, problems: byPlace([...unique.values()]) };
}
