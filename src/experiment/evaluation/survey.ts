import type { Side } from './inquiry.ts';
import { type Luck, luckOf } from './luck.ts';
import { type Interview, interview } from './measurement.ts';
import type { Responses } from './responses.ts';
import { compares, isListed, sample } from './sampling.ts';
import type { StudyWorld } from './snapshot.ts';
import type { Spared, Study } from './study.ts';
import { type Found, tracer } from './tracing.ts';

/** Nothing is spared: studies as they are. */
export const nothingSpared: Spared = {
  ...{ attrition: false, recall: false, desirability: false },
  ...{ selection: false, contamination: false, clustering: false },
};

/** One world at one wave as the evaluator meets it. */
type Visit = Interview & { readonly traced: (row: number) => Found };

function visitsOf(world: StudyWorld, study: Study, side: Side, luck: Luck, spared: Spared): readonly Visit[] {
  const { measurement, tracing, inquiry } = study;
  const asking = { measurement, tracing, measure: inquiry.measure };
  return world[side].map((_, wave) => ({
    ...interview(world, asking, side, wave, luck, spared),
    traced: tracer(world, asking, side, wave, luck, spared),
  }));
}

/**
 * Holds one imaginary survey: draws people, finds some of them, and takes down what they say. Changes nothing in the worlds.
 *
 * Somebody not interviewed at the first wave is not in the panel. What a spared cause does:
 *
 * - attrition: everybody is found, and nobody errs about having left;
 * - recall: whoever was met remembers, and nobody else;
 * - desirability: nobody denies or agrees to please;
 * - selection: the treated are compared with themselves in the world without the campaign: in the place of the comparison group,
 *   of the first wave of a before-after study, or, where a share is printed without any comparison, subtracted from it;
 * - contamination: the comparison group answers from the world without the campaign;
 * - clustering: people are drawn singly.
 *
 * @param lot    which lot of the assignment the worlds are of
 * @param number which survey of these worlds, a whole number
 */
export function survey(world: StudyWorld, study: Study, lot: number, number: number, spared: Spared): Responses {
  const luck = luckOf(world, study.id, lot, number);
  const drawn = sample(world, study, luck, spared);
  const visits: { readonly [S in Side]: readonly Visit[] } = {
    with: visitsOf(world, study, 'with', luck, spared),
    without: visitsOf(world, study, 'without', luck, spared),
  };
  const waves = world.with.length;
  const last = waves - 1;
  const listed = study.sampling.frame === 'beneficiary-list';

  const foundBy = (side: Side, wave: number, row: number): boolean =>
    visits[side][wave].traced(row) !== 'lost' && (wave === 0 || visits[side][0].traced(row) !== 'lost');
  /** Whether somebody says, when last found, that they remember the campaign. */
  const saysExposed = (side: Side, row: number): boolean => {
    for (let wave = last; wave >= 0; wave--)
      if (foundBy(side, wave, row))
        return visits[side][wave].traced(row) === 'self' && visits[side][wave].remembers(row);
    return false;
  };

  // Who is in the table, from which world they answer, and in which group.
  const asked = drawn.row.length;
  const { group } = drawn;
  const isTreated = (k: number): boolean => (group === null ? saysExposed('with', drawn.row[k]) : group[k] === 1);
  const entries: { readonly from: number; readonly treated: number; readonly side: Side }[] = [];
  const comparing = compares(study);
  const twins = spared.selection && comparing;
  for (let k = 0; k < asked; k++) {
    const treated = isTreated(k);
    if (treated || !comparing) entries.push({ from: k, treated: Number(treated), side: 'with' });
    else if (!twins) entries.push({ from: k, treated: 0, side: spared.contamination ? 'without' : 'with' });
  }
  if (twins)
    for (let k = 0, own = entries.length; k < own; k++)
      entries.push({ from: entries[k].from, treated: 0, side: 'without' });

  const n = entries.length;
  const row = Int32Array.from(entries, ({ from }) => drawn.row[from]);
  const treated = Uint8Array.from(entries, (entry) => entry.treated);
  const exposed = Uint8Array.from(entries, ({ side }, k) =>
    Number(listed ? side === 'with' && isListed(world, row[k]) : exposedAsReported(side, k)),
  );
  function exposedAsReported(side: Side, k: number): boolean {
    return group === null ? treated[k] === 1 : saysExposed(side, row[k]);
  }
  const found = world.with.map(() => new Uint8Array(n));
  const reports = world.with.map(() => new Float64Array(n).fill(Number.NaN));
  const counting = study.estimator === 'contact-count';
  const shares = spared.selection && study.estimator === 'naive-share';
  let interviews = 0;
  for (let k = 0; k < n; k++) {
    const { side } = entries[k];
    for (let wave = 0; wave < waves; wave++) {
      if (counting) {
        // Counted in the books of the campaign; nobody is asked.
        found[wave][k] = 1;
        reports[wave][k] = world[side][wave].contacts[row[k]];
        continue;
      }
      let said = sayAt(side, wave, row[k]);
      if (!Number.isNaN(said)) interviews++;
      if (shares) said -= sayAt('without', wave, row[k]);
      if (Number.isNaN(said)) continue;
      found[wave][k] = 1;
      reports[wave][k] = said;
    }
  }
  if (spared.selection && study.estimator === 'before-after' && waves > 1)
    for (let k = 0; k < n; k++) {
      const said = sayAt('without', last, row[k]);
      found[0][k] = Number(!Number.isNaN(said));
      reports[0][k] = said;
    }
  function sayAt(side: Side, wave: number, who: number): number {
    if (!foundBy(side, wave, who)) return Number.NaN;
    const visit = visits[side][wave];
    return visit.traced(who) === 'household' ? visit.hearsay(who) : visit.answer(who);
  }

  const steps = study.assignment?.steps ?? 1;
  const { traits } = world;
  return {
    row,
    treated,
    exposed,
    cluster: Int32Array.from(entries, ({ from }, k) => {
      if (study.assignment !== null) return world.unit[row[k]];
      return drawn.cluster[from] >= 0 ? drawn.cluster[from] : row[k];
    }),
    weight: Float64Array.from(entries, ({ from }) => drawn.weight[from]),
    found,
    reports,
    treatedAt: world.with.map(({ week }) =>
      steps === 1 ? treated : Uint8Array.from(treated, (own, k) => Number(own === 1 && world.from[row[k]] <= week)),
    ),
    covariates: [
      Float64Array.from(row, (who) => traits.age[who]),
      Float64Array.from(row, (who) => traits.male[who]),
      Float64Array.from(row, (who) => traits.online[who]),
      Float64Array.from(entries, ({ side }, k) => {
        const visit = visits[side][0];
        return visit.traced(row[k]) === 'self' ? visit.intends(row[k]) : 0;
      }),
    ],
    interviews,
    clusters: drawn.clusters,
  };
}
