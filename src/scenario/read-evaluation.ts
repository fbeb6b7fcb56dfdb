import { completeEvaluation, type EstimatorName, type EvaluationBody, evaluationFile } from './evaluation-schema.ts';
import { complain, type Found, isCircle, type Reading, referred, treeOf } from './library.ts';
import { merged } from './merge.ts';
import { problemsOf } from './note.ts';
import type { Path } from './problem.ts';
import { shown } from './problem.ts';
import { groupOf, listOf, numberOf, partAt, type Tree, textOf } from './tree.ts';

/** A study design with every reference followed; its numbers still carry their sources. */
export type Evaluation = EvaluationBody & {
  /** The file that states a figure, by its place (`measurement.flips`): the figure is named after it. */
  readonly statedIn: ReadonlyMap<string, string>;
};

/** The file whose figures all others start from; no study of its own. */
const COMMON = 'common';

type Layer = { readonly id: string; readonly data: unknown };
type Layered = { readonly tree: Tree; readonly id: string; readonly layers: readonly Layer[] };

/** Reads an evaluation and all it extends; undefined with the reasons in `reading`. */
export function plannedEvaluation(reading: Reading, found: Found): Evaluation | undefined {
  const before = reading.problems.length;
  const layered = layersOf(reading, found, []);
  if (layered === undefined) return undefined;
  const { tree, layers, id } = layered;
  const data = groupOf(layers.reduceRight<unknown>((below, { data }) => merged(below, data), {}));
  const whole = id === COMMON ? undefined : completeEvaluation.safeParse(data);
  // What is there but wrong has been reported where it stands; here only what is nowhere.
  const missing = (whole?.error?.issues ?? []).filter((issue) => partAt(data, issue.path as Path) === undefined);
  for (const problem of problemsOf(missing, { ...tree, data }))
    reading.problems.push({ ...problem, remedy: 'Add it here or in an evaluation this one extends.' });
  checkStudy(reading, tree, data);
  if (!whole?.success || reading.problems.length > before) return undefined;
  return { ...whole.data, statedIn: statedIn(layers, whole.data) };
}

function layersOf(reading: Reading, found: Found, chain: readonly string[]): Layered | undefined {
  const tree = treeOf(reading, found, 'evaluation');
  if (tree === undefined) return undefined;
  const read = evaluationFile.safeParse(tree.data);
  reading.problems.push(...problemsOf(read.error?.issues ?? [], tree));
  const { schema: _schema, extends: _extends, ...own } = groupOf(tree.data);
  const id = textOf(own.id) ?? found.file;
  if (isCircle(reading, chain, id, tree, ['id'], 'evaluation')) return undefined;
  const isRoot = id === COMMON || !reading.library.evaluations.has(COMMON);
  const parent = textOf(groupOf(tree.data).extends) ?? (isRoot ? undefined : COMMON);
  if (parent === undefined) return { tree, id, layers: [{ id, data: own }] };
  const names = [...chain, id];
  if (isCircle(reading, names, parent, tree, ['extends'], 'evaluation')) return undefined;
  const file = referred(reading, 'evaluation', parent, tree, ['extends']);
  const below = file === undefined ? undefined : layersOf(reading, file, names);
  return below === undefined ? undefined : { tree, id, layers: [{ id, data: own }, ...below.layers] };
}

/** Which file each figure stands in, so that two studies with the same inherited figure share its name and its draws. */
function statedIn(layers: readonly Layer[], body: EvaluationBody): ReadonlyMap<string, string> {
  const places = new Map<string, string>();
  for (const section of ['assignment', 'sampling', 'measurement', 'tracing', 'cost'] as const)
    for (const key of Object.keys(body[section] ?? {})) {
      const owner = layers.find(({ data }) => partAt(data, [section, key]) !== undefined);
      places.set(`${section}.${key}`, owner?.id ?? body.id);
    }
  return places;
}

/** Estimators that need an interview before the campaign. */
const withBaseline: readonly EstimatorName[] = ['before-after', 'matched', 'difference-in-differences'];
/** Estimators that compare groups drawn by lot. */
const withLot: readonly EstimatorName[] = ['difference-in-means', 'cluster-robust', 'cluster-means', 'instrument'];
/** Estimators that count units, not people. */
const withClusters: readonly EstimatorName[] = ['cluster-robust', 'cluster-means'];

