import type { z } from 'zod';
import type { Context } from './context-schema.ts';
import type { Truthfulness } from './design-schema.ts';
import type { Figure } from './figure.ts';
import { checkKnown, checkUnique, complain, type Reading, referred } from './library.ts';
import { merged } from './merge.ts';
import { problemsOf } from './note.ts';
import type { Path } from './problem.ts';
import { checkParameters, checkPart, type LooseContext, looseContext, settledContext } from './read-context.ts';
import { checkComponents, own, type PlannedComponent, plannedDesign } from './read-design.ts';
import { type Evaluation, plannedEvaluation } from './read-evaluation.ts';
import { scenarioFile } from './scenario-schema.ts';
import { groupOf, listOf, type Tree, textOf } from './tree.ts';

export type Figures = { readonly [name: string]: Figure };

/** The arm every other one is compared with. */
export const BASELINE = 'no-campaign';

export type PlannedArm = {
  readonly id: string;
  readonly design: string;
  readonly title: string;
  readonly truthfulness: Truthfulness;
  /** Instead of the budget of the scenario. */
  readonly budget?: Figure | undefined;
  readonly components: readonly PlannedComponent[];
  readonly policies: readonly string[];
};

export type PlannedCondition = {
  readonly id: string;
  readonly title: string;
  readonly about: string;
  readonly context: Context;
  /** The context as its file describes it, in which the share that considers leaving was measured. */
  readonly measured: Context;
  readonly parameters: Figures;
  readonly off: readonly string[];
  /** Ids of arms. */
  readonly designs: readonly string[];
};

type ScenarioFile = z.infer<typeof scenarioFile>;

/** A scenario with every reference followed; what channels and mechanisms declare is not filled in yet. */
export type Scenario = Omit<ScenarioFile, 'schema' | 'context' | 'designs' | 'conditions' | 'studies'> & {
  readonly designs: readonly PlannedArm[];
  /** At least one. */
  readonly conditions: readonly PlannedCondition[];
  /** How it would be evaluated; may be none. */
  readonly studies: readonly Evaluation[];
};

export function plannedScenario(reading: Reading, tree: Tree): Scenario | undefined {
  const data = groupOf(tree.data);
  const read = scenarioFile.safeParse(data);
  reading.problems.push(...problemsOf(read.error?.issues ?? [], tree));
  const { alwaysOn = [] } = reading.model;
  const mechanisms = reading.model.mechanisms.map(({ name }) => name).filter((name) => !alwaysOn.includes(name));
  const checkOff = (off: unknown, path: Path) => {
    for (const [k, name] of listOf(off).entries())
      checkKnown(reading, tree, [...path, k], name, 'the name of a mechanism', mechanisms);
  };
  checkParameters(reading, tree, ['parameters'], data.parameters);
  checkOff(data.off, ['off']);
  checkUnique(reading, tree, ['policies'], listOf(data.policies));

  const reference = textOf(data.context);
  const file = reference === undefined ? undefined : referred(reading, 'context', reference, tree, ['context']);
  const base = file === undefined ? undefined : looseContext(reading, file);
  const baseContext = base === undefined ? undefined : settledContext(reading, base);

  const policies = listOf(data.policies).flatMap((policy) => textOf(groupOf(policy).id) ?? []);
  const arms = listOf(data.designs).map((entry, k) => plannedArm(reading, tree, entry, ['designs', k], policies));
  const ids = listOf(data.designs).map((entry, k) => armId(entry) ?? arms[k]?.id ?? '');
  checkArms(reading, tree, ids);
  checkKnown(reading, tree, ['evaluated'], data.evaluated, 'the id of a design of this scenario', ids);
  checkUnique(reading, tree, ['studies'], listOf(data.studies));
  const studies = listOf(data.studies).map((entry, k) => plannedStudy(reading, tree, entry, ['studies', k]));

  const conditions: PlannedCondition[] = [];
  checkUnique(reading, tree, ['conditions'], listOf(data.conditions));
  for (const [k, entry] of listOf(data.conditions).entries()) {
    const part = groupOf(entry);
    const path = ['conditions', k];
    checkPart(reading, tree, [...path, 'context'], part.context);
    checkParameters(reading, tree, [...path, 'parameters'], part.parameters);
    checkOff(part.off, [...path, 'off']);
    for (const [j, id] of listOf(part.designs).entries())
      checkKnown(reading, tree, [...path, 'designs', j], id, 'the id of a design of this scenario', [BASELINE, ...ids]);
    const { context, measured } = conditionContext(reading, tree, part, path, base);
    const described = read.data?.conditions[k];
    if (context === undefined || measured === undefined || described === undefined) continue;
    const { id, title, about = '', parameters = {}, off = [], designs = ids } = described;
    conditions.push({ id, title, about, context, measured, parameters, off, designs });
  }
  checkContrasts(reading, tree, data, ids);
  if (!read.success) return undefined;
  checkPolicies(reading, tree, read.data, baseContext);
  checkWindows(reading, tree, read.data, arms);
  if (reading.problems.length > 0 || baseContext === undefined) return undefined;
  if (conditions.length === 0) {
    const id = 'as-described';
    conditions.push({
      id,
      title: 'as described',
      about: '',
      context: baseContext,
      measured: baseContext,
      parameters: {},
      off: [],
      designs: ids,
    });
  }
  const { schema: _schema, context: _context, ...rest } = read.data;
  return {
    ...rest,
    designs: arms.filter((arm) => arm !== undefined),
    conditions,
    studies: studies.filter((study) => study !== undefined),
  };
}

