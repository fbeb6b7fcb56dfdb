import { assigned, NEVER, unitsOf } from '../../model/assignment.ts';
import { beliefOf, observe, truthFor } from '../../model/observe.ts';
import { burnIn, runArm } from '../../model/run.ts';
import type { Setup } from '../../model/setup.ts';
import { sources, topics } from '../../model/vocabulary.ts';
import { fork, rosterIn, trustTowards, type World } from '../../model/world.ts';
import { regrets } from '../balance.ts';
import type { Snapshot, StudyWorld } from './snapshot.ts';
import type { Study } from './study.ts';

/** Takes down what everybody is, knows and has done at the end of a week. `senders` are those whose trust is asked about. */
export function snapshot(world: World, senders: readonly number[]): Snapshot {
  const { people, sizes, components } = world;
  const observed = observe(world);
  const n = sizes.people;
  const trust = senders.map((sender) => trustTowards(world, sender));
  const contacts = new Uint16Array(n);
  for (const live of components)
    for (let i = 0; i < n; i++) contacts[i] += live.contacts[i] + live.headContacts[people.household[i]];
  return {
    week: world.week - 1,
    stage: observed.stage,
    intention: observed.intention,
    commitment: people.commitment.slice(),
    avoidance: people.avoidance.slice(),
    minimisation: people.minimisation.slice(),
    beliefs: topics.map((_, t) => Float32Array.from({ length: n }, (_, i) => beliefOf(world, i, t))),
    rights: people.rights.slice(),
    preparation: people.preparation.slice(),
    trust: Float32Array.from({ length: n }, (_, i) =>
      trust.length === 0 ? 0 : trust.reduce((sum, column) => sum + column[i], 0) / trust.length,
    ),
    trace: Float32Array.from({ length: n }, (_, i) => people.passingTrace[i] + people.lastingTrace[i]),
    contacts,
    left: Uint8Array.from(people.departureWeek, (week) => (week >= 0 ? 1 : 0)),
    harmed: Uint8Array.from(observed.harm, (harm) => (harm > 0 ? 1 : 0)),
    rightChoice: observed.rightChoice,
    unmetNeed: observed.unmetNeed,
    regret: Uint8Array.from({ length: n }, (_, i) => (regrets(observed, i, null) ? 1 : 0)),
    route: people.route.slice(),
    destination: people.destination.slice(),
  };
}

/** Lives one arm up to the last wave and takes a snapshot at the end of each week in which people are asked. */
function snapshots(
  start: World,
  setup: Setup,
  waves: readonly number[],
  senders: readonly number[],
): { readonly end: World; readonly taken: Snapshot[] } {
  // Week -1 is the eve of week 0: a baseline before the first contact.
  const taken: Snapshot[] = waves.includes(-1) ? [snapshot(fork(start, setup), senders)] : [];
  const end = runArm(start, { ...setup, weeks: Math.max(...waves) + 1 }, (world) => {
    if (waves.includes(world.week - 1)) taken.push(snapshot(world, senders));
  });
  return { end, taken };
}

/**
 * Enacts the part of a study that the world feels: who is assigned by lot, and when people are asked. Asking itself is left to the
 * survey, which reads these snapshots and changes nothing.
 *
 * @param setup of the campaign; the world without it has the same luck
 * @param lots  which lots are drawn; one pair of worlds comes back for each. The world without the campaign is lived once
 */
export function enact(
  setup: Setup,
  study: Pick<Study, 'assignment' | 'measurement'>,
  lots: readonly number[],
  start: World = burnIn(setup),
): StudyWorld[] {
  const { waves } = study.measurement;
  const senders = [
    ...new Set(
      setup.arm.components.filter(({ mode }) => mode !== 'programme').map(({ source }) => sources.indexOf(source)),
    ),
  ];
  const plain: Setup = { ...setup, arm: { components: [], policies: setup.arm.policies } };
  const without = snapshots(start, plain, waves, senders).taken;
  const eve = snapshot(fork(start, plain), senders);
  return lots.map((draw) => {
    const assignment = study.assignment === null ? undefined : { ...study.assignment, draw };
    const { end, taken } = snapshots(start, { ...setup, arm: { ...setup.arm, assignment } }, waves, senders);
    return { ...frameOf(end, assignment), with: taken, without, eve, draw };
  });
}

export function frameOf(
  world: World,
  assignment: Setup['arm']['assignment'],
): Omit<StudyWorld, 'with' | 'without' | 'eve' | 'draw'> {
  const { people, sizes, setup } = world;
  const roster = rosterIn(world);
  const lot = assignment === undefined ? undefined : assigned(assignment, setup, roster);
  return {
    // Copies: a column would keep the memory of its whole world.
    traits: {
      id: people.id.slice(),
      household: people.household.slice(),
      community: people.community.slice(),
      schoolClass: people.schoolClass.slice(),
      age: people.age.slice(),
      male: people.male.slice(),
      online: people.online.slice(),
      danger: people.danger.slice(),
    },
    assigned:
      lot === undefined
        ? new Uint8Array(sizes.people).fill(1)
        : Uint8Array.from(lot.from, (week) => (week === NEVER ? 0 : 1)),
    from: lot?.from ?? new Int16Array(sizes.people),
    unit: lot?.unit ?? unitsOf(roster, 'village'),
    truths: topics.map((_, t) => Float32Array.from({ length: sizes.people }, (_, i) => truthFor(world, i, t))),
    considers: world.given.stages.consider,
    severity: world.given.appraisal.severity,
    knowsWithin: world.given.outcomes.knowsWithin,
    seed: setup.seed,
    replicate: setup.replicate,
  };
}
