import type { Spread } from '../experiment/comparison.ts';
import { type Outcome, type OutcomeName, outcomes } from '../model/outcomes.ts';

export const MINUS = '\u2212';
/** Keeps a sum of money on one line. */
const EURO = '€\u00a0';

function grouped(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+$)/g, ',');
}

/**
 * A number for readers: thousands separated, a true minus sign, and no "minus zero".
 *
 * @param value   finite
 * @param digits  behind the point, 0 to 6
 */
export function number(value: number, digits = 0): string {
  const text = Math.abs(value).toFixed(digits);
  const [whole = '0', part] = text.split('.');
  const shown = part === undefined ? grouped(whole) : `${grouped(whole)}.${part}`;
  return value < 0 && /[1-9]/.test(text) ? `${MINUS}${shown}` : shown;
}

/** As `number`, with a plus sign above zero. */
export function signed(value: number, digits = 0): string {
  const shown = number(value, digits);
  return value > 0 && /[1-9]/.test(shown) ? `+${shown}` : shown;
}

/** Digits that suit numbers up to this size: no false precision. */
function digitsFor(size: number): number {
  const s = Math.abs(size);
  if (s >= 20 || s === 0) return 0;
  if (s >= 2) return 1;
  return 2;
}

/** The number with so many leading figures kept. */
function rounded(value: number, figures: number): number {
  return value === 0 ? 0 : Number(value.toPrecision(figures));
}

/** Euros of 2023: "€ 3.40", "€ 87", "€ 3,720", "€ 1.2 million", with blanks at which no line breaks. */
export function euros(value: number): string {
  const size = Math.abs(value);
  if (size >= 999_500) {
    const millions = rounded(value / 1_000_000, 3);
    const digits = Number.isInteger(millions) ? 0 : Number.isInteger(rounded(millions * 10, 6)) ? 1 : 2;
    return `${EURO}${number(millions, digits)}\u00a0million`;
  }
  if (size >= 1000) return `${EURO}${number(rounded(value, 3))}`;
  return size >= 20 || size === 0 ? `${EURO}${number(value)}` : `${EURO}${number(value, 2)}`;
}

/** People, to two figures above a hundred: "about" is true of every number here. */
export function people(value: number): string {
  return number(Math.abs(value) < 100 ? Math.round(value) : rounded(value, 2));
}

type Scale = { readonly factor: number; readonly unit: string };

/** How an outcome is said: what it is multiplied by, and the unit in words. */
export function scaleOf(name: OutcomeName): Scale {
  const { unit }: Outcome = outcomes[name];
  switch (unit) {
    case 'share':
      return { factor: 1000, unit: perWhom(name) };
    case 'probability':
      return { factor: 100, unit: 'percentage points' };
    case 'index':
      return { factor: 100, unit: 'points of 100' };
    case 'euro':
      return { factor: 1, unit: 'euros' };
    case 'people':
      return { factor: 1, unit: 'people' };
    case 'contacts':
      return { factor: 1, unit: 'contacts' };
  }
}

/** Whom a share is of. */
function perWhom(name: OutcomeName): string {
  if (name === 'unmet_protection_need') return 'per 1,000 people in need';
  if (name === 'recall' || name === 'changed_mind' || name === 'changed_mind_reported')
    return 'per 1,000 people reached';
  if (name === 'regret') return 'per 1,000 who left';
  return 'per 1,000 people';
}

/** `digits`: behind the point, where a document says all numbers of an outcome with the same ones; else as many as suit the interval. */
type Interval = { readonly low: number; readonly high: number; readonly digits?: number };
export type Worded = Spread & Pick<Interval, 'digits'>;

const reachOf = ({ low, high }: Interval): number => Math.max(Math.abs(low), Math.abs(high));

function digitsOf(factor: number, interval: Interval): number {
  return interval.digits ?? digitsFor(reachOf(interval) * factor);
}

/** The digits that suit most intervals of an outcome: those of the middle one. Undefined where no run showed anything. */
export function commonDigits(name: OutcomeName, spreads: readonly Spread[]): number | undefined {
  const reaches = spreads.filter((spread) => !isNothing(spread)).map(reachOf);
  const middle = reaches.sort((a, b) => a - b)[Math.floor((reaches.length - 1) / 2)];
  return middle === undefined ? undefined : digitsFor(middle * scaleOf(name).factor);
}

const isMoney = (name: OutcomeName): boolean => outcomes[name].unit === 'euro';

/** A level as it stands in tables, without unit: "709", "21.3", "€ 3,700". */
export function level(name: OutcomeName, value: number): string {
  if (isMoney(name)) return euros(value);
  const { factor } = scaleOf(name);
  return number(value * factor, digitsFor(value * factor));
}

/** A number and, apart from it, its interval; empty with one run. */
export type Figure = { readonly size: string; readonly interval: string };

function figure(name: OutcomeName, spread: Worded, sized: (value: number, digits: number) => string): Figure {
  const factor = isMoney(name) ? 1 : scaleOf(name).factor;
  const digits = isNothing(spread) ? 0 : digitsOf(factor, spread);
  const bound = (value: number) => (isMoney(name) ? euros(value) : number(value * factor, digits));
  return {
    size: isMoney(name) ? euros(spread.mean) : sized(spread.mean * factor, digits),
    interval: spread.replicates < 2 ? '' : (nothingIn(spread) ?? `${bound(spread.low)} to ${bound(spread.high)}`),
  };
}