/** Both conditions exist, and the design is run in both. */
function checkContrasts(
  reading: Reading,
  tree: Tree,
  data: { readonly [key: string]: unknown },
  ids: readonly string[],
): void {
  checkUnique(reading, tree, ['contrasts'], listOf(data.contrasts));
  const conditions = listOf(data.conditions).map(groupOf);
  const names = conditions.flatMap(({ id }) => textOf(id) ?? []);
  for (const [k, entry] of listOf(data.contrasts).entries()) {
    const { holds, fails, design } = groupOf(entry);
    for (const [key, id] of Object.entries({ holds, fails })) {
      checkKnown(reading, tree, ['contrasts', k, key], id, 'the id of a condition of this scenario', names);
      const own = conditions.find((condition) => condition.id === id);
      const run = own === undefined ? ids : own.designs === undefined ? ids : listOf(own.designs).map(String);
      checkKnown(reading, tree, ['contrasts', k, 'design'], design, `a design that is run in ${String(id)}`, run);
    }
  }
}

function plannedStudy(reading: Reading, tree: Tree, entry: unknown, path: Path): Evaluation | undefined {
  const reference = textOf(entry);
  const file = reference === undefined ? undefined : referred(reading, 'evaluation', reference, tree, path);
  return file === undefined ? undefined : plannedEvaluation(reading, file);
}

function armId(entry: unknown): string | undefined {
  const { id, design } = groupOf(entry);
  return textOf(entry) ?? textOf(id) ?? textOf(design);
}

function checkArms(reading: Reading, tree: Tree, ids: readonly string[]): void {
  const seen = new Set<string>();
  for (const [k, id] of ids.entries()) {
    if (id !== '' && seen.has(id))
      complain(reading, tree, ['designs', k], {
        expected: 'a design whose id no other entry has',
        found: `"${id}" again`,
        remedy: 'Give this entry an id of its own: { id: ..., design: ... }.',
      });
    seen.add(id);
  }
  if (ids.length === 0)
    complain(reading, tree, ['designs'], {
      expected: 'at least one design',
      found: 'none',
      remedy: 'Add for instance "- one-on-one".',
    });
}

