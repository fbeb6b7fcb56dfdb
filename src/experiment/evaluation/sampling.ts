import { bits } from '../../random/draw.ts';
import type { Key } from '../../random/key.ts';
import { couldChange } from './inquiry.ts';
import type { Luck } from './luck.ts';
import type { StudyWorld } from './snapshot.ts';
import type { Estimator, Spared, Study } from './study.ts';

/** Groups a study compares, as rows of the table below. */
export const COMPARISON = 0;
export const TREATED = 1;

export type Sample = {
  /** Row of everybody asked. */
  readonly row: Int32Array;
  /** `TREATED` or `COMPARISON`; null where the study learns only from the answers who was exposed. */
  readonly group: Uint8Array | null;
  /** Sampling cluster of each, -1 where people are drawn singly. */
  readonly cluster: Int32Array;
  /** People stood for, with mean 1 in each group: clusters of many people count for more. */
  readonly weight: Float64Array;
  /** Clusters visited; 0 where people are drawn singly. */
  readonly clusters: number;
};

const alone: ReadonlySet<Estimator> = new Set<Estimator>(['naive-share', 'before-after', 'contact-count']);

/** Whether a design sets one group of people beside another. */
export function compares({ estimator }: Pick<Study, 'estimator'>): boolean {
  return !alone.has(estimator);
}

/** Whether the evaluator knows before asking who was treated: by lot, or from a list of those met. */
function knowsGroups({ assignment, sampling }: Pick<Study, 'assignment' | 'sampling'>): boolean {
  return assignment !== null || sampling.frame === 'beneficiary-list';
}

/** Whether somebody is on the list of people met, which is closed at the last wave. */
export function isListed(world: StudyWorld, row: number): boolean {
  return world.with[world.with.length - 1].contacts[row] > 0;
}

/** Neither group: not in the frame. */
const OUTSIDE = 2;

/** Whom a study can draw from in one pair of worlds. It is the same for every survey of them. */
type Frame = {
  /** Rows of each group, ascending. */
  readonly rows: readonly [comparison: Int32Array, treated: Int32Array];
  /** Rows of each group by the place where clusters are drawn, and the smallest id there, which is the place's address. */
  readonly places: readonly [comparison: Places, treated: Places];
  readonly first: ReadonlyMap<number, number>;
  /** Whether units are assigned as a whole, so that no place has people of both groups. */
  readonly apart: boolean;
};
type Places = ReadonlyMap<number, Int32Array>;

const frames = new WeakMap<StudyWorld, WeakMap<Study, Frame>>();

function frameOf(world: StudyWorld, study: Study): Frame {
  const ofWorld = frames.get(world) ?? new WeakMap<Study, Frame>();
  frames.set(world, ofWorld);
  const known = ofWorld.get(study);
  if (known !== undefined) return known;
  const made = makeFrame(world, study);
  ofWorld.set(study, made);
  return made;
}

function makeFrame(world: StudyWorld, study: Study): Frame {
  const { traits, unit } = world;
  const groups = groupsOf(world, study);
  const rowsOf = (group: number): Int32Array => rowsWhere(groups.length, (row) => groups[row] === group);
  const rows = [rowsOf(COMPARISON), rowsOf(TREATED)] as const;
  // Clusters are the units of the lot where these are classes or villages, else communities.
  const byUnit = study.assignment?.unit === 'class' || study.assignment?.unit === 'village';
  const place = byUnit ? unit : traits.community;
  const first = new Map<number, number>();
  place.forEach((at, row) => {
    if (at >= 0) first.set(at, Math.min(first.get(at) ?? traits.id[row], traits.id[row]));
  });
  const byPlace = (all: Int32Array): Places => {
    const there = new Map<number, number[]>();
    for (const row of all) {
      const already = there.get(place[row]);
      if (already === undefined) there.set(place[row], [row]);
      else already.push(row);
    }
    return new Map([...there].map(([at, list]) => [at, Int32Array.from(list)]));
  };
  const places = [byPlace(rows[COMPARISON]), byPlace(rows[TREATED])] as const;
  const apart = byUnit && ![...places[TREATED].keys()].some((at) => places[COMPARISON].has(at));
  return { rows, places, first, apart };
}

/**
 * The group of each person as far as the frame tells, `OUTSIDE` for people not in it.
 *
 * By lot: the assigned against people of units with nobody assigned (where there are no such units: against whoever is not
 * assigned). A study of spillover: people without a contact in assigned units against the same units' absence elsewhere. By list:
 * those on it against those without a contact. Else everybody in the frame is in one group until they are asked.
 */
