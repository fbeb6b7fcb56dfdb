import type { ArmResult, Comparison, Spread } from '../experiment/comparison.ts';
import { groups, type OutcomeName } from '../model/outcomes.ts';
import { differenceOf, type Section, sections, titleOf } from './arms.ts';
import { isOpenEnded, worstOff } from './blocks.ts';
import {
  capitalised,
  changeInWords,
  counted,
  euros,
  intervalInWords,
  isNothing,
  people,
  shareInWords,
  toldApart,
  tooFew,
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
  return worst && harmed && harmed.mean > 0
    ? `${share}, and the group that comes off worst: ${groups[worst.group]}`
    : share;
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

/** Who does most for informed choice, and how sure that is. */
function first(section: Section, population: number): string {
  const best = leader(section);
  const quality = best && qualityOf(best);
  const opening = section.title ? `${section.title}: in this model` : 'In this model';
  if (!best || !quality) return `${opening} no design ran to the end.`;
  const sure = section.designs.filter((arm) => {
    const found = qualityOf(arm);
    return found !== null && arm.truthfulness !== 'false' && toldApart(found) && found.mean > 0;
  });
  const size = changeInWords('decision_quality', quality);
  const interval = intervalInWords('decision_quality', quality);
  if (sure.includes(best)) {
    const total = `about ${people(quality.mean * population)} in the whole population`;
    return `${opening} ${best.title} does most for informed choice: ${size} take the decision that fits them (${interval}; ${total}).`;
  }
  const none = `${opening} no design brings more people to the decision that fits them by more than can be told apart from none.`;
  if (sure.length === 0) return quality.mean > 0 ? `${none} ${best.title} comes nearest: ${size} (${interval}).` : none;
  const names = listOf(sure.map((arm) => arm.title));
  return `${opening} ${best.title} comes first for informed choice with ${size}, but cannot be told apart from none (${interval}); told apart from none: ${names}.`;
}

/** Which other designs cannot be told apart from the first. */
function close(section: Section): string | null {
  const best = leader(section);
  const quality = best && differenceOf(best, 'decision_quality');
  if (!best || !quality || !toldApart(quality)) return null;
  const rivals = section.designs.filter((arm) => {
    const other = arm === best ? null : differenceOf(arm, 'decision_quality');
    return other !== null && arm.truthfulness !== 'false' && other.high >= quality.low;
  });
  if (rivals.length === 0) return 'Its interval lies above those of all others.';
  const names = rivals.map((arm) => arm.title);
  const listed = names.length > 3 ? `${counted(names.length, 'other design')}` : listOf(names);
  return `Its interval overlaps with that of ${listed}, so the order among them is not sure.`;
}

export function listOf(names: readonly string[]): string {
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
}

function price(section: Section): string | null {
  const best = leader(section);
  return best && `${capitalised(consequences(best))}.`;
}

function worst(section: Section): string | null {
  const known = section.designs.flatMap((arm) => {
    const harmed = differenceOf(arm, 'harmed');
    return harmed ? [{ arm, harmed }] : [];
  });
  const most = known.sort((a, b) => b.harmed.mean - a.harmed.mean)[0];
  if (!most || most.arm === leader(section) || !(most.harmed.mean > 0)) return null;
  return `${titleOf(most.arm)} does most harm: ${shareInWords('harmed', most.harmed)}.`;
}

function money(section: Section): string | null {
  const best = leader(section);
  const each = best && differenceOf(best, 'cost_per_better_choice');
  if (!best || !each) return null;
  const range = isOpenEnded(best, 'cost_per_better_choice', each)
    ? `${euros(each.low)} or more, since there may be no gain`
    : `between ${euros(each.low)} and ${euros(each.high)}`;
  return `${best.title} costs ${euros(best.cost)}, about ${euros(each.mean)} per better choice (${range}).`;
}

/** Which designs come first in how many conditions, where there are too many for a sentence each. */
function places(parts: readonly Section[]): string {
  const firsts = new Map<string, number>();
  for (const section of parts) {
    const title = leader(section)?.title ?? 'none';
    firsts.set(title, (firsts.get(title) ?? 0) + 1);
  }
  const told = [...firsts.entries()].sort(([, a], [, b]) => b - a).map(([title, count]) => `${title} in ${count}`);
  return `First for informed choice over the ${parts.length} conditions: ${listOf(told)}.`;
}

/** A sentence each for at most so many conditions. */
const TOLD_APART = 3;

/**
 * The answer in three to five sentences: which design does most for informed choice and how sure that is, what comes with it, who
 * does most harm, what it costs. With several conditions, how the first place changes between them instead of the last two.
 */
export function answer(comparison: Comparison): string[] {
  const parts = sections(comparison);
  const [main, ...others] = parts;
  if (!main) return ['No run finished.'];
  const { population } = comparison;
  if (others.length > 0) {
    const rest = parts.length > TOLD_APART ? [places(parts)] : others.map((section) => first(section, population));
    return [first(main, population), price(main), ...rest].filter((line) => line !== null);
  }
  return [first(main, population), close(main), price(main), worst(main), money(main)].filter((line) => line !== null);
}
