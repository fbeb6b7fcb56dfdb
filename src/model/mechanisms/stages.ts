import { uniform } from '../../random/draw.ts';
import type { State } from '../column.ts';
import { mechanism } from '../mechanism.ts';
import { twinFor } from '../memory.ts';
import { assumed, cited, type Parameters } from '../parameter.ts';
import { everybody } from '../vector.ts';
import { CONSIDERING, NONE, PLANNING, PREPARING, RETURNED } from '../vocabulary.ts';
import type { WorldOf } from '../world.ts';

export const stagesParameters = {
  abandon: cited(
    0.36,
    [0.28, 0.44],
    'intention',
    'intention below which the idea is given up (th0)',
    'calibrated',
    'prototype: stocks by stage as in evidence b1',
    'A',
  ),
  consider: cited(
    0.45,
    [0.37, 0.53],
    'intention',
    'intention above which somebody considers leaving (th1)',
    'calibrated',
    'prototype: stocks by stage as in evidence b1',
    'A',
  ),
  stepBack: cited(
    0.48,
    [0.4, 0.56],
    'intention',
    'intention below which plans may be put off (th2)',
    'calibrated',
    'prototype: stocks by stage as in evidence b1',
    'A',
  ),
  planning: cited(
    0.025,
    [0.0125, 0.05],
    'per week at full intention',
    'hazard of making plans (hPlan)',
    'calibrated',
    'prototype: 2-3 % a year leave',
    'A',
  ),
  preparing: cited(
    0.04,
    [0.02, 0.08],
    'per week at full intention',
    'hazard of starting to prepare (hPrep)',
    'calibrated',
    'prototype: 2-3 % a year leave',
    'A',
  ),
  departing: cited(
    0.04,
    [0.02, 0.08],
    'per week at full intention',
    'hazard of leaving once prepared (hDep)',
    'calibrated',
    'prototype: 2-3 % a year leave',
    'A',
  ),
  steppingBack: cited(
    0.08,
    [0.04, 0.16],
    'per week',
    'hazard of putting plans off (hBack)',
    'calibrated',
    'prototype: 2-3 % a year leave',
    'A',
  ),
  again: assumed(0.02, [0.01, 0.04], 'per week at full intention', 'hazard that a returnee considers leaving again'),
  mandateHaste: assumed(0.6, [0.3, 1.2], 'factor', 'how much sooner the chosen one leaves'),
  fundsToPrepare: assumed(0.45, [0.2, 0.9], 'journey costs', 'money needed to start preparing'),
  householdToPrepare: assumed(
    0.5,
    [0.25, 1],
    'journey costs per wealth',
    'household money the chosen one can use to prepare',
  ),
  readyByPreparing: assumed(0.5, [0.25, 0.7], 'share', 'part of readiness for the journey that full preparation gives'),
  readyByKnowing: assumed(0.3, [0.15, 0.3], 'share', 'part of it that full knowledge of rights and safety gives'),
  practising: assumed(
    0.01,
    [0.005, 0.02],
    'share per week',
    'preparation gained per week of preparing with full knowledge',
  ),
} as const satisfies Parameters;

const person = { of: 'people', owner: 'stages', initial: 0 } as const;

export const stagesState = {
  stage: {
    ...person,
    kind: 'u8',
    unit: 'stage',
    meaning: 'where the person stands',
    seen: true,
    writers: ['routes', 'lawful', 'journey', 'abroad', 'returns'],
  },
  stageWeek: {
    ...person,
    kind: 'i16',
    unit: 'week',
    meaning: 'week of the last change of stage',
    writers: ['routes', 'lawful', 'journey', 'abroad', 'returns'],
  },
  preparation: {
    ...person,
    kind: 'f32',
    unit: 'share',
    meaning: 'how well prepared for a journey',
    writers: ['dissonance'],
  },
  paid: { ...person, kind: 'u8', unit: '0 or 1', meaning: 'has paid or borrowed for the journey' },
} as const satisfies State;

/**
 * How well somebody would travel, 0 to 1: by what they have prepared and by what they know of rights and safety.
 */