function groupsOf(world: StudyWorld, study: Study): Uint8Array {
  const { unit, assigned, traits } = world;
  const { frame } = study.sampling;
  const n = unit.length;
  const lot = study.assignment;
  const list = frame === 'beneficiary-list';
  const comparing = compares(study);
  const minds = study.inquiry.measure === 'changed_mind';
  const groups = new Uint8Array(n);
  const within = (row: number): boolean =>
    unit[row] >= 0 &&
    (frame !== 'online-panel' || traits.online[row] === 1) &&
    (frame !== 'school-roster' || traits.schoolClass[row] >= 0) &&
    (!minds || couldChange(world, row));
  let known: (row: number) => number;
  if (lot !== null) {
    const reached = new Uint8Array(unit.reduce((most, each) => Math.max(most, each), 0) + 1);
    let untouched = 0;
    for (let row = 0; row < n; row++) if (unit[row] >= 0 && assigned[row] === 1) reached[unit[row]] = 1;
    for (let row = 0; row < n; row++) if (unit[row] >= 0 && reached[unit[row]] === 0) untouched++;
    const spillover = study.inquiry.estimand === 'spillover' && lot.unit !== 'person';
    known = (row) => {
      if (reached[unit[row]] === 0) return COMPARISON;
      if (spillover) return isListed(world, row) ? OUTSIDE : TREATED;
      if (assigned[row] === 1) return list && !isListed(world, row) ? OUTSIDE : TREATED;
      return untouched === 0 ? COMPARISON : OUTSIDE;
    };
  } else known = (row) => (!list || isListed(world, row) ? TREATED : COMPARISON);
  for (let row = 0; row < n; row++) {
    const group = within(row) ? known(row) : OUTSIDE;
    groups[row] = group === COMPARISON && !comparing ? OUTSIDE : group;
  }
  return groups;
}

/** The smallest `count` lots of `rows`, in the order of `rows`: a simple random sample. */
function smallest(rows: Int32Array, count: number, key: Key, id: Int32Array): Int32Array {
  if (count >= rows.length) return rows;
  if (count <= 0) return new Int32Array();
  const lots = new Uint32Array(rows.length);
  for (let k = 0; k < lots.length; k++) lots[k] = bits(key, id[rows[k]]);
  const last = kth(lots.slice(), count - 1);
  const taken = new Int32Array(count);
  let at = 0;
  for (let k = 0; k < rows.length; k++) if (lots[k] <= last) taken[at++] = rows[k];
  return taken;
}

/** The value that would stand at place `k` if `values` were sorted; rearranges them. All differ. @source Hoare (1961), Find */
function kth(values: Uint32Array, k: number): number {
  let low = 0;
  let high = values.length - 1;
  while (low < high) {
    const pivot = values[(low + high) >>> 1];
    let i = low;
    let j = high;
    while (i <= j) {
      while (values[i] < pivot) i++;
      while (values[j] > pivot) j--;
      if (i > j) break;
      const swapped = values[i];
      values[i++] = values[j];
      values[j--] = swapped;
    }
    if (k <= j) high = j;
    else if (k >= i) low = i;
    else break;
  }
  return values[k];
}

function rowsWhere(n: number, holds: (row: number) => boolean): Int32Array {
  const rows = new Int32Array(n);
  let count = 0;
  for (let row = 0; row < n; row++) if (holds(row)) rows[count++] = row;
  return rows.subarray(0, count);
}

/** The j-th of `parts` shares of a whole number, which differ by at most 1 and sum to it. */
const part = (whole: number, parts: number, j: number): number =>
  Math.floor(((j + 1) * whole) / parts) - Math.floor((j * whole) / parts);

/**
 * Draws whom to ask. Luck is addressed by person, so that a larger sample holds the smaller one.
 *
 * Half of the people are of each group where the design compares groups that are known beforehand; a group too small gives all it
 * has, and the other does not grow. A study of changed minds asks people who considered leaving on the eve.
 *
 * @param spared without `clustering`: people are drawn singly
 */
