// A made-up comparison for tests of reports: no engine ran, no number here says anything about campaigns.
import type { RunRow } from '../../../src/experiment/comparison.ts';
import { type Compared, gather, type RunSize } from '../../../src/experiment/gather.ts';
import { type GroupName, groupNames, type OutcomeName, outcomeNames } from '../../../src/model/outcomes.ts';

/** Repeatable luck, only for this fixture. */
function luckOf(seed: number): () => number {
  let state = seed >>> 0;
  const uniform = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let x = Math.imul(state ^ (state >>> 15), 1 | state);
    x = (x + Math.imul(x ^ (x >>> 7), 61 | x)) ^ x;
    return ((x ^ (x >>> 14)) >>> 0) / 4294967296;
  };
  return () => (uniform() + uniform() + uniform() + uniform() - 2) * Math.sqrt(3);
}

const normalOf = (name: string, ...numbers: number[]): number => {
  let seed = 17;
  for (const part of [...name].map((c) => c.charCodeAt(0))) seed = Math.imul(seed ^ part, 0x01000193);
  for (const part of numbers) seed = Math.imul(seed ^ (part + 11), 0x01000193);
  const luck = luckOf(seed);
  luck();
  return luck();
};

/** Level without any campaign, and the scale of effects. */
const world: Partial<Record<OutcomeName, readonly [level: number, scale: number]>> = {
  decision_quality: [0.71, 0.018],
  error_death: [0.21, -0.03],
  error_mistreatment: [0.24, -0.035],
  error_earnings: [0.16, -0.012],
  error_stay: [0.2, -0.02],
  error_lawful: [0.13, -0.01],
  error_alternative: [0.18, -0.006],
  lean_death: [0.12, -0.02],
  lean_mistreatment: [-0.15, 0.03],
  lean_earnings: [0.11, -0.01],
  lean_stay: [0.09, -0.012],
  lean_lawful: [-0.02, 0.002],
  lean_alternative: [-0.1, 0.004],
  knows_lawful: [0.34, 0.03],
  knows_alternative: [0.28, 0.01],
  rights_knowledge: [0.3, 0.02],
  error_asylum_in_need: [0.25, -0.006],
  trust_in_sender: [0.46, 0.012],
  intention: [0.24, -0.004],
  considering: [0.36, -0.008],
  planning: [0.12, -0.003],
  preparing: [0.04, -0.001],
  irregular_departures: [0.041, -0.0016],
  lawful_departures: [0.012, 0.0007],
  unmet_protection_need: [0.62, 0.001],
  harmed_on_journey: [0.0104, -0.0004],
  deaths: [0.0012, -0.00004],
  regret: [0.44, -0.01],
};

const designs = [
  ['no-campaign', 'No campaign', 'none', 0, 0],
  ['mix-as-funded', 'The mix as funded', 'truthful', 1, 500000],
  ['teacher-sessions', 'Teacher sessions', 'truthful', 0.9, 500000],
  ['parents', 'Sessions with parents', 'truthful', 0.5, 380000],
  ['influencers', 'Influencers', 'one-sided', 0.25, 500000],
  ['film', 'Local film makers', 'truthful', 0.4, 500000],
  ['mostly-one-on-one', 'Mostly one-on-one counselling', 'truthful', 1.4, 500000],
  ['deterrence-only', 'Warnings only', 'false', -0.6, 240000],
] as const;

export type MadeUp = {
  readonly replicates?: number;
  readonly draws?: number;
  readonly title?: string;
  readonly conditions?: number;
  /** Every effect becomes nothing but luck. */
  readonly powerless?: boolean;
  readonly designs?: number;
};

export const size: RunSize = { replicates: 16, draws: 8, seed: 'forewarned', people: 5000, weeks: 104 };

export function madeUpScenario({
  title = 'North Africa 2023: how to spend € 500,000',
  conditions = 1,
  designs: n = 8,
}: MadeUp): Compared {
  return {
    id: 'north-africa-made-up',
    title,
    question: 'Which way of spending € 500,000 helps young people in North Africa most to take a considered decision?',
    about:
      'A made-up example for tests: the parts of a campaign alone, together, and in other shares of the same money.',
    source: 'A, additional budget',
    population: 2_000_000,
    burnIn: 78,
    contrasts: [],
    conditions: Array.from({ length: conditions }, (_, i) => ({
      id: ['as-described', 'little-trust'][i] ?? `condition-${i}`,
      title: ['As described', 'With little trust in the sender'][i] ?? `Condition ${i}`,
      about: ['The place as the context file has it.', 'Trust in governments and organisations is halved.'][i] ?? '',
      contextId: 'north-africa-youth',
      contextTitle: 'Young people in North Africa',
      context: { population: 2_000_000 },
      limits:
        'Two of forty numbers were measured in North Africa; the rest comes from West Africa or is assumed. Towns and villages are alike here.',
      arms: designs.slice(0, n).map(([id, name, truthfulness]) => ({
        id,
        design: id,
        title: name,
        truthfulness,
        isBaseline: id === 'no-campaign',
      })),
    })),
  };
}

export function madeUpRows(options: MadeUp = {}): RunRow[] {
  const { replicates = size.replicates, draws = size.draws, powerless = false } = options;
  const rows: RunRow[] = [];
  for (const [place, condition] of madeUpScenario(options).conditions.entries()) {
    for (let replicate = 0; replicate < replicates; replicate++) {
      const draw = replicate % draws;
      for (const arm of condition.arms) {
        const [, , , strength, money] = designs.find(([id]) => id === arm.id) ?? designs[0];
        rows.push(
          rowOf(
            condition.id,
            arm.id,
            arm.isBaseline,
            powerless ? 0 : strength * (place === 0 ? 1 : 0.4),
            money,
            draw,
            replicate,
          ),
        );
      }
    }
  }
  return rows;
}

