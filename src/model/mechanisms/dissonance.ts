import { atHome } from '../campaign.ts';
import type { State } from '../column.ts';
import {
  faded,
  isAbove,
  kernel,
  largest,
  minus,
  type Operand,
  over,
  plus,
  root,
  smallest,
  type Term,
  times,
  within,
} from '../kernel.ts';
import { mechanism } from '../mechanism.ts';
import { assumed, cited, type Parameter, type Parameters } from '../parameter.ts';
import { bind, oncePer } from '../run-kernel.ts';
import { since } from '../vector.ts';
import { EARNINGS, PLANNING, PREPARING, stages } from '../vocabulary.ts';
import type { WorldOf } from '../world.ts';

const resistance = (value: number, meaning: string): Parameter =>
  assumed(value, [value / 3, value * 2], 'resistance', meaning);
const effect = (value: number, meaning: string): Parameter => assumed(value, [value / 3, value * 2], 'share', meaning);

export const dissonanceParameters = {
  tolerance: assumed(0.25, [0.15, 0.5], 'share', 'dissonance people bear without doing anything about it (Td)'),
  toleranceSpread: assumed(0.08, [0.02, 0.15], 'share', 'spread of that between people'),
  intendersFrom: assumed(0.3, [0.15, 0.45], 'intention', 'intention from which there is something to be torn about'),
  standing: assumed(0.3, [0.1, 0.6], 'share per week', 'how fast standing dissonance is resolved (om)'),
  aroused: assumed(1, [0.3, 2], 'share per week', 'how fast aroused dissonance is resolved (omA)'),
  alarm: assumed(1.5, [0.5, 3], 'factor', 'how much more risk weighs in dissonance while alarmed (phiD)'),
  alarmRelief: assumed(0.6, [0.3, 0.9], 'share', 'alarm that resolution can take away in a week at the most'),
  heardWithin: assumed(6, [3, 12], 'weeks', 'how long a threat stays tied to who said it'),
  intentionBase: resistance(0.5, 'resistance to changing the intention (rI0)'),
  intentionCommitment: resistance(1.2, '... more of it when committed (kC)'),
  intentionEfficacy: resistance(1.2, '... more of it when there is no other way (kE)'),
  minimiseBase: resistance(0.45, 'resistance to playing the risk down (rM0)'),
  minimiseVivid: resistance(0.9, '... more of it after a vivid testimony (kV)'),
  minimiseAlready: resistance(0.8, '... more of it the more is played down already (kM)'),
  discreditBase: resistance(0.4, 'resistance to discrediting the sender (rD0)'),
  discreditTrust: resistance(1.6, '... more of it when the sender is trusted (kT)'),
  avoidBase: resistance(0.7, 'resistance to looking away (rA0)'),
  avoidAlready: resistance(1, '... more of it the more one looks away already (kA)'),
  dreamBase: resistance(0.9, 'resistance to dreaming bigger (rB0)'),
  dreamSure: resistance(0.8, '... more of it when beliefs about work there are sure (kB)'),
  prepareBase: resistance(1, 'resistance to preparing better (rP0)'),
  prepareUnknowing: resistance(0.8, '... more of it without knowledge of rights and safety (kS)'),
  sureFrom: assumed(3, [1.5, 6], '1/logit^2', 'precision from which a belief about work there counts as sure'),
  intention: effect(0.5, 'fall of intention per unit of resolution (gI)'),
  commitmentShare: assumed(0.5, [0.25, 1], 'factor', 'fall of commitment against that of intention'),
  minimise: effect(0.5, 'rise of minimisation per unit of resolution (gM)'),
  discredit: effect(0.12, 'fall of trust per unit of resolution, a quarter of its weekly pace (gD)'),
  discreditPace: assumed(4, [2, 8], 'factor', 'pace of discrediting'),
  discreditMost: assumed(0.5, [0.25, 0.9], 'share', 'trust lost in a week at the most'),
  avoid: effect(0.4, 'rise of avoidance per unit of resolution (gA)'),
  dream: effect(0.35, 'rise of hopes of work there per unit of resolution, logit (gB)'),
  prepare: effect(0.25, 'rise of preparation per unit of resolution (gP)'),
  prepareBaseKnowledge: assumed(0.5, [0.25, 1], 'share', 'preparation that needs no knowledge'),
  mostMinimised: assumed(0.85, [0.6, 0.95], 'share', 'minimisation at the most (Mmax)'),
  minimisationFades: assumed(0.015, [0.005, 0.04], 'share per week', 'how fast minimisation fades'),
  avoidanceFades: assumed(0.05, [0.02, 0.2], 'share per week', 'how fast avoidance fades'),
  efficacyScale: assumed(1.4, [0.7, 2.8], 'factor', 'how strongly a believed other way counts as one'),
  efficacyLinked: assumed(0.2, [0.1, 0.4], 'share', 'what a place in a programme adds to it'),
  reactance: cited(
    0.35,
    [0, 0.7],
    'share',
    'resistance to controlling language, at full commitment (rho_ctrl)',
    'study',
    'Rains (2013): reactance to controlling language, r about 0.2; the size here is assumed',
    'L',
  ),
  motivated: cited(
    0.35,
    [0, 0.6],
    'share',
    'resistance to unwelcome content, at full commitment (rho_mot)',
    'study',
    'Ratcliff & Sun (2020): narratives lower resistance, d about 0.2; the size here is assumed',
    'L',
  ),
  resistanceMost: assumed(0.9, [0.7, 0.95], 'share', 'resistance at the most'),
  turningAway: assumed(0.4, [0, 0.7], 'share', 'how much the committed turn from threat that can be avoided (zeta)'),
} as const satisfies Parameters;

