import { categorical } from '../../random/distributions.ts';
import { drawsBelow, uniform } from '../../random/draw.ts';
import { logistic } from '../../random/exact-math.ts';
import { atHome, homeStages } from '../campaign.ts';
import type { State } from '../column.ts';
import { curve } from '../curve.ts';
import { layer } from '../desk.ts';
import { HOME_TALK } from '../kinds.ts';
import { mechanism } from '../mechanism.ts';
import { assumed, cited, type Parameters } from '../parameter.ts';
import { everybody } from '../vector.ts';
import { DEATH, EARNINGS, FAMILY, MISTREATMENT, newsTopics, STAY } from '../vocabulary.ts';
import { gainOf, riskOf } from './appraisal.ts';

export const householdParameters = {
  prospects: assumed(2.4, [1.2, 3.5], 'utility', 'weight of believed prospects there for the household (hhP)'),
  risk: assumed(1, [0.3, 2], 'utility', 'weight of believed risk for the household (hhR), doubled in the equation'),
  need: assumed(1.2, [0, 2.5], 'utility', 'weight of the need for money (hhNeed)'),
  base: assumed(-0.6, [-1.5, 0.5], 'utility', 'support of an ordinary household (hh0)'),
  culture: assumed(0.8, [0.4, 1.6], 'utility', 'weight of the culture of migration for the household'),
  usualGain: assumed(0.2, [0.1, 0.4], 'share', 'believed prospects at which they neither add nor take away'),
  usualRisk: assumed(0.56, [0.3, 0.8], 'probability', 'believed risk at which it neither adds nor takes away'),
  speed: assumed(0.1, [0.03, 0.3], 'share per week', 'how fast support follows (kF)'),
  chooseFrom: assumed(0.3, [0.15, 0.6], 'support', 'support from which a member may be chosen'),
  choosing: assumed(0.05, [0.025, 0.1], 'probability per week', 'chance that a member is then chosen'),
  withdrawBelow: assumed(0.05, [0, 0.15], 'support', 'support below which the mandate is withdrawn'),
  menFirst: cited(
    3,
    [1, 5],
    'factor',
    'weight of a son against a daughter when one is chosen',
    'source-document',
    'B, assumption 4: a chosen family member leaves; the factor is assumed',
    'A',
  ),
  agesFirst: assumed(2, [1, 4], 'factor', 'weight of members from 18 to 30 against others'),
  firstFrom: assumed(18, [16, 20], 'years', 'age from which a member is the usual choice'),
  firstTo: assumed(30, [25, 35], 'years', 'age until which'),
  schoolingFirst: assumed(1.5, [1, 3], 'factor', 'weight of members in school against others of their age'),
  dialogue: assumed(
    1,
    [0, 1],
    'probability',
    'chance per member that parents asked to do so talk at home within the fortnight after a session',
  ),
  dialoguePrecision: assumed(0.7, [0.35, 1.4], '1/logit^2', 'precision of that talk'),
} as const satisfies Parameters;

const perHousehold = { of: 'households', owner: 'household', initial: 0 } as const;

export const householdState = {
  support: { ...perHousehold, kind: 'f32', unit: '-1 to 1', meaning: 'how much the household is for a member leaving' },
  chosen: { ...perHousehold, kind: 'i32', initial: -1, unit: 'row', meaning: 'member chosen to leave, -1 for none' },
  dialogueWeek: {
    ...perHousehold,
    kind: 'i16',
    initial: -9999,
    unit: 'week',
    meaning: 'week in which parents talk at home',
  },
  mandate: {
    of: 'people',
    kind: 'u8',
    initial: 0,
    unit: '0 or 1',
    meaning: 'chosen by the family to leave',
    owner: 'household',
  },
} as const satisfies State;

const laySway = layer();