/** No run had any: an interval from 0 to 0 would say that further runs will not have any either. */
function nothingIn(spread: Worded): string | null {
  return isNothing(spread) ? `none in ${counted(spread.replicates, 'run')}` : null;
}

/** A level with its interval: "23.4" and "17.0 to 29.8". */
export function levelFigure(name: OutcomeName, spread: Worded): Figure {
  return figure(name, spread, number);
}

/** A difference with its interval: "+12.3" and "3.1 to 21.5". */
export function changeFigure(name: OutcomeName, spread: Worded): Figure {
  return figure(name, spread, signed);
}

/** "+12.3 (3.1 to 21.5)", or "+12.3 (one run)". */
export function joined({ size, interval }: Figure): string {
  return `${size} (${interval || 'one run'})`;
}

/** With fewer runs, all may fall on one side of zero by luck more often than once in ten times: 2 / 2^4 is 0.125. */
const ENOUGH = 5;

export function tooFew({ replicates }: Spread): boolean {
  return replicates < ENOUGH;
}

/** Whether the interval leaves out zero. With fewer than five runs nothing is told apart, however well they agree. */
export function toldApart(spread: Worded): boolean {
  return !tooFew(spread) && (spread.low > 0 || spread.high < 0);
}

/** "more" and "fewer" for people, "higher" and "lower" for everything else. */
function direction(name: OutcomeName, value: number): string {
  const counted = outcomes[name].unit === 'share';
  return value < 0 ? (counted ? 'fewer' : 'lower') : counted ? 'more' : 'higher';
}

/** Whether no run showed any difference. */
export function isNothing({ mean, low, high }: Pick<Spread, 'mean' | 'low' | 'high'>): boolean {
  return mean === 0 && low === 0 && high === 0;
}

/** Where differences of several designs lie, ends with their direction: "from 1.7 fewer to 0.3 more". */
export function rangeInWords(name: OutcomeName, low: number, high: number, common?: number): string {
  const { factor } = scaleOf(name);
  const digits = common ?? digitsOf(factor, { low, high });
  const end = (value: number): string => {
    const size = number(Math.abs(value) * factor, digits);
    return /[1-9]/.test(size) ? `${size} ${direction(name, value)}` : 'none';
  };
  return `from ${end(low)} to ${end(high)}`;
}

/** The size of a difference in words: "about 12 more per 1,000 people", "about 1.2 percentage points lower". */
export function changeInWords(name: OutcomeName, { mean, low, high, digits: common }: Worded): string {
  const { factor, unit } = scaleOf(name);
  const digits = common ?? digitsOf(factor, { low, high });
  const size = number(Math.abs(mean) * factor, digits);
  if (!/[1-9]/.test(size)) return isNothing({ mean, low, high }) ? 'no difference in any run' : 'hardly any difference';
  const towards = direction(name, mean);
  return unit.startsWith('per ') ? `about ${size} ${towards} ${unit}` : `about ${size} ${unit} ${towards}`;
}

/** The interval of a difference in words: "between 3.1 and 21.5 more", "between 4 fewer and 9 more". */
export function intervalInWords(name: OutcomeName, { low, high, replicates, digits: common }: Worded): string {
  if (replicates < 2) return 'one run: no interval';
  const { factor } = scaleOf(name);
  const digits = common ?? digitsOf(factor, { low, high });
  const [from, to] = [low, high].map((value) => number(Math.abs(value) * factor, digits));
  if (low < 0 && high > 0) return `between ${from} ${direction(name, low)} and ${to} ${direction(name, high)}`;
  if (high <= 0 && low < 0) return `between ${to} and ${from} ${direction(name, low)}`;
  return `between ${from} and ${to} ${direction(name, high)}`;
}

/** A share as people: "about 8.1 per 1,000 people (between 6.0 and 10.2)"; "nobody" where no run had anybody. */
export function shareInWords(name: OutcomeName, spread: Worded): string {
  if (isNothing(spread)) return 'nobody';
  const { factor, unit } = scaleOf(name);
  const digits = digitsOf(factor, spread);
  const [mean, low, high] = [spread.mean, spread.low, spread.high].map((value) => number(value * factor, digits));
  return spread.replicates < 2 ? `about ${mean} ${unit}` : `about ${mean} ${unit} (between ${low} and ${high})`;
}

/** Shares of several designs: "from 0.45 to 4.6 per 1,000 people (intervals from 0.0 to 17.2)". */
export function sharesInWords(name: OutcomeName, spreads: readonly Worded[]): string {
  const { factor, unit } = scaleOf(name);
  const [low, high] = [Math.min(...spreads.map((one) => one.low)), Math.max(...spreads.map((one) => one.high))];
  const means = spreads.map(({ mean }) => mean);
  const digits = spreads[0]?.digits ?? digitsOf(factor, { low: Math.min(...means), high: Math.max(...means) });
  const said = (value: number): string => number(value * factor, digits);
  return `from ${said(Math.min(...means))} to ${said(Math.max(...means))} ${unit} (intervals from ${said(low)} to ${said(high)})`;
}

/** "one run", "16 runs". */
export function counted(count: number, one: string, many = `${one}s`): string {
  return count === 1 ? `one ${one}` : `${number(count)} ${many}`;
}

export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
