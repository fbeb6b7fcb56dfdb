import { atHome } from '../campaign.ts';
import type { State } from '../column.ts';
import { mechanism } from '../mechanism.ts';
import { assumed, cited, type Parameter, type Parameters } from '../parameter.ts';
import {
  above,
  add,
  addProduct,
  addScaled,
  clamp,
  copy,
  divide,
  fade,
  fill,
  from,
  inverse,
  larger,
  lookup,
  multiply,
  type Reals,
  scale,
  shift,
  since,
  smaller,
  squareRoot,
  subtract,
} from '../vector.ts';
import { EARNINGS, PLANNING, PREPARING, stages } from '../vocabulary.ts';

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

/** out = 1 / r^2: the weight of a way out with resistance r. */
function weight(out: Float32Array, r: Reals): void {
  multiply(out, r, r);
  inverse(out, out);
}

/** out = base + k a */
function line(out: Float32Array, base: number, k: number, a: Reals): void {
  scale(out, a, k);
  shift(out, out, base);
}

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
    const weights = world.given.appraisal;
    const { bound } = world.given.belief;
    const home = Float32Array.from(atHome);
    const planning = new Float32Array(stages.length);
    planning[PLANNING] = 1;
    planning[PREPARING] = 1;
    const linkedWorth = Float32Array.of(0, given.efficacyLinked);
    const trust = world.people.trust;

    for (const tile of world.tiles) {
      fade(tile.minimisation, 1 - given.minimisationFades);
      fade(tile.avoidance, 1 - given.avoidanceFades);

      const [torn, wish, against, aroused, standing, alarmed, x, y, z1, z2, z3, z4, z5, z6] = tile.scratch;

      // Who is torn: those who intend to leave and are at home.
      above(torn, tile.intention, given.intendersFrom);
      lookup(x, tile.stage, home);
      multiply(torn, torn, x);

      // What speaks for going.
      fill(x, 0);
      larger(wish, tile.kin, x);
      scale(wish, wish, 2 * weights.family);
      add(wish, wish, tile.pull);
      from(y, 1, tile.present);
      addScaled(wish, weights.present, y);
      larger(wish, wish, x);

      // What speaks against it, calmly and alarmed.
      multiply(y, tile.ownRisk, tile.sensitivity);
      scale(y, y, weights.lossAversion * weights.risk);
      from(against, 0, tile.kin);
      larger(against, against, x);
      scale(against, against, 2 * weights.family);
      addScaled(against, weights.alternative, tile.alternativeHope);
      addScaled(against, weights.lawful, tile.lawfulHope);
      scale(aroused, tile.alarm, given.alarm);
      shift(aroused, aroused, 1);
      multiply(aroused, aroused, y);
      add(aroused, aroused, against);
      add(against, against, y);

      // Dissonance beyond what is tolerated.
      squareRoot(z1, tile.intention);
      scale(z1, z1, 2);
      smaller(standing, wish, against);
      add(x, wish, against);
      shift(x, x, 1e-6);
      divide(standing, standing, x);
      multiply(standing, standing, z1);
      add(x, wish, aroused);
      shift(x, x, 1e-6);
      divide(alarmed, aroused, x);
      multiply(alarmed, alarmed, z1);
      from(x, 1, tile.tolerance);
      subtract(standing, standing, tile.tolerance);
      divide(standing, standing, x);
      subtract(alarmed, alarmed, tile.tolerance);
      divide(alarmed, alarmed, x);
      fill(x, 0);
      larger(standing, standing, x);
      subtract(alarmed, alarmed, standing);
      larger(alarmed, alarmed, x);
      multiply(standing, standing, torn);
      multiply(alarmed, alarmed, torn);

      // How hard each way out is: what is easiest to give up weighs most.
      multiply(x, tile.lawfulHope, tile.efficacy);
      larger(x, x, tile.alternativeHope);
      scale(x, x, given.efficacyScale);
      lookup(y, tile.linked, linkedWorth);
      add(x, x, y);
      clamp(x, x, 0, 1);
      from(x, 1, x);
      line(z1, given.intentionBase, given.intentionEfficacy, x);
      addScaled(z1, given.intentionCommitment, tile.commitment);
      weight(z1, z1);
      line(z2, given.minimiseBase, given.minimiseVivid, tile.vivid);
      addScaled(z2, given.minimiseAlready / given.mostMinimised, tile.minimisation);
      weight(z2, z2);
      const { threatSource, first, rows } = tile;
      fill(z3, 0);
      const threatened = since(rows, tile.threatWeek, Math.floor(world.week - given.heardWithin) + 1);
      for (let k = 0; k < threatened; k++) {
        const i = rows[k];
        z3[i] = given.discreditBase + given.discreditTrust * trust[threatSource[i]][first + i];
        z3[i] = 1 / (z3[i] * z3[i]);
      }
      line(z4, given.avoidBase, given.avoidAlready, tile.avoidance);
      weight(z4, z4);
      scale(z5, tile.precision[EARNINGS], 1 / given.sureFrom);
      clamp(z5, z5, 0, 1);
      line(z5, given.dreamBase, given.dreamSure, z5);
      weight(z5, z5);
      from(z6, 1, tile.rights);
      line(z6, given.prepareBase, given.prepareUnknowing, z6);
      weight(z6, z6);
      lookup(x, tile.stage, planning);
      multiply(z6, z6, x);

      // Two pools, added, not shared out.
      add(x, z1, z2);
      add(x, x, z4);
      add(x, x, z6);
      add(y, x, z5);
      scale(standing, standing, given.standing);
      divide(standing, standing, y);
      add(y, x, z3);
      scale(alarmed, alarmed, given.aroused);
      divide(alarmed, alarmed, y);

      world.trace?.torn(tile.first, wish, against, aroused, standing, alarmed, [z1, z2, z3, z4, z5, z6]);

      // Alarm is relieved by what was done about it.
      add(y, z1, z2);
      add(y, y, z3);
      multiply(y, y, alarmed);
      clamp(y, y, 0, given.alarmRelief);
      multiply(y, y, tile.alarm);
      subtract(tile.alarm, tile.alarm, y);

      // Effects, all from the state before them.
      add(x, standing, alarmed);
      multiply(z1, z1, x);
      multiply(z2, z2, x);
      multiply(z4, z4, x);
      multiply(z6, z6, x);
      multiply(z3, z3, alarmed);
      multiply(z5, z5, standing);

      scale(z1, z1, given.intention);
      scale(y, z1, given.commitmentShare);
      multiply(y, y, tile.commitment);
      subtract(tile.commitment, tile.commitment, y);
      clamp(tile.commitment, tile.commitment, 0, 1);
      multiply(y, z1, tile.intention);
      subtract(tile.intention, tile.intention, y);
      clamp(tile.intention, tile.intention, 0, 1);

      from(y, given.mostMinimised, tile.minimisation);
      scale(z2, z2, given.minimise);
      addProduct(tile.minimisation, z2, y);
      clamp(tile.minimisation, tile.minimisation, 0, given.mostMinimised);

      for (let k = 0; k < threatened; k++) {
        const i = rows[k];
        if (z3[i] === 0) continue;
        const column = trust[threatSource[i]];
        world.trustMoved |= 1 << threatSource[i];
        const row = first + i;
        const lost = Math.min(given.discreditMost, given.discreditPace * z3[i] * given.discredit);
        column[row] = Math.max(0.01, column[row] * (1 - lost));
      }

      from(y, 1, tile.avoidance);
      scale(z4, z4, given.avoid);
      addProduct(tile.avoidance, z4, y);
      clamp(tile.avoidance, tile.avoidance, 0, 1);

      addScaled(tile.fading[EARNINGS], given.dream, z5);
      clamp(tile.fading[EARNINGS], tile.fading[EARNINGS], -bound, bound);

      from(y, 1, tile.preparation);
      multiply(z6, z6, y);
      scale(z6, z6, given.prepare);
      copy(y, tile.rights);
      shift(y, y, given.prepareBaseKnowledge);
      addProduct(tile.preparation, z6, y);
      clamp(tile.preparation, tile.preparation, 0, 1);
    }
  },
});
