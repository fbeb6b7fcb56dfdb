import { balanceOf, membersOf } from '../../experiment/balance.ts';
import { interceptFor, interceptKey, withIntercept } from '../../experiment/intercept.ts';
import { atHome } from '../../model/campaign.ts';
import { curve } from '../../model/curve.ts';
import { follow, type PersonWeek } from '../../model/follow.ts';
import { considersLeaving, observe, type PersonOutcomes } from '../../model/observe.ts';
import { burnIn, liveWeek } from '../../model/run.ts';
import type { Setup } from '../../model/setup.ts';
import { sources, stages, topics, type WayOut, waysOut } from '../../model/vocabulary.ts';
import { fork, trustTowards, type World } from '../../model/world.ts';
import type { Truthfulness } from '../../scenario/design-schema.ts';
import type { Library } from '../../scenario/library.ts';
import type { Problem } from '../../scenario/problem.ts';
import { readScenario } from '../../scenario/read.ts';
import { settle } from '../../scenario/settle.ts';
import type { Quantity, Settled } from '../../scenario/settled.ts';
import { measuredSetup, setupOf } from '../../scenario/setup-of.ts';
import { variantText } from '../../scenario/variant.ts';
import { componentOf, type LabMessage, type Truths, truthfulnessOf } from './message.ts';
import { type Sums, sumsOf } from './terms.ts';
import { resolvedBy, type Turns, turnsOut, type WaysOfWeek } from './ways.ts';

/** Which village, how large, how long, and with which luck. The same settings give the same bits. */
export type VillageSettings = {
  /** `SCENARIO/CONDITION`, or `SCENARIO` as described. */
  readonly place: string;
  readonly people: number;
  readonly weeks: number;
  readonly seed: string;
  /** Which luck, from 0. */
  readonly luck: number;
};

/** What is done in the one world and not in the other: a message of the Lab, or a design of the place's scenario. */
export type Doing =
  | { readonly kind: 'message'; readonly message: LabMessage }
  | { readonly kind: 'design'; readonly design: string };

/** Who somebody is, in plain facts at week 0. Nobody here is or stands for a real person. */
export type Facts = {
  readonly id: number;
  readonly age: number;
  readonly isMale: boolean;
  readonly isInSchool: boolean;
  readonly isPoor: boolean;
  readonly hasFamilyAbroad: boolean;
  readonly needsProtection: boolean;
  readonly stage: (typeof stages)[number];
};

/** The people of a village, in the order of rows. */
export type Villagers = {
  readonly facts: readonly Facts[];
  readonly household: Int32Array;
  readonly community: Int32Array;
  readonly truths: Truths;
  /** What people here believe at week 0, on average, and how far they trust each source. */
  readonly believed: { readonly [topic: string]: number };
  readonly trusted: { readonly [source: string]: number };
  /** Ids of the designs of the scenario. */
  readonly designs: readonly string[];
  readonly title: string;
  readonly limits: string;
};

/** One world after so many weeks. */
export type Tally = {
  /** People by stage, in the order of `stages`. */
  readonly stages: readonly number[];
  /** Mean intention of those at home, 0 to 1. */
  readonly intention: number;
  readonly left: number;
  readonly harmed: number;
  readonly died: number;
  readonly unmet: number;
  /** Dissonance resolved in this week, by way out. */
  readonly ways: readonly number[];
};

/** Both worlds after so many weeks, and what lies between them. */
export type Frame = {
  readonly without: Tally;
  readonly with: Tally;
  readonly helped: number;
  readonly harmed: number;
  readonly mixed: number;
  /** People who have taken in a contact so far. */
  readonly reached: number;
  /** People of whom anything at all differs now, and people who stand or have stood elsewhere. */
  readonly touched: number;
  readonly elsewhere: number;
};

/** Why somebody is worth following, and the week to begin with. */
type Picked = {
  readonly id: number;
  readonly week: number;
} & (
  | {
      /** In that week their largest way out, and more of one than without the message. */
      readonly because: (typeof waysOut)[number];
      /** What part of all that gave way in that week it took, in both worlds. */
      readonly share: { readonly with: number; readonly without: number };
    }
  | { readonly because: 'wants-more' | 'in-need' | 'unmoved'; readonly share: null }
);

