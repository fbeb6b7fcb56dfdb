import { uniform } from '../../random/draw.ts';
import type { State } from '../column.ts';
import { mechanism } from '../mechanism.ts';
import { assumed, type Parameters } from '../parameter.ts';
import { among, type Reals, setOf } from '../vector.ts';
import { AT_DESTINATION, LEFT_LAWFULLY } from '../vocabulary.ts';

export const abroadParameters = {
  findingWork: assumed(0.05, [0.025, 0.1], 'probability per week', 'pace at which those who will find work find it'),
  deciding: assumed(0.03, [0.015, 0.06], 'probability per week', 'pace at which the right to stay is decided'),
  remittance: assumed(
    0.004,
    [0, 0.012],
    'wealth per week',
    'what one person in work abroad adds to the household, before transfer costs',
  ),
  spending: assumed(
    0.01,
    [0.005, 0.02],
    'share per week',
    'how fast household wealth returns to what it was without remittances',
  ),
  successTold: assumed(0.9, [0.5, 1], 'probability', 'chance that work found abroad is told at home'),
  failureTold: assumed(
    0.25,
    [0.02, 1],
    'probability',
    'chance that failure abroad is told at home (filtFail)',
    'assumed: E says failure is felt as shame; the size is assumed',
  ),
  failureAfter: assumed(26, [13, 52], 'weeks', 'weeks without work after which it counts as failure'),
} as const satisfies Parameters;

export const abroadState = {
  working: { of: 'people', kind: 'u8', initial: 0, unit: '0 or 1', meaning: 'has found work abroad', owner: 'abroad' },
  permit: {
    of: 'people',
    kind: 'u8',
    initial: 0,
    unit: '0 undecided, 1 yes, 2 no',
    meaning: 'right to stay abroad',
    owner: 'abroad',
  },
  arrivalWeek: { of: 'people', kind: 'i16', initial: -9999, unit: 'week', meaning: 'week of arrival', owner: 'abroad' },
  abroad: {
    of: 'households',
    kind: 'u8',
    initial: 0,
    unit: 'people',
    meaning: 'members or close kin abroad',
    owner: 'abroad',
  },
  wealth: {
    of: 'households',
    kind: 'f32',
    initial: 0.5,
    unit: 'share',
    meaning: 'household wealth, 0 to 1',
    owner: 'abroad',
  },
  usualWealth: {
    of: 'households',
    kind: 'f32',
    initial: 0.5,
    unit: 'share',
    meaning: 'household wealth without remittances',
    owner: 'abroad',
  },
  relatives: {
    of: 'households',
    kind: 'u8',
    initial: 0,
    unit: 'people',
    meaning: 'close kin abroad at the start',
    owner: 'abroad',
  },
} as const satisfies State;

const there = setOf(AT_DESTINATION, LEFT_LAWFULLY);

/** What households own returns to what is usual, in 64 bits: `relaxTo` would round on the way. */
function spend(wealth: Float32Array, usual: Reals, share: number): void {
  for (let h = 0; h < wealth.length; h++) wealth[h] = wealth[h] + share * (usual[h] - wealth[h]);
}

export const abroad = mechanism({
  name: 'abroad',
  because:
    'What becomes of people abroad feeds their households and decides what is told at home: success is told, failure mostly not.',
  source: 'model specification 4.15; E on shame and the filtered news of failure',
  equations: [
    'work found with the true chance, at pace findingWork; right to stay decided with the true chance of the person, at pace deciding',
    'in work there, or gone lawfully: household wealth += remittance (1 - transfer cost); wealth returns to the usual at pace spending',
    'told at home: work found with successTold; no work after failureAfter weeks with failureTold',
  ],
  parameters: abroadParameters,
  off: { remittance: 0 },
  state: abroadState,
  step(world) {
    const given = world.given.abroad;
    const { stage, stageWeek, working, permit, arrivalWeek, household, danger, id } = world.people;
    const { abroad: away, wealth, usualWealth, relatives } = world.households;
    const { truths } = world.setup.context;
    const paces = world.luck('finding work');
    const decides = world.luck('deciding');
    const tells = world.luck('abroad told');
    const willWork = world.fate('work');
    const mayStay = world.fate('right to stay');
    spend(wealth, usualWealth, given.spending);
    away.set(relatives);
    const sent = given.remittance * (1 - world.settings.remittanceCost);
    for (const { first, rows, stage: stages } of world.tiles) {
      const found = among(rows, stages, there);
      for (let k = 0; k < found; k++) {
        const i = first + rows[k];
        if (stage[i] === LEFT_LAWFULLY) {
          away[household[i]] = Math.min(255, away[household[i]] + 1);
          wealth[household[i]] = Math.min(1, wealth[household[i]] + sent);
          continue;
        }
        if (stageWeek[i] === world.week) {
          arrivalWeek[i] = world.week;
          working[i] = 0;
          permit[i] = 0;
        }
        const h = household[i];
        away[h] = Math.min(255, away[h] + 1);
        if (permit[i] === 0 && uniform(decides, id[i]) < given.deciding) {
          const chance = danger[i] > 0 ? truths.stayInNeed : truths.stay;
          permit[i] = uniform(mayStay, id[i]) < chance ? 1 : 2;
        }
        if (
          working[i] === 0 &&
          uniform(willWork, id[i]) < truths.earnings &&
          uniform(paces, id[i]) < given.findingWork
        ) {
          working[i] = 1;
          if (uniform(tells, id[i]) < given.successTold) world.tales.push({ row: i, id: id[i], event: 'success' });
        }
        if (working[i] === 1) wealth[h] = Math.min(1, wealth[h] + sent);
        else if (
          world.week - arrivalWeek[i] === Math.round(given.failureAfter) &&
          uniform(tells, id[i]) < given.failureTold
        )
          world.tales.push({ row: i, id: id[i], event: 'failure' });
      }
    }
  },
});