const person = { of: 'people', kind: 'f32', owner: 'dissonance', initial: 0 } as const;

export const dissonanceState = {
  minimisation: {
    ...person,
    initial: 0.15,
    unit: 'share',
    meaning: 'how much of the risk people discount for themselves: "it will not happen to me"',
  },
  avoidance: { ...person, unit: 'share', meaning: 'habit of looking away from the topic' },
} as const satisfies State;

/**
 * Resistance to a message: reactance to controlling words and motivated reasoning against unwelcome content, both by commitment
 * and both weaker against a story.
 *
 * @returns 0 to `resistanceMost`
 * @source  model specification 4.3
 */
export function resistanceOf(
  control: number,
  unwelcome: boolean,
  commitment: number,
  narrative: number,
  given: { readonly reactance: number; readonly motivated: number; readonly resistanceMost: number },
): number {
  const force = (given.reactance * control + (unwelcome ? given.motivated : 0)) * commitment * (1 - narrative);
  return Math.min(given.resistanceMost, force);
}

/** 1 / r^2: the weight of a way out with resistance r. */
const weight = (resistance: Term): Term => over(1, times(resistance, resistance));

/** Who is torn between what, and what they give up. */
export const resolving = kernel(
  'resolve',
  'dissonance',
  {
    numbers: [
      ...(['minimisationKept', 'avoidanceKept', 'intendersFrom', 'family', 'presentWeight', 'riskAverse'] as const),
      ...([
        'alternative',
        'lawful',
        'alarm',
        'efficacyScale',
        'standing',
        'aroused',
        'alarmRelief',
        'perSure',
      ] as const),
      ...(['intentionBase', 'intentionEfficacy', 'intentionCommitment', 'minimiseBase', 'minimiseVivid'] as const),
      ...(['minimiseAlready', 'avoidBase', 'avoidAlready', 'dreamBase', 'dreamSure', 'prepareBase'] as const),
      ...(['prepareUnknowing', 'intention', 'commitmentShare', 'mostMinimised', 'minimise', 'avoid', 'dream'] as const),
      ...(['prepare', 'prepareBaseKnowledge', 'bound', 'unbound'] as const),
    ],
    tables: ['atHome', 'planning', 'linked'],
    // The weight of discrediting whoever threatened: few were threatened, and each trusts another sender.
    rooms: ['discredit'],
  },
  ({ person, given, by, room, becomes }) => {
    const line = (base: Operand, slope: Operand, a: Term): Term => plus(times(a, slope), base);
    const minimisation = faded(person.minimisation, given.minimisationKept);
    const avoidance = faded(person.avoidance, given.avoidanceKept);

    // Who is torn: those who intend to leave and are at home.
    const torn = times(isAbove(person.intention, given.intendersFrom), by.atHome(person.stage));

    // What speaks for going.
    const backed = times(largest(person.kin, 0), given.family);
    const wish = largest(plus(backed, person.pull, times(given.presentWeight, minus(1, person.present))), 0);

    // What speaks against it, calmly and alarmed.
    const risk = times(person.ownRisk, person.sensitivity, given.riskAverse);
    const held = plus(
      times(largest(minus(0, person.kin), 0), given.family),
      times(given.alternative, person.alternativeHope),
      times(given.lawful, person.lawfulHope),
    );
    const against = plus(held, risk);
    const alarmedAgainst = plus(times(plus(times(person.alarm, given.alarm), 1), risk), held);

    // Dissonance beyond what is tolerated.
    const size = times(root(person.intention), 2);
    const toSpare = minus(1, person.tolerance);
    const beyond = (dissonance: Term): Term => over(minus(dissonance, person.tolerance), toSpare);
    const calm = beyond(times(over(smallest(wish, against), plus(plus(wish, against), 1e-6)), size));
    const alarmed = beyond(times(over(alarmedAgainst, plus(plus(wish, alarmedAgainst), 1e-6)), size));
    const calmLeft = largest(calm, 0);
    const standingLeft = times(calmLeft, torn);
    const arousedLeft = times(largest(minus(alarmed, calmLeft), 0), torn);

    // How hard each way out is: what is easiest to give up weighs most.
    const other = times(
      largest(times(person.lawfulHope, person.efficacy), person.alternativeHope),
      given.efficacyScale,
    );
    const noOther = minus(1, within(plus(other, by.linked(person.linked)), 0, 1));
    const weights = {
      intention: weight(
        plus(
          line(given.intentionBase, given.intentionEfficacy, noOther),
          times(given.intentionCommitment, person.commitment),
        ),
      ),
      minimise: weight(
        plus(line(given.minimiseBase, given.minimiseVivid, person.vivid), times(given.minimiseAlready, minimisation)),
      ),
      discredit: room.discredit,
      avoid: weight(line(given.avoidBase, given.avoidAlready, avoidance)),
      dream: weight(
        line(given.dreamBase, given.dreamSure, within(times(person.precision[EARNINGS], given.perSure), 0, 1)),
      ),
      prepare: times(
        weight(line(given.prepareBase, given.prepareUnknowing, minus(1, person.rights))),
        by.planning(person.stage),
      ),
    };

    // Two pools, added, not shared out.
    const shared = plus(weights.intention, weights.minimise, weights.avoid, weights.prepare);
    const standing = over(times(standingLeft, given.standing), plus(shared, weights.dream));
    const aroused = over(times(arousedLeft, given.aroused), plus(shared, weights.discredit));

    // Alarm is relieved by what was done about it.
    const done = times(plus(weights.intention, weights.minimise, weights.discredit), aroused);
    const relieved = times(within(done, 0, given.alarmRelief), person.alarm);

    // Effects, all from the state before them.
    const both = plus(standing, aroused);
    const yielding = times(weights.intention, both, given.intention);
    const uncommitted = times(yielding, given.commitmentShare, person.commitment);
    const unwanted = times(yielding, person.intention);
    const minimised = times(times(weights.minimise, both, given.minimise), minus(given.mostMinimised, minimisation));
    const avoided = times(times(weights.avoid, both, given.avoid), minus(1, avoidance));
    const dreamt = times(given.dream, times(weights.dream, standing));
    const prepared = times(
      times(times(weights.prepare, both), minus(1, person.preparation), given.prepare),
      plus(person.rights, given.prepareBaseKnowledge),
    );
    return {
      changes: [
        becomes(person.alarm, minus(person.alarm, relieved)),
        becomes(person.commitment, within(minus(person.commitment, uncommitted), 0, 1)),
        becomes(person.intention, within(minus(person.intention, unwanted), 0, 1)),
        becomes(person.minimisation, within(plus(minimisation, minimised), 0, given.mostMinimised)),
        becomes(person.avoidance, within(plus(avoidance, avoided), 0, 1)),
        becomes(person.fading[EARNINGS], within(plus(person.fading[EARNINGS], dreamt), given.unbound, given.bound)),
        becomes(person.preparation, within(plus(person.preparation, prepared), 0, 1)),
        becomes(room.discredit, times(weights.discredit, aroused)),
      ],
      noted: { wish, against, alarmedAgainst, standing, aroused, ...weights },
    };
  },
);

