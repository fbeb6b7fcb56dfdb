// Pairs of worlds an evaluator can visit: made by hand, where every number is known, or by the model.

import { enact } from '../../../../src/experiment/evaluation/enact.ts';
import type { Snapshot, StudyWorld, Traits } from '../../../../src/experiment/evaluation/snapshot.ts';
import { type Cause, causes, type Spared, type Study } from '../../../../src/experiment/evaluation/study.ts';
import { NEVER } from '../../../../src/model/assignment.ts';
import type { Setup } from '../../../../src/model/setup.ts';
import { topics } from '../../../../src/model/vocabulary.ts';
import { component, village, withCampaign } from '../../../model/support/village.ts';

type Columns<T> = { readonly [K in keyof T as T[K] extends ArrayLike<number> ? K : never]?: (row: number) => number };
type Sides = { readonly beliefs?: (topic: number, row: number) => number } & Columns<Snapshot>;

/** Everybody at home, knowing and wishing nothing, unless said otherwise. */
function snapshotOf(people: number, week: number, { beliefs, ...columns }: Sides): Snapshot {
  const floats = (of?: (row: number) => number): Float32Array =>
    Float32Array.from({ length: people }, (_, row) => of?.(row) ?? 0);
  const bytes = (of?: (row: number) => number): Uint8Array => Uint8Array.from(floats(of));
  return {
    week,
    stage: bytes(columns.stage),
    intention: floats(columns.intention),
    commitment: floats(columns.commitment),
    avoidance: floats(columns.avoidance),
    minimisation: floats(columns.minimisation),
    beliefs: topics.map((_, t) => floats((row) => beliefs?.(t, row) ?? 0)),
    rights: floats(columns.rights),
    preparation: floats(columns.preparation),
    trust: floats(columns.trust),
    trace: floats(columns.trace),
    contacts: Uint16Array.from(floats(columns.contacts)),
    left: bytes(columns.left),
    harmed: bytes(columns.harmed),
    rightChoice: bytes(columns.rightChoice),
    unmetNeed: bytes(columns.unmetNeed),
    regret: bytes(columns.regret),
    route: bytes(columns.route),
    destination: bytes(columns.destination),
  };
}

export type HandMade = {
  readonly people: number;
  /** People per community, 10 unless said otherwise. */
  readonly community?: number;
  readonly traits?: Columns<Traits>;
  readonly unit?: (row: number) => number;
  /** Absent: no lot. */
  readonly from?: (row: number) => number;
  readonly weeks?: readonly number[];
  readonly eve?: Sides;
  /** By wave; the last holds for the waves after it. */
  readonly with?: readonly Sides[];
  readonly without?: readonly Sides[];
  readonly draw?: number;
};

/** Worlds made by hand. Ids run against rows, so that one taken for the other shows. */
export function handMade(made: HandMade): StudyWorld {
  const { people, traits = {}, eve = {}, weeks = [46] } = made;
  const whole = (of: (row: number) => number): Int32Array => Int32Array.from({ length: people }, (_, row) => of(row));
  const communityOf = (row: number): number => Math.floor(row / (made.community ?? 10));
  const at = (sides: readonly Sides[] | undefined): Snapshot[] =>
    weeks.map((week, wave) => snapshotOf(people, week, { ...eve, ...sides?.[Math.min(wave, sides.length - 1)] }));
  const from = Int16Array.from(whole(made.from ?? (() => 0)));
  return {
    traits: {
      id: whole(traits.id ?? ((row) => people - 1 - row)),
      household: whole(traits.household ?? ((row) => Math.floor(row / 2))),
      community: whole(traits.community ?? communityOf),
      schoolClass: whole(traits.schoolClass ?? (() => -1)),
      age: Uint8Array.from(whole(traits.age ?? (() => 20))),
      male: Uint8Array.from(whole(traits.male ?? ((row) => row % 2))),
      online: Uint8Array.from(whole(traits.online ?? (() => 1))),
      danger: new Float32Array(people),
    },
    with: at(made.with),
    without: at(made.without),
    eve: snapshotOf(people, -1, eve),
    assigned: Uint8Array.from(from, (week) => (week === NEVER ? 0 : 1)),
    from,
    unit: whole(made.unit ?? communityOf),
    truths: topics.map(() => new Float32Array(people).fill(0.5)),
    considers: 0.5,
    severity: 0.5,
    knowsWithin: 0.1,
    seed: 'hand-made',
    replicate: 0,
    draw: made.draw ?? 0,
  };
}

type Changes = { readonly [K in keyof Study]?: Study[K] extends object | null ? Partial<Study[K]> | null : Study[K] };

/** A survey of a hundred people at week 46 in which nothing goes wrong; `changes` say what does. */
export function studyOf(changes: Changes = {}): Study {
  const { inquiry, assignment, sampling, measurement, tracing, cost, ...rest } = changes;
  return {
    ...{ id: 'study', title: 'Study', about: '', source: 'test', estimator: 'difference-in-means' },
    ...rest,
    inquiry: { estimand: 'itt', measure: 'intends', ...inquiry },
    assignment:
      assignment === undefined || assignment === null
        ? null
        : {
            ...{ unit: 'village', share: 0.5, saturation: 1, steps: 1, stepWeeks: 0, encouragement: 1 },
            ...assignment,
          },
    sampling: { frame: 'household-listing', size: 100, clusters: 0, ...sampling },
    measurement: {
      ...{ waves: [46], falseRecall: 0, noise: 0, flips: 0, denialUntreated: 0, denialTreated: 0 },
      ...{ agreeable: 0, feltChange: 0.05, listItems: 0 },
      ...measurement,
    },
    tracing: {
      ...{ abroad: 0, refusal: 0, refusalAvoidance: 0, refusalIntention: 0, proxies: 0, proxyKnows: 0 },
      ...tracing,
    },
    cost: { fixed: 0, perInterview: 1, perCluster: 0, ...cost },
  } as Study;
}

export function sparing(...which: readonly Cause[]): Spared {
  return Object.fromEntries(causes.map((cause) => [cause, which.includes(cause)])) as Spared;
}

export const nothing = sparing();
export const everything = sparing(...causes);

/** A study in which everything goes wrong that can. */
export const troubled = {
  measurement: {
    ...{ falseRecall: 0.2, noise: 0.1, flips: 0.1, denialUntreated: 0.2, denialTreated: 0.5, agreeable: 0.3 },
  },
  tracing: {
    ...{ abroad: 0.4, refusal: 0.1, refusalAvoidance: 0.2, refusalIntention: 0.2, proxies: 1, proxyKnows: 0.7 },
  },
} as const;

/** Four villages in a hurry and a campaign that few meet, so that there is somebody to compare with. */
const campaign: Setup = withCampaign(village, [
  component('talk', 'walk-in', { reach: 0.05, most: 2 }),
  component('evening', 'event', { from: 4, to: 20, reach: 0.2, following: 0.1, most: 2 }),
]);

/** Worlds of the model itself; a few seconds' work at most. */
export function livedWorlds(study: Study, lots: readonly number[] = [0], setup: Setup = campaign): StudyWorld[] {
  return enact(setup, study, lots);
}
