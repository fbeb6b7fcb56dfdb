import type { ArmResult, Comparison, Spread } from '../experiment/comparison.ts';
import { groups, type OutcomeName } from '../model/outcomes.ts';
import { differenceOf, type Section, sections, titleOf } from './arms.ts';
import { priceOf, worstOff } from './blocks.ts';
import {
  capitalised,
  changeInWords,
  counted,
  euros,
  intervalInWords,
  isNothing,
  people,
  rangeInWords,
  scaleOf,
  shareInWords,
  sharesInWords,
  toldApart,
  tooFew,
  type Worded,
} from './words.ts';

/** "about 12 more per 1,000 people do this (between 3 and 21 more)", or that it cannot be told apart from none. */
function effect(name: OutcomeName, spread: Spread | null, does = ''): string {
  if (!spread) return does ? `not known how many${does}` : 'not known';
  const change = changeInWords(name, spread);
  const size = change.includes('difference') && does ? `${change} in how many${does}` : `${change}${does}`;
  if (isNothing(spread)) return size;
  if (tooFew(spread) && spread.replicates > 1)
    return `${size} (${intervalInWords(name, spread)}; too few runs to tell it apart from none)`;
  if (spread.replicates < 2) return `${size} (one run: no interval)`;
  return toldApart(spread)
    ? `${size} (${intervalInWords(name, spread)})`
    : `${size}, which cannot be told apart from none (${intervalInWords(name, spread)})`;
}

function harm(arm: ArmResult): string {
  const harmed = differenceOf(arm, 'harmed');
  const worst = worstOff(arm);
  const share = `worse off for it: ${harmed ? shareInWords('harmed', harmed) : 'not known'}`;
  if (!worst || !harmed || !(harmed.mean > 0)) return share;
  return worst.standsOut
    ? `${share}, and the group that gains least, after harm is taken off: ${groups[worst.group]}`
    : `${share}, and no group stands out`;
}

/** Harm, protection need and departures: never one without the others. */
function consequences(arm: ArmResult): string {
  return [
    harm(arm),
    `unmet protection need: ${effect('unmet_protection_need', differenceOf(arm, 'unmet_protection_need'))}`,
    `irregular departures: ${effect('irregular_departures', differenceOf(arm, 'irregular_departures'))}`,
  ].join('; ');
}

/**
 * What a design does, in one sentence: informed choice first, then harm, protection need and departures together, each with
 * direction, size and interval, and the number of runs. An interval that holds zero is said to be one.
 */
export function sentence(arm: ArmResult): string {
  const quality = differenceOf(arm, 'decision_quality');
  const runs = counted(quality?.replicates ?? 0, 'paired run');
  const choice = effect('decision_quality', quality, ' take the decision that fits them');
  return `${titleOf(arm)}: ${choice}; ${consequences(arm)}; ${runs}.`;
}

/** One sentence per design and condition, in the order of the tables. */
export function sentences(comparison: Comparison): string[] {
  return sections(comparison).flatMap(({ title, designs }) =>
    designs.map((arm) => (title ? `${title}: ${sentence(arm)}` : sentence(arm))),
  );
}

function leader({ designs }: Section): ArmResult | null {
  const [first] = designs.filter((arm) => arm.truthfulness !== 'false');
  return first ?? null;
}

const qualityOf = (arm: ArmResult): Spread | null => differenceOf(arm, 'decision_quality');

/** Who comes first for informed choice, as far as intervals let it be said. */
type Standing = {
  /** First by mean; never one that says false things. */
  readonly best: ArmResult;
  readonly quality: Spread;
  /** Honest designs that bring more people to the decision that fits them, told apart from none. */
  readonly better: readonly ArmResult[];
  /** Other designs whose intervals overlap with that of the first. */
  readonly rivals: readonly ArmResult[];
};

function standing(section: Section): Standing | null {
  const best = leader(section);
  const quality = best && qualityOf(best);
  if (!best || !quality) return null;
  const honest = section.designs.filter((arm) => arm.truthfulness !== 'false');
  const better = honest.filter((arm) => {
    const found = qualityOf(arm);
    return found !== null && toldApart(found) && found.mean > 0;
  });
  const rivals = honest.filter((arm) => arm !== best && (qualityOf(arm)?.high ?? -1) >= quality.low);
  return { best, quality, better, rivals };
}

/** Whether a design comes first beyond luck and what nobody knows. */
const isSure = ({ best, better, rivals }: Standing): boolean => better.includes(best) && rivals.length === 0;

const named = (arms: readonly ArmResult[], of: string): string =>
  arms.length > 3 ? counted(arms.length, of) : listOf(arms.map((arm) => arm.title));