export function sample(world: StudyWorld, study: Study, luck: Luck, spared: Spared): Sample {
  const frame = frameOf(world, study);
  const { size, clusters } = study.sampling;
  const comparable = knowsGroups(study) && compares(study) && frame.rows[COMPARISON].length > 0;
  const wanted = comparable ? [Math.floor(size / 2), Math.ceil(size / 2)] : [0, size];
  const drawn =
    clusters > 0 && !spared.clustering
      ? inClusters(world, study, frame, wanted, luck)
      : singly(world, study, frame, wanted, luck);
  const { parts } = drawn;
  const count = parts.reduce((sum, { rows }) => sum + rows.length, 0);
  const row = new Int32Array(count);
  const group = new Uint8Array(count);
  const cluster = new Int32Array(count);
  const weight = new Float64Array(count);
  const people = [0, 0];
  const asked = [0, 0];
  for (const each of parts) {
    people[each.group] += each.people;
    asked[each.group] += each.rows.length;
  }
  let at = 0;
  for (const each of parts) {
    row.set(each.rows, at);
    const end = at + each.rows.length;
    group.fill(each.group, at, end);
    cluster.fill(each.cluster, at, end);
    const standsFor = (each.people / each.rows.length) * (asked[each.group] / people[each.group]);
    weight.fill(standsFor, at, end);
    at = end;
  }
  return { row, group: knowsGroups(study) ? group : null, cluster, weight, clusters: drawn.clusters };
}

/** People drawn at one place for one group, and how many there are to be drawn from. */
type Part = { readonly group: number; readonly cluster: number; readonly rows: Int32Array; readonly people: number };
type Drawn = { readonly parts: readonly Part[]; readonly clusters: number };

function singly(
  { traits: { id, community } }: StudyWorld,
  study: Study,
  { rows }: Frame,
  wanted: readonly number[],
  luck: Luck,
): Drawn {
  const lots = luck.fate('sample');
  const from = (group: number, candidates: Int32Array): Part => ({
    ...{ group, cluster: -1, people: candidates.length },
    rows: smallest(candidates, wanted[group], lots, id),
  });
  const treated = from(TREATED, rows[TREATED]);
  if (wanted[COMPARISON] === 0) return { parts: [treated], clusters: 0 };
  if (study.assignment !== null) return { parts: [treated, from(COMPARISON, rows[COMPARISON])], clusters: 0 };
  // Without a lot, people on the list are compared with their neighbours.
  const visited = new Set<number>();
  for (const row of treated.rows) visited.add(community[row]);
  const neighbours = rows[COMPARISON].filter((row) => visited.has(community[row]));
  return { parts: [treated, from(COMPARISON, neighbours)], clusters: 0 };
}

/**
 * Where whole units are assigned, half of the clusters are drawn from either group; else every cluster gives people of both, and
 * clusters without anybody treated are not visited.
 */
function inClusters(
  { traits: { id } }: StudyWorld,
  study: Study,
  { places, first, apart }: Frame,
  wanted: readonly number[],
  luck: Luck,
): Drawn {
  const clusterLots = luck.fate('sample of clusters');
  const peopleLots = luck.fate('sample');
  const choose = (group: number, count: number): number[] => {
    const lots = new Map([...places[group].keys()].map((at) => [at, bits(clusterLots, first.get(at) ?? 0)]));
    return [...lots]
      .sort(([, a], [, b]) => a - b)
      .slice(0, count)
      .map(([at]) => at);
  };
  const draw = (group: number, chosen: readonly number[], count: number): Part[] =>
    chosen.flatMap((at, j) => {
      const people = places[group].get(at);
      if (people === undefined) return [];
      const rows = smallest(people, part(wanted[group], count, j), peopleLots, id);
      return rows.length === 0 ? [] : [{ group, cluster: at, rows, people: people.length }];
    });
  const { clusters } = study.sampling;
  if (wanted[COMPARISON] > 0 && apart) {
    const half = [Math.floor(clusters / 2), Math.ceil(clusters / 2)];
    const treated = choose(TREATED, half[TREATED]);
    const comparison = choose(COMPARISON, half[COMPARISON]);
    return {
      parts: [...draw(TREATED, treated, half[TREATED]), ...draw(COMPARISON, comparison, half[COMPARISON])],
      clusters: treated.length + comparison.length,
    };
  }
  const chosen = choose(TREATED, clusters);
  const treated = draw(TREATED, chosen, clusters);
  return {
    parts: wanted[COMPARISON] > 0 ? [...treated, ...draw(COMPARISON, chosen, clusters)] : treated,
    clusters: chosen.length,
  };
}
