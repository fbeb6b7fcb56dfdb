import type { z } from 'zod';
import { type ComponentFile, type componentFile, designFile, type Truthfulness } from './design-schema.ts';
import type { Figure } from './figure.ts';
import { checkKnown, checkUnique, complain, type Found, isCircle, type Reading, referred, treeOf } from './library.ts';
import { problemsOf } from './note.ts';
import type { Path } from './problem.ts';
import { shown } from './problem.ts';
import { groupOf, listOf, numberOf, type Tree, textOf } from './tree.ts';

/** A component of a design or of one it includes. */
export type PlannedComponent = ComponentFile & {
  /** As in the file of `design`; `id` carries the designs in between as a prefix. */
  readonly part: string;
  /** The design whose file describes it. */
  readonly design: string;
  /** Shares of the money handed on from design to included design, each under its stable name. */
  readonly portions: readonly { readonly name: string; readonly figure: Figure }[];
};

export type Design = {
  readonly id: string;
  readonly title: string;
  readonly about: string;
  readonly source: string;
  readonly truthfulness: Truthfulness;
  readonly components: readonly PlannedComponent[];
};

/** Room for the rounding of decimal shares. */
const ROUNDING = 1e-9;

/** Reads a design and all it includes; undefined with the reasons in `reading`. */
export function plannedDesign(reading: Reading, found: Found, chain: readonly string[] = []): Design | undefined {
  const before = reading.problems.length;
  const tree = treeOf(reading, found, 'design');
  if (tree === undefined) return undefined;
  const data = groupOf(tree.data);
  const read = designFile.safeParse(data);
  reading.problems.push(...problemsOf(read.error?.issues ?? [], tree));
  const id = textOf(data.id) ?? found.file;
  if (isCircle(reading, chain, id, tree, ['id'], 'design')) return undefined;
  const names = [...chain, id];
  const included: PlannedComponent[] = [];
  checkUniqueIncludes(reading, tree, listOf(data.includes));
  for (const [k, entry] of listOf(data.includes).entries()) {
    const path = ['includes', k, 'design'];
    const reference = textOf(groupOf(entry).design);
    if (reference === undefined || isCircle(reading, names, reference, tree, path, 'design')) continue;
    const file = referred(reading, 'design', reference, tree, path);
    const other = file === undefined ? undefined : plannedDesign(reading, file, names);
    const share = read.data?.includes?.[k]?.share;
    if (other === undefined || share === undefined) continue;
    const portion = { name: `design.${id}.includes.${other.id}.share`, figure: share };
    included.push(...other.components.map((component) => within(component, other.id, portion)));
  }
  checkComponents(reading, tree, ['components'], listOf(data.components), included, listOf(data.includes));
  if (!read.success || reading.problems.length > before) return undefined;
  const { title, about, source, truthfulness, components } = read.data;
  return { id, title, about, source, truthfulness, components: [...included, ...own(components ?? [], id)] };
}

/** The components of a file as parts of the design `id`. */
export function own(components: z.infer<typeof componentFile>[], id: string): readonly PlannedComponent[] {
  return components.map((component) => ({ ...component, part: component.id, design: id, portions: [] }));
}

function within(
  component: PlannedComponent,
  prefix: string,
  portion: PlannedComponent['portions'][number],
): PlannedComponent {
  return {
    ...component,
    id: `${prefix}.${component.id}`,
    ...(component.via === undefined ? {} : { via: `${prefix}.${component.via}` }),
    portions: [...component.portions, portion],
  };
}

function checkUniqueIncludes(reading: Reading, tree: Tree, includes: readonly unknown[]): void {
  const seen = new Set<unknown>();
  for (const [k, entry] of includes.entries()) {
    const { design } = groupOf(entry);
    if (design !== undefined && seen.has(design))
      complain(reading, tree, ['includes', k, 'design'], {
        expected: 'a design that is included once',
        found: `${shown(design)} again`,
        remedy: 'Add the two shares together in one entry.',
      });
    seen.add(design);
  }
}

/**
 * What must hold between the components of one design: names, order, money, places of a programme.
 *
 * @param included  components taken over from other designs; they come before
 */