/** Both worlds, week by week; week 0 is before anything is said. Arrays hold one entry a person, week after week. */
export type Shown = {
  readonly weeks: number;
  readonly people: number;
  readonly truthfulness: Truthfulness;
  readonly title: string;
  readonly without: { readonly stage: Uint8Array; readonly intention: Float32Array };
  readonly with: { readonly stage: Uint8Array; readonly intention: Float32Array };
  /** 0: every bit is the same; 1: something differs; 2: stands, or has stood, elsewhere. */
  readonly differs: Uint8Array;
  /** 1 in the weeks in which somebody takes in a contact. */
  readonly heard: Uint8Array;
  readonly frames: readonly Frame[];
  readonly picks: readonly Picked[];
};

/** A week of one mind, with sums that add up and trust in everybody after it. */
export type MindWeek = PersonWeek & {
  readonly sums: Sums;
  readonly trust: { readonly [source: string]: number };
};

export type Followed = {
  readonly facts: Facts;
  readonly without: readonly MindWeek[];
  readonly with: readonly MindWeek[];
};

/** What cannot be told, and why: the words are those of the scenario reader. */
class Untellable extends Error {
  readonly problems: readonly Problem[];
  constructor(problems: readonly Problem[]) {
    super(problems.map(({ where, expected, found }) => `${where}: expected ${expected}, found ${found}`).join('\n'));
    this.problems = problems;
  }
}

/** In the place of everybody's name: the one design of a variant. */
const MESSAGE = 'message';

/** A village that was lived through its burn-in once; each message is told to a copy of it. */
export class Village {
  readonly villagers: Villagers;
  private readonly settings: VillageSettings;
  private readonly library: Library;
  private readonly intercept: number;
  private readonly start: World;
  private readonly scale: number;
  private bare: readonly Lived[] | null = null;

  /** @throws Untellable when there is no such place */
  constructor(settings: VillageSettings, library: Library, intercepts: ReadonlyMap<string, number>) {
    this.settings = settings;
    this.library = library;
    const settled = this.settledWith(['no-campaign']);
    const condition = conditionOf(settled);
    const measured = measuredSetup(settled, condition.id);
    this.intercept = intercepts.get(interceptKey(measured)) ?? interceptFor(measured);
    const setup = this.setup(settled, 'no-campaign');
    this.scale = setup.context.population / settings.people;
    this.start = burnIn(setup);
    const truths = condition.context.truths as { readonly [T in keyof Truths]: Quantity };
    this.villagers = {
      ...peopleOf(this.start),
      truths: Object.fromEntries(
        topics.map((topic) => {
          const { value, range } = truths[topic];
          return [topic, range === undefined ? { value } : { value, range }];
        }),
      ) as Truths,
      designs: this.designsHere(),
      title: condition.title,
      limits: condition.limits,
    };
  }