const tooEarly = ({ replicates }: Spread): string =>
  `too early to say what the designs do: with fewer than five paired runs of each nothing is told apart from luck, and there ${replicates === 1 ? 'is one' : `are ${replicates}`}.`;

/** Who does most for informed choice, and how sure that is. */
function first(section: Section): string {
  const found = standing(section);
  const opening = section.title ? `${section.title}: in this model` : 'In this model';
  if (found === null) return `${opening} no design ran to the end.`;
  const { best, quality, better, rivals } = found;
  const runs = counted(quality.replicates, 'paired run');
  if (tooFew(quality)) return section.title ? `${section.title}: ${tooEarly(quality)}` : capitalised(tooEarly(quality));
  const size = changeInWords('decision_quality', quality);
  const interval = intervalInWords('decision_quality', quality);
  if (better.includes(best)) {
    const total = `about ${people(quality.mean * section.population)} in the whole population`;
    const does = rivals.length === 0 ? 'does most for informed choice' : 'is in front for informed choice';
    return `${opening} ${best.title} ${does}: ${size} take the decision that fits them (${interval}; ${total}; ${runs}).`;
  }
  if (better.length === 0) {
    const spreads = section.designs.flatMap((arm) => qualityOf(arm) ?? []);
    const none = `${opening} no design brings more people to the decision that fits them by more than can be told apart from none`;
    return spreads.every(isNothing)
      ? `${none}: there is no difference in any run (${runs} each).`
      : `${none}: means ${over('decision_quality', spreads)} (${runs} each).`;
  }
  return `${opening} ${listOf(better.map((arm) => arm.title))} ${better.length === 1 ? 'brings' : 'bring'} more people to the decision that fits them. The highest mean is that of ${best.title}, ${size}, but it cannot be told apart from none (${interval}; ${runs}).`;
}

/** From the lowest to the highest mean of several designs, and how far their intervals reach. */
function over(name: OutcomeName, spreads: readonly Worded[]): string {
  const digits = spreads[0]?.digits;
  const least = (of: 'mean' | 'low') => Math.min(...spreads.map((spread) => spread[of]));
  const most = (of: 'mean' | 'high') => Math.max(...spreads.map((spread) => spread[of]));
  return `${rangeInWords(name, least('mean'), most('mean'), digits)} ${scaleOf(name).unit}, intervals ${rangeInWords(name, least('low'), most('high'), digits)}`;
}

/** Whether the order of the designs can be told, and which of them are worse than no campaign. */
function order(section: Section): string | null {
  const found = standing(section);
  if (found === null || tooFew(found.quality)) return null;
  const { best, better, rivals } = found;
  const said: string[] = [];
  if (isSure(found) && section.designs.length > 1) said.push('Its interval lies above those of all others.');
  else if (better.includes(best) && rivals.length > 0)
    said.push(
      `Its interval overlaps with that of ${named(rivals, 'other design')}, so which design comes first cannot be told.`,
    );
  else if (section.designs.length > 1)
    said.push('Which design comes first cannot be told: the order changes with luck and assumptions.');
  const worse = section.designs.filter((arm) => {
    const quality = qualityOf(arm);
    return quality !== null && toldApart(quality) && quality.mean < 0;
  });
  if (worse.length > 0)
    said.push(`Told apart from none, to the worse: ${listOf(worse.map((arm) => effectOf(arm, 'decision_quality')))}.`);
  return said.length > 0 ? said.join(' ') : null;
}

function effectOf(arm: ArmResult, name: OutcomeName): string {
  return `${titleOf(arm)}, ${effect(name, differenceOf(arm, name))}`;
}

export function listOf(names: readonly string[]): string {
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
}

/** What comes with it: of the first design, where there is a first one, else over all. */
function price(section: Section): string | null {
  const found = standing(section);
  if (found === null || tooFew(found.quality)) return null;
  if (found.better.length > 0)
    return section.designs.length > 1
      ? `${titleOf(found.best)}: ${consequences(found.best)}.`
      : `${capitalised(consequences(found.best))}.`;
  return `Worse off for a design: ${consequencesOver(section.designs)}.`;
}

/** The same three over several designs: never one without the others. */
function consequencesOver(designs: readonly ArmResult[]): string {
  const of = (name: OutcomeName): readonly Spread[] => designs.flatMap((arm) => differenceOf(arm, name) ?? []);
  const harmed = of('harmed');
  const change = (name: OutcomeName): string => {
    const spreads = of(name);
    if (spreads.length === 0) return 'not known';
    return spreads.every(isNothing) ? 'no difference in any run' : over(name, spreads);
  };
  return [
    harmed.every(isNothing) ? 'nobody' : sharesInWords('harmed', harmed),
    `unmet protection need: ${change('unmet_protection_need')}`,
    `irregular departures: ${change('irregular_departures')}`,
  ].join('; ');
}