function plannedArm(
  reading: Reading,
  tree: Tree,
  entry: unknown,
  path: Path,
  policyIds: readonly string[],
): PlannedArm | undefined {
  const given = typeof entry === 'string' ? { design: entry } : groupOf(entry);
  const reference = textOf(given.design);
  const policies = listOf(given.policies).flatMap((id) => textOf(id) ?? []);
  for (const [k, id] of listOf(given.policies).entries())
    checkKnown(reading, tree, [...path, 'policies', k], id, 'the id of a policy of this scenario', policyIds);
  const hasOwn = given.components !== undefined;
  if (reference !== undefined && hasOwn)
    complain(reading, tree, [...path, 'components'], {
      expected: 'either design or components',
      found: 'both',
      remedy: 'Take one of them out; a design that includes another can do both.',
    });
  if (reference === undefined && !hasOwn && given.policies === undefined && typeof entry === 'object' && entry !== null)
    complain(reading, tree, path, {
      expected: 'design, components or policies',
      found: 'none of them',
      remedy: 'Say what is done, for instance "design: one-on-one".',
    });
  if (hasOwn) checkComponents(reading, tree, [...path, 'components'], listOf(given.components), [], []);
  const at = typeof entry === 'string' ? path : [...path, 'design'];
  const file = reference === undefined ? undefined : referred(reading, 'design', reference, tree, at);
  const design = file === undefined ? undefined : plannedDesign(reading, file);
  if (reference !== undefined && design === undefined) return undefined;
  const id = textOf(given.id) ?? design?.id;
  if (id === undefined) {
    if (hasOwn || policies.length > 0)
      complain(reading, tree, [...path, 'id'], {
        expected: 'a name (unique in the scenario)',
        found: 'nothing',
        remedy: 'Add an id; only a design from the library brings its own.',
      });
    return undefined;
  }
  // Read once more by itself, so that the type comes from the schema.
  const arm = scenarioFile.shape.designs.element.safeParse(entry);
  if (!arm.success) return undefined;
  const read = typeof arm.data === 'string' ? {} : arm.data;
  return {
    id,
    design: design?.id ?? id,
    title: read.title ?? design?.title ?? id,
    truthfulness: read.truthfulness ?? design?.truthfulness ?? (hasOwn ? 'truthful' : 'none'),
    budget: read.budget,
    components: design?.components ?? own(read.components ?? [], id),
    policies,
  };
}

function conditionContext(
  reading: Reading,
  tree: Tree,
  part: { readonly [key: string]: unknown },
  path: Path,
  base: LooseContext | undefined,
): { readonly context: Context | undefined; readonly measured: Context | undefined } {
  const reference = textOf(part.contextId);
  const file =
    reference === undefined ? undefined : referred(reading, 'context', reference, tree, [...path, 'contextId']);
  const below = reference === undefined ? base : file === undefined ? undefined : looseContext(reading, file);
  if (below === undefined) return { context: undefined, measured: undefined };
  const measured = settledContext(reading, below);
  const data = merged(below.data, part.context);
  const context = settledContext(reading, { data, tree }, [
    ...path,
    part.context === undefined ? 'contextId' : 'context',
  ]);
  return { context, measured };
}

function checkPolicies(
  reading: Reading,
  tree: Tree,
  { policies, weeks }: ScenarioFile,
  context: Context | undefined,
): void {
  const routes = (context?.routes ?? []).map(({ id }) => id);
  for (const [k, policy] of policies.entries()) {
    checkWindow(reading, tree, ['policies', k, 'weeks'], policy.from, policy.weeks, weeks, 'the policy');
    for (const [j, { route }] of policy.changes.entries())
      if (context !== undefined)
        checkKnown(
          reading,
          tree,
          ['policies', k, 'changes', j, 'route'],
          route,
          'the id of a route of the context',
          routes,
        );
  }
}

function checkWindow(
  reading: Reading,
  tree: Tree,
  path: Path,
  from: number,
  lasts: number,
  weeks: number,
  what: string,
): void {
  if (from + lasts > weeks)
    complain(reading, tree, path, {
      expected: `a window that ends within the ${weeks} weeks of the scenario`,
      found: `${what} from week ${from} to week ${from + lasts - 1}, where the last week is ${weeks - 1}`,
      remedy: 'Shorten the window or give the scenario more weeks.',
    });
}

function checkWindows(
  reading: Reading,
  tree: Tree,
  file: ScenarioFile,
  arms: readonly (PlannedArm | undefined)[],
): void {
  const { campaign, weeks } = file;
  checkWindow(reading, tree, ['campaign'], campaign.from, campaign.weeks, weeks, 'the campaign');
  for (const [k, arm] of arms.entries())
    for (const { id, from, weeks: lasts } of arm?.components ?? []) {
      if (from === undefined && lasts === undefined) continue;
      const first = plain(from) ?? campaign.from;
      checkWindow(reading, tree, ['designs', k], first, plain(lasts) ?? campaign.weeks, weeks, `component ${id}`);
    }
}

/** A choice as a number. */
export function plain(choice: number | Figure | undefined): number | undefined {
  return typeof choice === 'object' ? choice.value : choice;
}