  /** Lives both worlds. @throws Untellable when what is done cannot be */
  tell(doing: Doing): Shown {
    const { title, truthfulness, arm, bare } = this.arms(doing);
    const { weeks, people } = this.settings;
    this.bare ??= [...this.lived(bare)];
    const cells = (weeks + 1) * people;
    const columns = () => ({ stage: new Uint8Array(cells), intention: new Float32Array(cells) });
    const shown = { with: columns(), without: columns(), differs: new Uint8Array(cells), heard: new Uint8Array(cells) };
    const frames: Frame[] = [];
    const farthest = { gap: new Float64Array(people), week: new Uint16Array(people) };
    const turns = turnsOut();
    const elsewhere = new Uint8Array(people);
    const reached = new Uint8Array(people);
    let begun: Lived | undefined;
    for (const here of this.lived(arm)) {
      const there = this.bare[frames.length];
      if (there === undefined) throw new Error('tell: expected both worlds to last as long.');
      const week = frames.length;
      const at = week * people;
      begun ??= here;
      const first = begun;
      // A column for which a world has no use, as trust in somebody who never speaks there, is as it was when both began.
      const others = there.columns.map((column, k) => (column.length > 0 ? column : first.columns[k]));
      for (const row of here.heard) {
        shown.heard[at + row] = 1;
        reached[row] = 1;
      }
      shown.with.stage.set(here.outcomes.stage, at);
      shown.with.intention.set(here.outcomes.intention, at);
      shown.without.stage.set(there.outcomes.stage, at);
      shown.without.intention.set(there.outcomes.intention, at);
      const balance = { helped: 0, harmed: 0, mixed: 0, same: 0 };
      let touched = 0;
      for (let row = 0; row < people; row++) {
        if (here.outcomes.stage[row] !== there.outcomes.stage[row]) elsewhere[row] = 1;
        // Bit by bit, in every column there is.
        const differs = elsewhere[row] === 1 || here.columns.some((column, k) => column[row] !== others[k]?.[row]);
        if (differs) touched++;
        shown.differs[at + row] = elsewhere[row] === 1 ? 2 : Number(differs);
        balance[balanceOf(here.outcomes, there.outcomes, row, this.start.given.outcomes.materialError)]++;
        const gap = (here.outcomes.intention[row] ?? 0) - (there.outcomes.intention[row] ?? 0);
        if (Math.abs(gap) > Math.abs(farthest.gap[row] ?? 0)) {
          farthest.gap[row] = gap;
          farthest.week[row] = week;
        }
        // Whoever has left has no way out to show.
        const stage = here.outcomes.stage[row] ?? 0;
        if (atHome[stage] !== 1) continue;
        const moved = (way: WayOut): number | null => {
          if (way === 'minimise-risk') return (here.minimisation[row] ?? 0) - (there.minimisation[row] ?? 0);
          if (way === 'look-away') return (here.avoidance[row] ?? 0) - (there.avoidance[row] ?? 0);
          if (way !== 'discredit-sender') return null;
          const fell = here.trust.map(
            (column, s) => Math.min(first.trust[s]?.[row] ?? 0, there.trust[s]?.[row] ?? 0) - (column[row] ?? 0),
          );
          return Math.max(...fell);
        };
        turns.see(week, row, { here: here.ways, there: there.ways, wishes: considersLeaving(stage), moved });
      }
      frames.push({
        ...{ with: here.tally, without: there.tally },
        ...{ helped: balance.helped, harmed: balance.harmed, mixed: balance.mixed, touched },
        reached: sumOf(reached),
        elsewhere: sumOf(elsewhere),
      });
    }
    return {
      ...shown,
      ...{ weeks, people, truthfulness, title, frames },
      picks: picksFrom(this.start, turns, farthest, reached),
    };
  }

  /** A world week by week; first as it stands before anything is said. */
  private *lived(setup: Setup): Generator<Lived> {
    const world = fork(this.start, setup);
    const ways = resolvedBy(this.settings.people);
    world.trace = ways.trace;
    for (let frame = 0; frame <= this.settings.weeks; frame++) {
      if (frame > 0) liveWeek(world);
      const outcomes = observe(world);
      yield {
        outcomes,
        tally: tallyOf(world, outcomes, ways.week),
        columns: Object.values(world.people)
          .flat()
          .map((column) => column.slice()),
        heard: frame === 0 ? [] : world.taken.map(({ row }) => row),
        minimisation: world.people.minimisation.slice(),
        avoidance: world.people.avoidance.slice(),
        trust: sources.map((_, s) => Float32Array.from(trustTowards(world, s))),
        ways: ways.week.map((column) => column.slice()),
      };
    }
  }

  /** Follows one person through both worlds. @throws RangeError when nobody has that id */
  follow(doing: Doing, id: number): Followed {
    const { arm, bare } = this.arms(doing);
    const facts = this.villagers.facts.find((one) => one.id === id);
    if (facts === undefined) throw new RangeError(`follow: expected the id of a person, found ${id}.`);
    const lived = (setup: Setup): MindWeek[] => {
      const world = fork(this.start, setup);
      const row = world.people.id.indexOf(id);
      const trace = follow(world, id);
      world.trace = trace;
      return Array.from({ length: this.settings.weeks }, (_, k) => {
        liveWeek(world);
        const week = trace.weeks[k];
        if (week === undefined) throw new Error(`follow: expected week ${k}, found none.`);
        const trust = Object.fromEntries(sources.map((source, s) => [source, trustTowards(world, s)[row] ?? 0]));
        return { ...week, sums: sumsOf(week, world.given), trust };
      });
    };
    return { facts, with: lived(arm), without: lived(bare) };
  }

