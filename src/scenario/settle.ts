import type { Policy } from '../model/setup.ts';
import { modelDeclarations } from './declared.ts';
import type { ModelDeclarations } from './model-declarations.ts';
import { declaredAs, named, uncertainOf, withQuantities } from './quantity.ts';
import { BASELINE, type Figures, type PlannedArm, type PlannedCondition, type Scenario } from './read-scenario.ts';
import type { PolicyFile } from './scenario-schema.ts';
import { openComponent } from './settle-component.ts';
import { openContext } from './settle-context.ts';
import type { Quantity, Settled, SettledArm, SettledCondition } from './settled.ts';

/**
 * A scenario with nothing left out: defaults filled in, overrides laid over them, the baseline in front, every number under
 * its stable name.
 *
 * Of two numbers for the same thing the one nearer to the question counts: declared, context, scenario, condition.
 */
export function settle(scenario: Scenario, model: ModelDeclarations = modelDeclarations): Settled {
  const conditions = scenario.conditions.map((condition) => openCondition(scenario, condition, model));
  const apart = distinguished(conditions);
  const { id, title, question, about, source, shows, people, weeks, burnIn, replicates, draws, seed } = scenario;
  return {
    ...{ id, title, question, about, source, shows, people, weeks, burnIn, replicates, draws, seed },
    population: scenario.conditions[0].context.population.value,
    conditions: apart,
    contrasts: scenario.contrasts,
    uncertain: uncertainOf(apart.map(inUse)),
  };
}

/** What a run of this condition reads. */
function inUse({ context, given, arms }: SettledCondition): unknown {
  return [context, given, arms.map(({ components, policies }) => [components, policies])];
}

/**
 * A name means one number with one range. Where a condition has another number under a name than an earlier condition, the
 * name gets the condition behind it, as in `context.trust.peer@low-trust`; the luck of the draw stays that of the name.
 */
function distinguished(conditions: readonly SettledCondition[]): readonly SettledCondition[] {
  const taken = new Map<string, Quantity>();
  return conditions.map((condition) =>
    withQuantities(condition, (of) => {
      const first = taken.get(of.name);
      if (first === undefined) taken.set(of.name, of);
      const same = first === undefined || (first.value === of.value && sameRange(first.range, of.range));
      return same ? of : { ...of, name: `${of.name}@${condition.id}` };
    }),
  );
}

function sameRange(a: Quantity['range'], b: Quantity['range']): boolean {
  return a?.[0] === b?.[0] && a?.[1] === b?.[1];
}

function openCondition(scenario: Scenario, condition: PlannedCondition, model: ModelDeclarations): SettledCondition {
  const { id, title, about, context, measured } = condition;
  const parameters = { ...context.parameters, ...scenario.parameters, ...condition.parameters };
  const off = [...new Set([...scenario.off, ...condition.off])];
  const arms = condition.designs.flatMap((wanted) => scenario.designs.find((arm) => arm.id === wanted) ?? []);
  return {
    ...{ id, title, about },
    contextId: context.id,
    contextTitle: context.title,
    limits: context.limits,
    context: openContext(context),
    measured: { context: openContext(measured), given: openGiven(model, measured.parameters ?? {}, []) },
    given: openGiven(model, parameters, off),
    off,
    arms: [
      baseline,
      ...arms.filter((arm) => arm.id !== BASELINE).map((arm) => openArm(scenario, condition, arm, parameters, model)),
    ],
  };
}

const baseline: SettledArm = {
  id: BASELINE,
  design: BASELINE,
  title: 'No campaign',
  truthfulness: 'none',
  isBaseline: true,
  components: [],
  policies: [],
};

function openGiven(model: ModelDeclarations, parameters: Figures, off: readonly string[]): SettledCondition['given'] {
  return Object.fromEntries(
    model.mechanisms.map((mechanism) => [
      mechanism.name,
      Object.fromEntries(
        Object.entries(mechanism.parameters).map(([key, declared]) => {
          const name = `${mechanism.name}.${key}`;
          // Switched off, its numbers are inert by construction: no override and no draw reaches them.
          if (off.includes(mechanism.name)) return [key, mechanism.off[key] ?? declared.value];
          return [key, declaredAs(name, declared, parameters[name])];
        }),
      ),
    ]),
  );
}

function openArm(
  scenario: Scenario,
  { context }: PlannedCondition,
  arm: PlannedArm,
  parameters: Figures,
  model: ModelDeclarations,
): SettledArm {
  const budget =
    arm.budget === undefined ? named('scenario.budget', scenario.budget) : named(`arm.${arm.id}.budget`, arm.budget);
  const around = { model, context, parameters, budget, campaign: scenario.campaign };
  const { id, design, title, truthfulness } = arm;
  return {
    ...{ id, design, title, truthfulness },
    isBaseline: false,
    components: arm.components.map((component) => openComponent(component, around)),
    policies: arm.policies.flatMap((wanted) => {
      const policy = scenario.policies.find((known) => known.id === wanted);
      return policy === undefined ? [] : [openPolicy(policy)];
    }),
  };
}

function openPolicy({ id, from, weeks, changes }: PolicyFile): SettledArm['policies'][number] {
  return {
    id,
    from,
    to: from + weeks - 1,
    changes: changes.map(({ setting, route = null, value }) => ({
      setting: setting satisfies Policy['changes'][number]['setting'],
      route,
      value: named(`policy.${id}.${setting}${route === null ? '' : `.${route}`}`, value),
    })),
  };
}