const resolvingIn = oncePer((world: WorldOf<'dissonance'>) => {
  const given = world.given.dissonance;
  const weights = world.given.appraisal;
  const { bound } = world.given.belief;
  const planning = new Float32Array(stages.length);
  planning[PLANNING] = 1;
  planning[PREPARING] = 1;
  return bind(resolving, {
    numbers: {
      ...given,
      minimisationKept: 1 - given.minimisationFades,
      avoidanceKept: 1 - given.avoidanceFades,
      family: 2 * weights.family,
      presentWeight: weights.present,
      riskAverse: weights.lossAversion * weights.risk,
      alternative: weights.alternative,
      lawful: weights.lawful,
      minimiseAlready: given.minimiseAlready / given.mostMinimised,
      perSure: 1 / given.sureFrom,
      bound,
      unbound: -bound,
    },
    tables: {
      atHome: Float32Array.from(atHome),
      planning,
      linked: Float32Array.of(0, given.efficacyLinked),
    },
  });
});

export const dissonance = mechanism({
  name: 'dissonance',
  because:
    'Whoever wants to go and knows it is dangerous is torn. They give up what is easiest to give up: the intention, the risk, the sender, the topic, modest hopes, or carelessness.',
  source: 'model specification 4.8; Festinger (1957); HUMAT (2025) for the measure and tolerance; B, assumption 3',
  equations: [
    'M and V fade first',
    'for those with I > intendersFrom: for = pull + 2 family max(0, kin) + present weight (1 - livelihood)',
    'against = lossAversion risk sensitivity x own risk + alternative x belief + lawful x belief + 2 family max(0, -kin); aroused: the risk term times (1 + alarm weight x alarm)',
    'standing D0 = 2 sqrt(I) min(for, against) / (for + against); aroused D1 = 2 sqrt(I) aroused / (for + aroused); 1e-6 is added to both denominators',
    'F0 = max(0, (D0 - Td) / (1 - Td)); Fa = max(0, (D1 - Td) / (1 - Td) - F0)',
    'efficacy E = min(1, efficacyScale max(alternative, lawful x self-efficacy) + efficacyLinked linked)',
    'weights z = 1 / r^2, r: intention rI0 + kC C + kE (1 - E); minimise rM0 + kV vivid + kM M / Mmax; discredit rD0 + kT trust; look away rA0 + kA V; dream rB0 + kB min(1, precision / sureFrom); prepare rP0 + kS (1 - S)',
    'standing share = om F0 / sum of z without discredit; aroused share = omA Fa / sum of z without dream; g = z (shares of the pools the way belongs to)',
    'I -= g1 gI I; C -= 0.5 g1 gI C; M += g2 gM (Mmax - M); trust in the sender *= 1 - min(0.5, 4 g3 gD); V += g4 gA (1 - V); hopes += g5 gB; preparation += g6 gP (1 - q) (0.5 + S)',
    'alarm *= 1 - min(alarmRelief, aroused share (z1 + z2 + z3))',
  ],
  parameters: dissonanceParameters,
  off: { standing: 0, aroused: 0, reactance: 0, motivated: 0, turningAway: 0 },
  runsWhenOff: true,
  state: dissonanceState,
  step(world) {
    const given = world.given.dissonance;
    const { people, trace } = world;
    const { trust } = people;
    const resolve = resolvingIn(world);
    for (const tile of world.tiles) {
      const { threatSource, first, rows } = tile;
      const [discredit] = tile.scratch;
      discredit.fill(0);
      const threatened = since(rows, tile.threatWeek, Math.floor(world.week - given.heardWithin) + 1);
      for (let k = 0; k < threatened; k++) {
        const i = rows[k];
        discredit[i] = given.discreditBase + given.discreditTrust * trust[threatSource[i]][first + i];
        discredit[i] = 1 / (discredit[i] * discredit[i]);
      }
      if (trace === null) resolve(tile);
      else {
        const now = resolve.noting(tile);
        const weighed = [now.intention, now.minimise, now.discredit, now.avoid, now.dream, now.prepare];
        trace.torn(first, now.wish, now.against, now.alarmedAgainst, now.standing, now.aroused, weighed);
      }
      for (let k = 0; k < threatened; k++) {
        const i = rows[k];
        if (discredit[i] === 0) continue;
        const column = trust[threatSource[i]];
        world.trustMoved |= 1 << threatSource[i];
        const row = first + i;
        const lost = Math.min(given.discreditMost, given.discreditPace * discredit[i] * given.discredit);
        column[row] = Math.max(0.01, column[row] * (1 - lost));
      }
    }
  },
});