export function checkComponents(
  reading: Reading,
  tree: Tree,
  path: Path,
  components: readonly unknown[],
  included: readonly PlannedComponent[],
  includes: readonly unknown[],
): void {
  checkUnique(reading, tree, path, components);
  const earlier = included.map(({ id }) => id);
  const channels = reading.model.channels.map(({ name }) => name);
  for (const [k, component] of components.entries()) {
    const { id, channel, via, share, budget, audience } = groupOf(component);
    const at = [...path, k];
    checkKnown(reading, tree, [...at, 'channel'], channel, 'the name of a channel', channels);
    if (typeof via === 'string' && !earlier.includes(via))
      complain(reading, tree, [...at, 'via'], {
        expected: 'the id of an earlier component of the same design',
        found: shown(via),
        remedy:
          earlier.length === 0
            ? 'Put the component that passes people on before this one.'
            : `Earlier ones are ${earlier.join(', ')}.`,
      });
    if (typeof id === 'string') earlier.push(id);
    if (share !== undefined && budget !== undefined)
      complain(reading, tree, [...at, 'budget'], {
        expected: 'either share or budget',
        found: 'both',
        remedy: 'Keep share for a part of the money of the scenario, budget for an amount in euros.',
      });
    if (share === undefined && budget === undefined && components.length + includes.length > 1)
      complain(reading, tree, at, {
        expected: 'share or budget, because the design has several components',
        found: 'neither',
        remedy: 'Say which part of the money it gets, for instance { value: 0.5, source: "..." }.',
      });
    const [youngest, oldest] = [numberOf(groupOf(audience).youngest), numberOf(groupOf(audience).oldest)];
    if (youngest !== undefined && oldest !== undefined && youngest > oldest)
      complain(reading, tree, [...at, 'audience', 'youngest'], {
        expected: `an age of at most that of the oldest (${oldest})`,
        found: String(youngest),
        remedy: 'Exchange the two ages or correct one.',
      });
  }
  checkShares(reading, tree, path, [...includes, ...components]);
  checkPlaces(reading, tree, path, components, included);
}

function checkShares(reading: Reading, tree: Tree, path: Path, parts: readonly unknown[]): void {
  const sum = parts.reduce<number>((all, part) => all + (numberOf(groupOf(part).share) ?? 0), 0);
  // A single share above 1 has been refused by its own unit.
  const eachFits = parts.every((part) => (numberOf(groupOf(part).share) ?? 0) <= 1);
  if (eachFits && sum > 1 + ROUNDING)
    complain(reading, tree, path, {
      expected: 'shares that sum to at most 1',
      found: String(Number(sum.toFixed(6))),
      remedy: 'The shares of components and included designs divide the same money; lower one.',
    });
}

/** A managed referral needs places; places need somebody who points to them, or a programme. */
function checkPlaces(
  reading: Reading,
  tree: Tree,
  path: Path,
  components: readonly unknown[],
  included: readonly PlannedComponent[],
): void {
  const all = [...components, ...included].map(groupOf);
  const mode = new Map(reading.model.channels.map((channel) => [channel.name, channel.mode]));
  const hasPlaces = all.some(({ slots }) => (numberOf(slots) ?? 0) > 0);
  const isPointedTo = all.some(
    ({ referral, channel }) =>
      (referral !== undefined && referral !== 'none') ||
      (typeof channel === 'string' && mode.get(channel) === 'programme'),
  );
  for (const [k, component] of components.entries()) {
    const { referral, slots } = groupOf(component);
    if (referral === 'managed' && !hasPlaces)
      complain(reading, tree, [...path, k, 'referral'], {
        expected: '"open" or "none", because no component of the design has slots',
        found: '"managed"',
        remedy:
          'A managed referral points people to free places: add slots, or write "open" for a promise without places.',
      });
    if ((numberOf(slots) ?? 0) > 0 && !isPointedTo)
      complain(reading, tree, [...path, k, 'slots'], {
        expected: 'a referral, or a channel that is a programme',
        found: 'slots that nobody is pointed to',
        remedy: 'Add "referral: managed" (only while a place is free) or "referral: open".',
      });
  }
}