/** The design under which most people are worse off, and whether it stands out. */
function worst(section: Section): string | null {
  const known = section.designs.flatMap((arm) => {
    const harmed = differenceOf(arm, 'harmed');
    return harmed ? [{ arm, harmed }] : [];
  });
  const [most, ...others] = known.sort((a, b) => b.harmed.mean - a.harmed.mean);
  const found = standing(section);
  if (!most || !found || !(most.harmed.mean > 0) || tooFew(most.harmed)) return null;
  if (others.length === 0 || (found.better.length > 0 && most.arm === found.best)) return null;
  const near = others.filter(({ harmed }) => harmed.high >= most.harmed.low).map(({ arm }) => arm);
  if (near.length === 0) return `${titleOf(most.arm)} does most harm: ${shareInWords('harmed', most.harmed)}.`;
  return `The most harm in these runs: ${titleOf(most.arm)}, ${shareInWords('harmed', most.harmed)}; it cannot be told apart from that of ${named(near, 'other design')}.`;
}

/** What a better choice costs; no sum where there may be none to pay for. */
function money(section: Section): string | null {
  const found = standing(section);
  if (found === null || tooFew(found.quality)) return null;
  const [best] = found.better;
  const price = best === undefined ? null : priceOf(best, section.population);
  if (best !== undefined && price?.known)
    return `${best.title} costs ${euros(best.cost)}, about ${euros(price.known.mean)} per better choice (between ${euros(price.least)} and ${euros(price.known.most)}).`;
  const leasts = section.designs.flatMap((arm) => priceOf(arm, section.population)?.least ?? []);
  const floor = leasts.length === 0 ? '' : ` By these intervals it would be ${euros(Math.min(...leasts))} or more.`;
  return `No price per better choice can be given: there may be no gain.${floor}`;
}

/** In how many conditions a design comes first beyond luck, where there are too many for a sentence each. */
function places(parts: readonly Section[]): string {
  const firsts = new Map<string, number>();
  for (const section of parts) {
    const found = standing(section);
    const title = found !== null && isSure(found) ? found.best.title : '';
    firsts.set(title, (firsts.get(title) ?? 0) + 1);
  }
  const open = firsts.get('') ?? 0;
  firsts.delete('');
  const told = [...firsts.entries()].sort(([, a], [, b]) => b - a).map(([title, count]) => `${title} in ${count}`);
  return `First for informed choice over the ${parts.length} conditions: ${listOf([...told, ...(open > 0 ? [`not to be told in ${open}`] : [])])}.`;
}

/** What comes with it in any of many conditions, and where the highest mean of people worse off is: none stands without its harm. */
function consequencesOfAll(parts: readonly Section[]): string {
  const known = parts.flatMap(({ title, designs }) =>
    designs.flatMap((arm) => {
      const harmed = differenceOf(arm, 'harmed');
      return harmed ? [{ arm, harmed, title }] : [];
    }),
  );
  const [most] = known.sort((a, b) => b.harmed.mean - a.harmed.mean);
  const highest =
    most && most.harmed.mean > 0
      ? ` The highest mean of people worse off: ${titleOf(most.arm)} in "${most.title}", ${shareInWords('harmed', most.harmed)}.`
      : '';
  const designs = parts.flatMap((section) => section.designs);
  return `Over all ${parts.length} conditions, worse off for a design: ${consequencesOver(designs)}.${highest}`;
}

/** Told one by one are at most so many conditions. */
const ONE_BY_ONE = 3;

/** Which design does most for informed choice and whether that can be told, what comes with it, who does most harm, what it costs. */
const told = (section: Section): string[] =>
  [first(section), order(section), price(section), worst(section), money(section)].filter((line) => line !== null);

/**
 * The answer: for one condition in at most five sentences, for a few in a paragraph each. Of many the first has a paragraph, and all
 * together a sentence on who comes first and one on what comes with it.
 */
export function answer(comparison: Comparison): string[] {
  const parts = sections(comparison);
  const [main, ...others] = parts;
  if (!main) return ['No run finished.'];
  if (others.length === 0) return told(main);
  const early = parts.map((section) => standing(section)?.quality);
  if (early[0] && early.every((quality) => quality && tooFew(quality))) return [capitalised(tooEarly(early[0]))];
  if (parts.length <= ONE_BY_ONE) return parts.map((section) => told(section).join(' '));
  return [told(main).join(' '), places(parts), consequencesOfAll(parts)];
}