/** What must hold between the parts of one study. Said at the part that is there, in the file itself. */
function checkStudy(reading: Reading, tree: Tree, data: { readonly [key: string]: unknown }): void {
  const { waves, listItems } = groupOf(data.measurement);
  const weeks = listOf(waves).map(Number);
  const estimator = textOf(data.estimator) as EstimatorName | undefined;
  const lot = groupOf(data.assignment);
  const hasLot = lot.unit !== undefined;
  const [size, clusters] = [numberOf(groupOf(data.sampling).size), numberOf(groupOf(data.sampling).clusters) ?? 0];
  const steps = numberOf(lot.steps) ?? 1;
  const tell = (path: Path, expected: string, found: string, remedy: string): void =>
    complain(reading, tree, path, { expected, found, remedy });

  if (weeks.some((week, k) => k > 0 && week <= weeks[k - 1]))
    tell(['measurement', 'waves'], 'weeks in order, none twice', weeks.join(', '), 'Put the earliest interview first.');
  if (estimator !== undefined && withBaseline.includes(estimator) && weeks.length === 1)
    tell(
      ['measurement', 'waves'],
      `two waves or more, because the estimator is ${estimator}`,
      'one wave',
      'Add an interview before the first contact, for instance waves: [-1, 52].',
    );
  if (estimator !== undefined && withLot.includes(estimator) && !hasLot)
    tell(
      ['estimator'],
      'an estimator that needs no lot, because the study has no assignment',
      estimator,
      'Add assignment (unit, share), or take for instance exposed-unexposed.',
    );
  if (estimator !== undefined && withClusters.includes(estimator) && lot.unit === 'person')
    tell(
      ['estimator'],
      'an estimator for people, because the lot falls on each person',
      estimator,
      'Take difference-in-means, or a lot by village, class or household.',
    );
  if (estimator === 'instrument' && !((numberOf(lot.encouragement) ?? 1) > 1))
    tell(
      ['estimator'],
      'an invitation that multiplies the chance of a contact, because the estimator is instrument',
      'none',
      'Add encouragement above 1 to the assignment.',
    );
  const share = numberOf(lot.share);
  if (hasLot && share !== undefined && (share <= 0 || share >= 1))
    tell(
      ['assignment', 'share'],
      'a share above 0 and below 1, so that there are two groups',
      String(share),
      'Half and half is 0.5; a study without a lot leaves assignment out.',
    );
  if (steps > 1 && !((numberOf(lot.stepWeeks) ?? 0) >= 1))
    tell(
      ['assignment', 'steps'],
      'weeks between the steps',
      'none',
      'Add stepWeeks of at least 1, or leave steps out.',
    );
  if (steps > 1 && weeks.length < steps)
    tell(
      ['measurement', 'waves'],
      `at least as many waves as steps (${steps})`,
      String(weeks.length),
      'Interview after each step, or take fewer steps.',
    );
  if (size !== undefined && clusters > size / 2)
    tell(
      ['sampling', 'clusters'],
      `at least two people a cluster, which makes at most ${Math.floor(size / 2)} clusters for ${size} people`,
      String(clusters),
      'Raise size or lower clusters.',
    );
  const measure = groupOf(data.inquiry).measure;
  if ((estimator === 'contact-count') !== (measure === 'contacts') && estimator !== undefined && measure !== undefined)
    tell(
      ['inquiry', 'measure'],
      estimator === 'contact-count' ? 'contacts, because the estimator is contact-count' : 'something that is asked',
      shown(measure),
      'Contacts are counted by contact-count and by nothing else.',
    );
  if ((numberOf(listItems) ?? 0) > 0 && !['intends', 'considering', 'intends_or_left'].includes(String(measure)))
    tell(
      ['measurement', 'listItems'],
      'a yes-or-no question about leaving, because a list experiment is used',
      shown(measure),
      'Take listItems: 0, or ask whether people intend to leave.',
    );
}