  private arms(doing: Doing) {
    const { villagers, scale } = this;
    const id = doing.kind === 'message' ? MESSAGE : doing.design;
    const design =
      doing.kind === 'message'
        ? {
            id,
            title: 'A message sent in the Lab',
            truthfulness: truthfulnessOf(doing.message, villagers.truths),
            components: [componentOf(doing.message, scale)],
          }
        : doing.design;
    const settled = this.settledWith([design]);
    const arm = conditionOf(settled).arms.find((one) => one.id === id);
    if (arm === undefined) throw new RangeError(`tell: expected a design, found "${id}".`);
    const setup = this.setup(settled, id);
    return {
      title: arm.title,
      truthfulness: arm.truthfulness,
      bare: this.setup(settled, 'no-campaign'),
      arm: doing.kind === 'message' ? metByAll(setup, doing.message) : setup,
    };
  }

  private designsHere(): readonly string[] {
    const [scenario = ''] = this.settings.place.split('/');
    const text = variantText({ scenario }, this.library);
    const read = text.ok ? readScenario(text.text, 'village', this.library, () => undefined) : text;
    return read.ok ? read.scenario.designs.map(({ id }) => id) : [];
  }

  private settledWith(designs: readonly unknown[]): Settled {
    const [scenario, condition] = this.settings.place.split('/');
    const ids = designs.map((design) => (typeof design === 'string' ? design : (design as { id: string }).id));
    const variant = {
      ...{ scenario, designs, contrasts: [], policies: [], studies: [] },
      conditions: condition === undefined ? [] : [{ id: condition, designs: ids }],
    };
    const text = variantText(variant, this.library);
    if (!text.ok) throw new Untellable(text.problems);
    const read = readScenario(text.text, 'village', this.library, () => undefined);
    if (!read.ok) throw new Untellable(read.problems);
    return settle(read.scenario);
  }

  private setup(settled: Settled, arm: string): Setup {
    const { people, weeks, seed, luck } = this.settings;
    const held = { valueOf: (_: string, fallback: number) => fallback, people, weeks, seed, replicate: luck };
    return withIntercept(setupOf(settled, conditionOf(settled).id, arm, held), this.intercept);
  }
}

function conditionOf(settled: Settled): Settled['conditions'][number] {
  const [condition] = settled.conditions;
  if (condition === undefined) throw new RangeError(`village: expected a condition of ${settled.id}, found none.`);
  return condition;
}

/**
 * What a file cannot say, since it names a channel: that everybody is met, and that somebody speaks who has no channel (family,
 * friends, smugglers). All else is as the file has it.
 */
function metByAll(setup: Setup, { sender }: LabMessage): Setup {
  const components = setup.arm.components.map((one) => ({ ...one, source: sender, mode: 'broadcast' as const }));
  return { ...setup, arm: { ...setup.arm, components } };
}

/** A world as it stands after a week, copied. */
type Lived = {
  readonly outcomes: PersonOutcomes;
  readonly tally: Tally;
  /** Every column of people. */
  readonly columns: readonly ArrayLike<number>[];
  /** Rows of those who took in a contact. */
  readonly heard: readonly number[];
  readonly minimisation: ArrayLike<number>;
  readonly avoidance: ArrayLike<number>;
  /** Towards each source. */
  readonly trust: readonly ArrayLike<number>[];
  readonly ways: WaysOfWeek;
};

function sumOf(column: Uint8Array | Float64Array): number {
  let sum = 0;
  for (const one of column) sum += one;
  return sum;
}