export const household = mechanism({
  name: 'household',
  because: 'Leaving is often decided, pushed or paid for by the family, which chooses a member.',
  source: 'model specification 4.10; B, assumption 4',
  equations: [
    'v = prospects (gain - usualGain) - 2 risk (risk - usualRisk) + need (1 - means - 0.5) + base + culture G + support for return; means = wealth + shock + policy, held in 0 to 1',
    'support += speed (tanh v - support)',
    'support > chooseFrom and nobody chosen: with chance choosing one member, weighted by sex, age and schooling; support < withdrawBelow: withdrawn',
    'after a session that asks for it, parents tell each member once, within a fortnight, what they now believe about the journey and life there',
  ],
  parameters: householdParameters,
  off: {},
  state: householdState,
  step(world) {
    const given = world.given.household;
    const { people, households, communities, places } = world;
    const { support, chosen, dialogueWeek, wealth, householdCommunity, householdId, headDurable, headFading } =
      households;
    const { mandate, stage, male, age, schoolClass, id } = people;
    const { shock, culture } = communities;
    const { severity, worthWithoutPapers } = world.given.appraisal;
    const chooses = world.luck('household chooses');
    const whom = world.luck('household whom');
    const when = world.luck('home dialogue week');
    const talks = world.luck('home dialogue');
    // A talk that is still due is not put off by another session.
    for (const { row } of world.dialogues)
      if (dialogueWeek[row] < world.week)
        dialogueWeek[row] = world.week + (uniform(when, householdId[row]) < 0.5 ? 1 : 2);
    world.dialogues.length = 0;

    const numbers = [
      ...[given.prospects, given.usualGain, given.risk, given.usualRisk, given.need, given.base, given.culture],
      ...[world.settings.returnSupport, world.settings.wealth, given.speed, worthWithoutPapers, severity],
      ...[given.chooseFrom, given.withdrawBelow],
    ];
    const columns = () => [
      ...[...headDurable.slice(0, newsTopics), ...headFading.slice(0, newsTopics), wealth, householdCommunity],
      ...[shock, culture, support, chosen, dialogueWeek, householdId, stage],
    ];
    const twin = laySway(households, stage, columns, numbers);
    if (twin !== null) twin.sway(world.sizes.households);
    else
      for (let h = 0; h < world.sizes.households; h++) {
        const c = householdCommunity[h];
        const gain = gainOf(
          curve(headDurable[EARNINGS][h] + headFading[EARNINGS][h]),
          curve(headDurable[STAY][h] + headFading[STAY][h]),
          worthWithoutPapers,
        );
        const risk = riskOf(
          curve(headDurable[DEATH][h] + headFading[DEATH][h]),
          curve(headDurable[MISTREATMENT][h] + headFading[MISTREATMENT][h]),
          0,
          severity,
        );
        const means = Math.min(1, Math.max(0, wealth[h] + shock[c] + world.settings.wealth));
        const v =
          given.prospects * (gain - given.usualGain) -
          2 * given.risk * (risk - given.usualRisk) +
          given.need * (1 - means - 0.5) +
          given.base +
          given.culture * culture[c] +
          world.settings.returnSupport;
        const goal = 2 * logistic(2 * v) - 1; // tanh(v)
        support[h] = support[h] + given.speed * (goal - support[h]);
      }

    // In most households nothing happens; a pass finds the others.
    const limit = drawsBelow(given.choosing);
    for (const tile of world.householdTiles) {
      const { first: begin, rows } = tile;
      const size = tile.householdId.length;
      const home = twin?.lay(homeStages) ?? 0;
      const to = rows.byteOffset;
      const found =
        twin?.concerned(to, begin, begin + size, world.week, chooses[0], chooses[1], limit, home) ??
        everybody(rows, size);
      for (let n = 0; n < found; n++) {
        const h = begin + rows[n];
        if (chosen[h] < 0 && support[h] <= given.chooseFrom && dialogueWeek[h] !== world.week) continue;
        const first = places.ofHousehold.start[h];
        const last = places.ofHousehold.start[h + 1];
        if (chosen[h] >= 0 && (support[h] < given.withdrawBelow || atHome[stage[chosen[h]]] === 0)) {
          mandate[chosen[h]] = 0;
          chosen[h] = -1;
        }
        if (chosen[h] < 0 && support[h] > given.chooseFrom && uniform(chooses, householdId[h]) < given.choosing) {
          const weights: number[] = [];
          for (let k = first; k < last; k++) {
            const m = places.ofHousehold.member[k];
            const sex = male[m] === 1 ? given.menFirst : 1;
            const years = age[m] >= given.firstFrom && age[m] <= given.firstTo ? given.agesFirst : 1;
            const learning = schoolClass[m] >= 0 ? given.schoolingFirst : 1;
            weights.push(atHome[stage[m]] === 1 ? sex * years * learning : 0);
          }
          if (weights.some((weight) => weight > 0)) {
            chosen[h] = places.ofHousehold.member[first + categorical(uniform(whom, householdId[h]), weights)];
            mandate[chosen[h]] = 1;
          }
        }
        if (dialogueWeek[h] === world.week)
          for (let k = first; k < last; k++) {
            const m = places.ofHousehold.member[k];
            if (atHome[stage[m]] === 0 || uniform(talks, id[m]) >= given.dialogue) continue;
            const at = world.inbox.post(m, HOME_TALK, FAMILY, given.dialoguePrecision);
            for (let t = 0; t < newsTopics; t++) world.inbox.say(at, t, headDurable[t][h] + headFading[t][h]);
          }
      }
    }
  },
});
