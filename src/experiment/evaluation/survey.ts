import type { Side } from './inquiry.ts';
import { type Luck, luckOf } from './luck.ts';
import { type Interview, interview } from './measurement.ts';
import type { Responses } from './responses.ts';
import { compares, isListed, sample, TREATED } from './sampling.ts';
import type { StudyWorld } from './snapshot.ts';
import type { Spared, Study } from './study.ts';
import { type Found, INTERVIEWED, LOST, tracer } from './tracing.ts';

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

  const asked = drawn.row.length;
  const { group } = drawn;
  const comparing = compares(study);

  // Who is found, by place in the sample; worked out for a world when first needed.
  const looked: { [S in Side]?: readonly Uint8Array[] } = {};
  const foundIn = (side: Side): readonly Uint8Array[] => {
    const known = looked[side];
    if (known !== undefined) return known;
    const made = visits[side].map(() => new Uint8Array(asked));
    for (let wave = 0; wave < waves; wave++) {
      const { traced } = visits[side][wave];
      for (let k = 0; k < asked; k++) made[wave][k] = wave > 0 && made[0][k] === LOST ? LOST : traced(drawn.row[k]);
    }
    looked[side] = made;
    return made;
  };
  /** What is said, NaN where nothing is. */
  const said = (side: Side, wave: number, k: number): number => {
    const found = foundIn(side)[wave][k];
    if (found === LOST) return Number.NaN;
    const { answer, hearsay } = visits[side][wave];
    return found === INTERVIEWED ? answer(drawn.row[k]) : hearsay(drawn.row[k]);
  };
  /** Whether somebody says, when last found, that they remember the campaign. */
  const saysExposed = (side: Side, k: number): boolean => {
    const found = foundIn(side);
    for (let wave = last; wave >= 0; wave--)
      if (found[wave][k] !== LOST) return found[wave][k] === INTERVIEWED && visits[side][wave].remembers(drawn.row[k]);
    return false;
  };

  // Who is in the table: place in the sample, group, and the world from which they answer.
  const from: number[] = [];
  const treated: number[] = [];
  const sides: Side[] = [];
  const enter = (k: number, isTreated: boolean, side: Side): void => {
    from.push(k);
    treated.push(Number(isTreated));
    sides.push(side);
  };
  const twins = spared.selection && comparing;
  for (let k = 0; k < asked; k++) {
    const isTreated = group === null ? saysExposed('with', k) : group[k] === TREATED;
    if (isTreated || !comparing) enter(k, isTreated, 'with');
    else if (!twins) enter(k, false, spared.contamination ? 'without' : 'with');
  }
  const own = from.length;
  if (twins) for (let k = 0; k < own; k++) enter(from[k], false, 'without');

  const n = from.length;
  const row = new Int32Array(n);
  const exposed = new Uint8Array(n);
  const cluster = new Int32Array(n);
  const weight = new Float64Array(n);
  const found = visits.with.map(() => new Uint8Array(n));
  const reports = visits.with.map(() => new Float64Array(n));
  const covariates = Array.from({ length: 4 }, () => new Float64Array(n));
  const { traits, unit } = world;
  const counting = study.estimator === 'contact-count';
  const shares = spared.selection && study.estimator === 'naive-share';
  const against = spared.selection && study.estimator === 'before-after' && waves > 1;
  let interviews = 0;
  for (let entry = 0; entry < n; entry++) {
    const k = from[entry];
    const who = drawn.row[k];
    const side = sides[entry];
    row[entry] = who;
    weight[entry] = drawn.weight[k];
    if (study.assignment !== null) cluster[entry] = unit[who];
    else cluster[entry] = drawn.cluster[k] >= 0 ? drawn.cluster[k] : who;
    if (listed) exposed[entry] = Number(side === 'with' && isListed(world, who));
    else exposed[entry] = group === null ? treated[entry] : Number(saysExposed(side, k));
    const baseline = visits[side][0];
    covariates[0][entry] = traits.age[who];
    covariates[1][entry] = traits.male[who];
    covariates[2][entry] = traits.online[who];
    covariates[3][entry] = foundIn(side)[0][k] === INTERVIEWED ? baseline.intends(who) : 0;
    for (let wave = 0; wave < waves; wave++) {
      // Contacts are counted in the books of the campaign; nobody is asked.
      let report = counting ? world[side][wave].contacts[who] : said(side, wave, k);
      if (!counting && !Number.isNaN(report)) interviews++;
      if (shares) report -= said('without', wave, k);
      if (against && wave === 0) report = said('without', last, k);
      reports[wave][entry] = report;
      found[wave][entry] = Number(!Number.isNaN(report));
    }
  }
  const inTreated = Uint8Array.from(treated);
  const steps = study.assignment?.steps ?? 1;
  return {
    ...{ row, treated: inTreated, exposed, cluster, weight, found, reports, covariates, interviews },
    treatedAt: world.with.map(({ week }) =>
      steps === 1 ? inTreated : inTreated.map((one, entry) => Number(one === 1 && world.from[row[entry]] <= week)),
    ),
    clusters: drawn.clusters,
  };
}