function rowOf(
  condition: string,
  arm: string,
  isBaseline: boolean,
  strength: number,
  money: number,
  draw: number,
  replicate: number,
): RunRow {
  const levels: { [O in OutcomeName]?: number | null } = {};
  const differences: { [O in OutcomeName]?: number | null } = {};
  const size = 0.3 + 0.1 * Math.abs(strength);
  for (const name of outcomeNames) {
    const found = world[name];
    if (!found) continue;
    const [level, scale] = found;
    const base = level * (1 + 0.06 * normalOf(`p${name}`, draw) + 0.02 * normalOf(`l${name}`, replicate));
    const effect =
      scale *
      (strength * (1 + 0.35 * normalOf(`pe${arm}${name}`, draw)) + size * 0.6 * normalOf(`le${arm}${name}`, replicate));
    levels[name] = isBaseline ? base : base + effect;
    if (!isBaseline) differences[name] = effect;
  }
  const reached = isBaseline ? 0 : 0.08 + 0.2 * Math.abs(normalOf(`reach${arm}`));
  levels.reached = reached;
  levels.contacts = reached * 2_000_000 * 1.7;
  levels.cost = money;
  levels.recall = isBaseline ? null : 0.4 + 0.05 * normalOf(`recall${arm}`, replicate);
  levels.changed_mind_reported = isBaseline ? null : 0.12 + 0.02 * normalOf(`said${arm}`, replicate);
  levels.cost_per_reached = isBaseline ? null : money / (reached * 2_000_000);
  if (!isBaseline) {
    const better = differences.decision_quality ?? 0;
    differences.changed_mind = 0.03 * strength + 0.01 * normalOf(`mind${arm}`, replicate);
    differences.better_prepared = 0.05 * Math.abs(strength);
    differences.postponed = 0.04 * Math.abs(strength) + 0.01 * normalOf(`post${arm}`, replicate);
    differences.abandoned = 0.03 * Math.abs(strength) + 0.005 * normalOf(`aband${arm}`, replicate);
    differences.brought_forward = 0.01;
    differences.new_departures = 0.012;
    differences.helped = Math.max(0, 0.02 + 0.04 * strength + 0.004 * normalOf(`helped${arm}`, replicate));
    differences.harmed = Math.max(0, 0.012 - 0.006 * strength + 0.002 * normalOf(`harmed${arm}`, replicate));
    differences.mixed = 0.006;
    differences.same = 1 - differences.helped - differences.harmed - 0.006;
    differences.cost_per_better_choice = better > 0 ? money / (better * 2_000_000) : null;
    differences.cost_per_better_informed = strength > 0 ? money / (strength * 90_000) : null;
    differences.cost_per_changed_mind = money / Math.max(1, (differences.changed_mind ?? 0) * reached * 2_000_000);
    differences.cost_per_departure_fewer = strength > 0 ? money / (strength * 2500) : null;
  }
  const weeks = Array.from({ length: 104 }, (_, week) => week);
  const turn = (from: number, change: number, name: string) =>
    weeks.map((week) => {
      const during = Math.min(1, week / 26) * Math.exp(-Math.max(0, week - 26) / 90);
      return (
        from * (1 + 0.06 * normalOf(`p${name}`, draw) + 0.015 * normalOf(`s${name}`, replicate, week >> 3)) +
        change * during
      );
    });
  const shares = (group: GroupName) => normalOf(`g${group}`) * 0.01;
  const groupsOf = Object.fromEntries(
    groupNames.map((group) => [
      group,
      {
        people: 0.5,
        helped: Math.max(0, (differences.helped ?? 0) + shares(group)),
        harmed: Math.max(
          0,
          (differences.harmed ?? 0) - shares(group) * 0.5 + 0.001 * normalOf(`gh${group}`, replicate),
        ),
        mixed: 0.006,
      },
    ]),
  );
  return {
    runId: Math.abs(Math.imul(replicate + 7, 0x9e3779b1) ^ Math.round(normalOf(condition + arm) * 1e8))
      .toString(16)
      .padStart(16, '0'),
    condition,
    arm,
    draw,
    replicate,
    levels,
    differences,
    series: {
      considering: turn(0.36, -0.05 * strength, 'considering'),
      intention: turn(0.24, -0.03 * strength, 'intention'),
      departed: weeks.map(
        (week) =>
          (week / 104) * (0.041 * (1 + 0.1 * normalOf('departed', draw)) - 0.0016 * strength * Math.min(1, week / 40)),
      ),
      error: turn(0.19, -0.03 * strength, 'error'),
    },
    groups: isBaseline ? {} : groupsOf,
    notes: arm === 'parents' ? ['Places are scarce: less than one session per community and week.'] : [],
  };
}

export function madeUp(options: MadeUp = {}) {
  const rows = madeUpRows(options);
  const comparison = gather(
    madeUpScenario(options),
    { ...size, replicates: options.replicates ?? size.replicates, draws: options.draws ?? size.draws },
    [{ rows, failures: [] }],
    {
      version: '0.1.0',
      resultsVersion: 1,
      defaults: 'd'.repeat(64),
      assumed: { assumed: 143, total: 291 },
      off: [],
      asShipped: true,
    },
  );
  return { rows, comparison };
}