export function readiness(
  preparation: number,
  rights: number,
  given: { readonly readyByPreparing: number; readonly readyByKnowing: number },
): number {
  return given.readyByPreparing * preparation + given.readyByKnowing * rights;
}

const f = Math.fround;

function move({ people, week }: WorldOf<'stages'>, row: number, next: number): void {
  const { stage, stageWeek, paid } = people;
  stage[row] = next;
  stageWeek[row] = week;
  paid[row] = next === PREPARING ? 1 : next < PLANNING ? 0 : paid[row];
}

export const stages = mechanism({
  name: 'stages',
  because:
    'Between a wish and a departure lie plans, money and preparations, each of which takes time and may be undone.',
  source: 'model specification 4.13; Kley (2017) for stages with hazards',
  equations: [
    'considering if I > consider; none if I < abandon',
    'considering to planning: planning I; planning to preparing: preparing I if savings + householdToPrepare wealth chosen > fundsToPrepare; preparing to leaving: departing I (1 + mandateHaste chosen)',
    'a step back: steppingBack if I < stepBack; a returnee considers again: again I if I > consider',
    'in a week the first that applies: give up, step back, next step',
    'preparing: q += practising S (1 - q); readiness = readyByPreparing q + readyByKnowing S',
  ],
  parameters: stagesParameters,
  off: {},
  state: stagesState,
  step(world) {
    const given = world.given.stages;
    const plans = world.luck('planning');
    const prepares = world.luck('preparing');
    const leaves = world.luck('departing');
    const steps = world.luck('stepping back');
    const again = world.luck('again');
    const { wealth } = world.households;
    const extra = world.settings.wealth;
    // Chances are rounded to 32 bits after every step, like all that is worked out for everybody.
    const [planning, preparing, departing] = [given.planning, given.preparing, given.departing].map(f);
    const haste = [1, f(1 + f(given.mandateHaste))];
    const back = f(given.steppingBack);
    const { id, stage, intention, savings, mandate, household, preparation, rights } = world.people;
    // In most people nothing happens; a pass finds the others. Thresholds give way by more than is lost in 32 bits.
    const [rises, gives] = [given.consider - 1e-6, given.abandon + 1e-6];
    for (const tile of world.tiles) {
      const { first, rows } = tile;
      const twin = twinFor(rows, tile.id, tile.stage, tile.intention);
      const size = tile.id.length;
      const [to, at, wants, who] = [rows, tile.stage, tile.intention, tile.id].map(({ byteOffset }) => byteOffset);
      const found =
        twin?.movers(to, size, at, wants, who, plans[0], plans[1], rises, gives, planning) ?? everybody(rows, size);
      for (let k = 0; k < found; k++) {
        const i = first + rows[k];
        const now = stage[i];
        const wish = intention[i];
        if (now === NONE) {
          if (wish > given.consider) move(world, i, CONSIDERING);
          continue;
        }
        if (now === RETURNED) {
          if (wish > given.consider && uniform(again, id[i]) < given.again * wish) move(world, i, CONSIDERING);
          continue;
        }
        if (now > PREPARING) continue;
        let next = now;
        if (wish < given.abandon) next = NONE;
        else if (now > CONSIDERING && wish < given.stepBack && uniform(steps, id[i]) < back) next = now - 1;
        else if (now === CONSIDERING) {
          if (uniform(plans, id[i]) < f(wish * planning)) next = PLANNING;
        } else if (now === PLANNING) {
          if (uniform(prepares, id[i]) < f(wish * preparing)) {
            const funds =
              savings[i] + given.householdToPrepare * Math.max(0, wealth[household[i]] + extra) * mandate[i];
            if (funds > given.fundsToPrepare) next = PREPARING;
          }
        } else if (uniform(leaves, id[i]) < f(f(wish * departing) * haste[mandate[i]])) world.departing.push(i);
        if (now === PREPARING) preparation[i] = preparation[i] + given.practising * rights[i] * (1 - preparation[i]);
        if (next !== now) move(world, i, next);
      }
    }
  },
});
