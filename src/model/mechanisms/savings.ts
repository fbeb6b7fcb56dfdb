import type { State } from '../column.ts';
import { kernel, plus, times, within } from '../kernel.ts';
import { mechanism } from '../mechanism.ts';
import { assumed, type Parameters } from '../parameter.ts';
import { bind, oncePer } from '../run-kernel.ts';
import { stages } from '../vocabulary.ts';
import type { WorldOf } from '../world.ts';

export const savingsParameters = {
  rate: assumed(
    0.006,
    [0.002, 0.015],
    'journey costs per week',
    'what is put aside per week and unit of livelihood above bare needs',
  ),
  needs: assumed(0.15, [0.05, 0.3], 'livelihood units', 'livelihood below which nothing can be put aside'),
  whenPlanning: assumed(2, [1, 4], 'factor', 'how much more those save who plan or prepare'),
  otherwise: assumed(0.5, [0.25, 1], 'factor', 'how much those save who do not'),
  most: assumed(1.5, [1, 3], 'journey costs', 'nobody saves more than this'),
} as const satisfies Parameters;

export const savingsState = {
  savings: { of: 'people', kind: 'f32', initial: 0, unit: 'journey costs', meaning: 'own savings', owner: 'savings' },
} as const satisfies State;

/** What a stage of deciding has to do with saving; journeys and deaths end it. */
function pace(otherwise: number, whenPlanning: number): Float32Array {
  return Float32Array.from(stages, (stage) =>
    stage === 'planning' || stage === 'preparing'
      ? whenPlanning
      : stage === 'none' || stage === 'considering' || stage === 'returned'
        ? otherwise
        : 0,
  );
}

export const saving = kernel(
  'save',
  'savings',
  { numbers: ['needs', 'most'], tables: ['pace'] },
  ({ person, given, by, becomes }) => {
    const spared = times(plus(person.present, given.needs), by.pace(person.stage));
    return { changes: [becomes(person.savings, within(plus(person.savings, spared), 0, given.most))] };
  },
);

const savingIn = oncePer(({ given }: WorldOf<'savings'>) => {
  const { rate, needs, whenPlanning, otherwise, most } = given.savings;
  return bind(saving, {
    numbers: { needs: -needs, most },
    tables: { pace: pace(rate * otherwise, rate * whenPlanning) },
  });
});

export const savings = mechanism({
  name: 'savings',
  because: 'Leaving costs money; income that makes staying easier also makes leaving affordable.',
  source: 'model specification 4.13',
  equations: [
    'savings += rate (present livelihood - needs) (whenPlanning if planning or preparing, else otherwise; nothing while away), between 0 and most',
  ],
  parameters: savingsParameters,
  off: { rate: 0 },
  state: savingsState,
  step(world) {
    const save = savingIn(world);
    for (const tile of world.tiles) save(tile);
  },
});
