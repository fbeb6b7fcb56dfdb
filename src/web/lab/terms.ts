import type { PersonWeek } from '../../model/follow.ts';
import type { Given } from '../../model/given.ts';

/** One part of a sum, by name. `rounding` is what is left because the model counts in 32 bits. */
type Term = { readonly name: string; readonly value: number };

/** Parts that add up to their total. */
export type Sum = { readonly terms: readonly Term[]; readonly total: number };

/** What speaks for and against, in one week of one mind, as sums that add up. */
export type Sums = {
  readonly leave: Sum;
  readonly stay: Sum;
  readonly wait: Sum;
  readonly torn: { readonly speaksFor: Sum; readonly speaksAgainst: Sum; readonly alarmed: Sum };
};

/** Parts with what is left of the total, so that they add up. Parts that are nothing are left out. */
export function addedUp(parts: { readonly [name: string]: number }, total: number, rest = 'rounding'): Sum {
  const terms = Object.entries(parts).map(([name, value]) => ({ name, value }));
  const left = total - terms.reduce((sum, { value }) => sum + value, 0);
  return { terms: [...terms, { name: rest, value: left }].filter(({ value }) => value !== 0), total };
}

/** The sums of a week, from what the mechanisms reported. @source equations of appraisal and dissonance */
export function sumsOf(week: PersonWeek, given: Given): Sums {
  const { leave, stay, wait } = week.appraisal;
  const { speaksFor, speaksAgainst, speaksAgainstAlarmed } = week.dissonance;
  const part = (terms: { readonly [name: string]: number }, name: string): number => terms[name] ?? 0;
  const family = part(leave.terms, 'family');
  const lawful = part(wait.terms, 'lawful');
  const wishes = {
    pull: part(leave.terms, 'pull'),
    family: Math.max(0, family),
    hardship: given.appraisal.present - part(stay.terms, 'livelihood'),
  };
  // Where nothing speaks for going, the model counts nothing, not less than nothing.
  const floored = wishes.pull + wishes.family + wishes.hardship < 0;
  const isTold = speaksFor !== 0 || speaksAgainst !== 0;
  const none: Sum = { terms: [], total: 0 };
  return {
    leave: addedUp(leave.terms, leave.total),
    stay: addedUp(stay.terms, stay.total),
    wait: addedUp(wait.terms, wait.total),
    torn: {
      speaksFor: isTold ? addedUp(wishes, speaksFor, floored ? 'floor' : 'rounding') : none,
      speaksAgainst: isTold
        ? addedUp(
            {
              risk: -part(leave.terms, 'risk'),
              alternatives: part(stay.terms, 'alternatives'),
              // Twice in the appraisal, once here.
              lawful: lawful / 2,
              family: Math.max(0, -family),
            },
            speaksAgainst,
          )
        : none,
      alarmed: isTold
        ? addedUp({ calm: speaksAgainst, alarm: speaksAgainstAlarmed - speaksAgainst }, speaksAgainstAlarmed)
        : none,
    },
  };
}

/**
 * Parts and total with so many digits that what is printed adds up as printed: the parts are rounded so that their sum is the
 * rounded total, the largest remainders first.
 */
export function printed({ terms, total }: Sum, digits = 2): Sum {
  const unit = 10 ** digits;
  const goal = Math.round(total * unit);
  const floors = terms.map(({ name, value }, at) => {
    const scaled = value * unit;
    return { at, name, whole: Math.floor(scaled), rest: scaled - Math.floor(scaled) };
  });
  let short = goal - floors.reduce((sum, { whole }) => sum + whole, 0);
  for (const one of [...floors].sort((a, b) => b.rest - a.rest || a.at - b.at)) {
    if (short <= 0) break;
    one.whole++;
    short--;
  }
  // Rounding of the total alone can leave one too many.
  for (const one of [...floors].sort((a, b) => a.rest - b.rest || a.at - b.at)) {
    if (short >= 0) break;
    one.whole--;
    short++;
  }
  return {
    terms: floors.map(({ name, whole }) => ({ name, value: whole / unit })).filter(({ value }) => value !== 0),
    total: goal / unit,
  };
}