function tallyOf(world: World, outcomes: PersonOutcomes, ways: WaysOfWeek): Tally {
  const { people, sizes } = world;
  const byStage = stages.map(() => 0);
  const tally = { intention: 0, left: 0, harmed: 0, died: 0, unmet: 0 };
  let home = 0;
  for (let row = 0; row < sizes.people; row++) {
    const stage = people.stage[row] ?? 0;
    byStage[stage] = (byStage[stage] ?? 0) + 1;
    if (atHome[stage] === 1) {
      home++;
      tally.intention += people.intention[row] ?? 0;
    }
    if ((people.departureWeek[row] ?? -1) >= 0) tally.left++;
    if ((outcomes.harm[row] ?? 0) >= 1) tally.harmed++;
    if (outcomes.harm[row] === 2) tally.died++;
    tally.unmet += outcomes.unmetNeed[row] ?? 0;
  }
  return { ...tally, intention: home === 0 ? 0 : tally.intention / home, stages: byStage, ways: ways.map(sumOf) };
}

function peopleOf(start: World): Pick<Villagers, 'facts' | 'household' | 'community' | 'believed' | 'trusted'> {
  const { people, households, sizes } = start;
  const groups = membersOf(start);
  const mean = (value: (row: number) => number): number => {
    let sum = 0;
    for (let row = 0; row < sizes.people; row++) sum += value(row);
    return sum / sizes.people;
  };
  return {
    facts: Array.from({ length: sizes.people }, (_, row) => ({
      id: people.id[row] ?? 0,
      age: people.age[row] ?? 0,
      isMale: people.male[row] === 1,
      isInSchool: groups['in-school'](row),
      isPoor: groups['poor-households'](row),
      hasFamilyAbroad: (households.abroad[people.household[row] ?? 0] ?? 0) > 0,
      needsProtection: groups['protection-need'](row),
      stage: stages[people.stage[row] ?? 0] ?? 'none',
    })),
    household: people.household.slice(),
    community: people.community.slice(),
    believed: Object.fromEntries(
      topics.map((topic, t) => [
        topic,
        mean((row) => curve((people.durable[t]?.[row] ?? 0) + (people.fading[t]?.[row] ?? 0))),
      ]),
    ),
    trusted: Object.fromEntries(
      sources.map((source, s) => {
        const trust = trustTowards(start, s);
        return [source, mean((row) => trust[row] ?? 0)];
      }),
    ),
  };
}

/** Differences of intention or trust below this are not worth pointing at. */
const NOTABLE = 0.01;

/**
 * A few people worth following. For each way out somebody for whom it is the largest in some week and the message adds to it, if there
 * is anybody: of these who think of leaving, if there are any, whoever it moved furthest. And others for what happened to them, in the week in which the worlds lie farthest apart.
 */
function picksFrom(
  start: World,
  turns: Turns,
  farthest: { readonly gap: Float64Array; readonly week: Uint16Array },
  reached: Uint8Array,
): readonly Picked[] {
  const picks: Picked[] = [];
  const taken = new Set<number>();
  const { id, danger } = start.people;
  for (const because of waysOut) {
    const [best] = [...turns.of(because)]
      .filter(([row]) => !taken.has(row))
      .sort(([, a], [, b]) => Number(b.wishes) - Number(a.wishes) || b.more - a.more);
    if (best === undefined) continue;
    const [row, { week, with: share, without }] = best;
    taken.add(row);
    picks.push({ id: id[row] ?? 0, week, because, share: { with: share, without } });
  }
  const best = (
    because: Extract<Picked, { share: null }>['because'],
    worth: (row: number) => number,
    least: number,
  ): void => {
    let chosen = -1;
    let most = least;
    for (let row = 0; row < start.sizes.people; row++) {
      if (taken.has(row) || worth(row) <= most) continue;
      chosen = row;
      most = worth(row);
    }
    if (chosen < 0) return;
    taken.add(chosen);
    picks.push({ id: id[chosen] ?? 0, week: Math.max(1, farthest.week[chosen] ?? 0), because, share: null });
  };
  const gap = (row: number): number => farthest.gap[row] ?? 0;
  best('wants-more', gap, NOTABLE);
  best('in-need', (row) => (danger[row] === 0 ? -1 : Math.abs(gap(row))), 0);
  best('unmoved', (row) => (reached[row] === 1 ? 1 - Math.abs(gap(row)) : 0), 1 - NOTABLE);
  return picks;
}
